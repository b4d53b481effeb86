import { RotateCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Delivered, useDelivery } from '../api-client/use-delivery.ts'
import {
  canRetryBubbles,
  type DeliveryOutcome,
  deliveryOutcome,
} from '../exchange-view/delivery-outcome.ts'
import { ExchangeView } from '../exchange-view/exchange-view.tsx'
import { Frame } from '../exchange-view/frame.tsx'
import { RefusalLines } from '../exchange-view/refusal-lines.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { Callout, type Tone } from '../ui/callout/callout.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import styles from './one-go.module.css'
import { oneGoTexts } from './texts.ts'
import { Timeline } from './timeline.tsx'

type Props = {
  by: ReturnType<typeof useDelivery>
  onUse: (messageId: string) => void
}

/** The result of one delivery: a sentence, a timeline, and both responses. */
export function Outcome({ by, onUse }: Props) {
  const t = useTexts(oneGoTexts)
  const { delivery } = by
  switch (delivery.status) {
    case 'idle':
      return null
    case 'refused':
      return <RefusalLines refusal={delivery.refusal} />
    case 'sending':
      return <Timeline delivered={delivery.before} sending />
    case 'lost':
      return (
        <Callout tone="unsure" title={t.outcomes.lost}>
          <div>
            <Button icon={<RotateCw size={16} aria-hidden="true" />} onClick={by.askAgain}>
              {t.askAgain}
            </Button>
          </div>
        </Callout>
      )
    case 'delivered':
      return <Ended delivered={delivery.delivered} by={by} onUse={onUse} />
  }
}

function Ended({ delivered, by, onUse }: Props & { delivered: Delivered }) {
  const t = useTexts(oneGoTexts)
  const announce = useAnnounce()
  const heading = useRef<HTMLDivElement>(null)
  const outcome = deliveryOutcome(delivered)
  const title = t.outcomes[outcome]
  useEffect(() => {
    announce(title)
    heading.current?.scrollIntoView({ block: 'start' })
  }, [announce, title])
  const { create, pushes, refusal } = delivered
  const message_id = create?.message_id ?? null
  return (
    <div className={styles.outcome}>
      <div ref={heading}>
        <Callout tone={TONES[outcome]} title={title}>
          {refusal ? <RefusalLines refusal={refusal} /> : null}
          <div className={styles.acts}>
            {canRetryBubbles(outcome) ? (
              <Button variant="primary" onClick={() => by.pushAgain(delivered)}>
                {t.pushAgain}
              </Button>
            ) : null}
            {outcome === 'create_unknown' ? (
              <Button variant="primary" onClick={by.repeatMessage}>
                {t.repeatMessage}
              </Button>
            ) : null}
            {message_id === null ? null : (
              <Button onClick={() => onUse(message_id)}>{t.use}</Button>
            )}
          </div>
        </Callout>
      </div>
      <Timeline delivered={delivered} sending={false} />
      <Frame>
        {create ? (
          <Disclosure summary={t.details.create}>
            <ExchangeView exchange={create} />
          </Disclosure>
        ) : null}
        {pushes.map((push) => (
          <Disclosure key={push.id} summary={t.details.push} startsOpen={push.code !== 0}>
            <ExchangeView exchange={push} />
          </Disclosure>
        ))}
      </Frame>
    </div>
  )
}

const TONES: Record<DeliveryOutcome, Tone> = {
  done: 'good',
  create_refused: 'bad',
  create_not_sent: 'warn',
  create_unknown: 'unsure',
  create_no_id: 'warn',
  push_refused: 'warn',
  push_not_sent: 'warn',
  push_unknown: 'unsure',
  push_kept_back: 'warn',
}
