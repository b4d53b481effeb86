import { RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { useDelivery } from '../api-client/use-delivery.ts'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/frame.tsx'
import { RefusalLines } from '../exchange-view/refusal-lines.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import type { FlowStep } from './flow.ts'
import { type EndedDelivery, type NextStep, plainOutcome } from './plain-outcome.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  by: ReturnType<typeof useDelivery>
  ended: EndedDelivery
  /** The recipient's name. */
  name: string
  /** Goes back to a step and keeps the state. */
  onStep: (step: FlowStep) => void
  /** Goes back to the last step, set to send a new message. */
  onNewMessage: () => void
  onStartAgain: () => void
}

/** What happened and what to do next, in plain sentences, with the details folded. */
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
    fix_texts: () => onStep('what'),
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

function Details({ ended }: { ended: EndedDelivery }) {
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
