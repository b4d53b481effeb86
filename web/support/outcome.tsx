import { RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/frame.tsx'
import { RefusalLines } from '../exchange-view/refusal-lines.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Delivery, useDelivery } from '../queries/use-delivery.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import type { Step } from './journey.ts'
import { type NextStep, plainOutcome } from './plain-outcome.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Ended = Extract<Delivery, { status: 'delivered' | 'refused' | 'lost' }>

type Props = {
  by: ReturnType<typeof useDelivery>
  ended: Ended
  /** Whom it was for. */
  name: string
  /** Back to a step, with everything as it was. */
  onStep: (step: Step) => void
  /** Back to the last step, set to send a new message. */
  onNewMessage: () => void
  onStartAgain: () => void
}

/** What happened, in a plain sentence, and what to do next; the details are one press away. */
export function Outcome({ by, ended, name, onStep, onNewMessage, onStartAgain }: Props) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const heading = useRef<HTMLHeadingElement>(null)
  const { tone, title, todo, next } = plainOutcome(ended, name, locale)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'nearest' })
    announce(`${title} ${todo}`)
  }, [announce, title, todo])

  const acts: Partial<Record<NextStep, () => void>> = {
    new_message: onNewMessage,
    mend_texts: () => onStep('what'),
    other_person: () => onStep('who'),
    send_again: () => onStep('check'),
    repeat_message: by.repeatMessage,
    ask_again: by.askAgain,
    push_again: () => {
      if (ended.status === 'delivered') by.pushAgain(ended.delivered)
    },
  }
  const act = acts[next]
  return (
    <section className={styles.step} aria-labelledby="support-outcome">
      <h3 id="support-outcome" ref={heading} tabIndex={-1} className={styles.question}>
        {t.whatHappened}
      </h3>
      <Callout tone={tone} title={title}>
        <p>{todo}</p>
      </Callout>
      <div className={styles.actions}>
        {act && next !== 'wait' && next !== 'none' ? (
          <Button variant="primary" icon={<RotateCw size={16} aria-hidden="true" />} onClick={act}>
            {t.acts[next]}
          </Button>
        ) : null}
        <Button onClick={() => onStep('check')}>{t.backToCheck}</Button>
        <Button onClick={() => onStep('who')}>{t.someoneElse}</Button>
        <Button onClick={onStartAgain}>{t.startAgain}</Button>
      </div>
      <Details ended={ended} />
    </section>
  )
}

function Details({ ended }: { ended: Ended }) {
  const t = useTexts(supportTexts)
  if (ended.status === 'lost') return null
  const refusal = ended.status === 'refused' ? ended.refusal : ended.delivered.refusal
  const { create, pushes } =
    ended.status === 'delivered' ? ended.delivered : { create: null, pushes: [] }
  return (
    <Disclosure summary={t.details}>
      <Frame>
        {refusal ? <RefusalLines refusal={refusal} /> : null}
        {create ? (
          <>
            <h4>{t.messageDetails}</h4>
            <ExchangeView exchange={create} />
          </>
        ) : null}
        {pushes.map((push) => (
          <div key={push.id}>
            <h4>{t.bubbleDetails}</h4>
            <ExchangeView exchange={push} />
          </div>
        ))}
      </Frame>
    </Disclosure>
  )
}
