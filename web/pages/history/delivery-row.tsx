import {
  ChevronRight,
  CircleCheck,
  CircleHelp,
  CircleX,
  Contrast,
  Hourglass,
  type LucideIcon,
  Undo2,
  Unplug,
} from 'lucide-react'
import { memo } from 'react'
import type { DeliverySummary } from '#contract/deliveries/delivery'
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { Tone } from '../../ui/callout/callout.tsx'
import styles from './history-list.module.css'
import { RecordRow, sameRow } from './record-row.tsx'
import { decisiveExchange, pushOf } from './rows.ts'
import { texts } from './texts.ts'
import type { Recipient } from './use-recipient-name.tsx'

const LOOKS: Record<DeliveryState, { icon: LucideIcon; tone: Tone }> = {
  running: { icon: Hourglass, tone: 'info' },
  sent: { icon: CircleCheck, tone: 'good' },
  message_only: { icon: Contrast, tone: 'warn' },
  refused: { icon: CircleX, tone: 'bad' },
  not_sent: { icon: Unplug, tone: 'warn' },
  unknown: { icon: CircleHelp, tone: 'unsure' },
  recalled: { icon: Undo2, tone: 'info' },
}

type Props = {
  delivery: DeliverySummary
  /** Oldest first. */
  exchanges: readonly Exchange[]
  open: boolean
  /** Whether it is the row in the Tab order. */
  active: boolean
  recipient: Recipient | null
  /** The name of the template; null if there is none. */
  template: string | null
  onFocus: (id: string) => void
  onFold: (id: string, open: boolean) => void
}

/** One delivery in a row, with its outcome. It opens its requests. */
export const DeliveryRow = memo(function DeliveryRow(props: Props) {
  const { delivery, exchanges, open, onFold } = props
  const { id, state, created_at, actor } = delivery
  const t = useTexts(texts)
  const { states } = useTexts(deliveryTexts)
  const push = pushOf(exchanges)
  const last = push ?? exchanges.findLast(({ endpoint }) => endpoint === 'create_message')
  return (
    <RecordRow
      id={id}
      className={open ? styles.opened : undefined}
      active={props.active}
      first={
        <td className={styles.fold}>
          <ChevronRight className={styles.chevron} size={15} aria-hidden="true" />
        </td>
      }
      time={created_at}
      opener={{ expanded: open }}
      recipient={props.recipient}
      template={props.template}
      actor={actor}
      call={t.calls[kindOf(delivery, exchanges)]}
      shown={last ? sentTexts(last.body) : null}
      look={LOOKS[state]}
      status={states[state]}
      decisive={decisiveExchange(delivery, exchanges)}
      push={push}
      onFocus={props.onFocus}
      onOpen={() => onFold(id, !open)}
    />
  )
}, sameRow)

/** Which calls a delivery made; before the first one, which it would make. */
function kindOf({ message_id }: DeliverySummary, exchanges: readonly Exchange[]) {
  const has = (call: Exchange['endpoint']) => exchanges.some(({ endpoint }) => endpoint === call)
  if (exchanges.length === 0) return message_id === null ? 'both' : 'push_follow_up'
  if (!has('create_message')) return 'push_follow_up'
  return has('push_follow_up') ? 'both' : 'create_message'
}
