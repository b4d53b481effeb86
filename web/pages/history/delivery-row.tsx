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
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import type { DeliverySummary } from '#contract/deliveries/history'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { me } from '../../api-client/rights.ts'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import type { Tone } from '../../ui/callout/callout.tsx'
import styles from './history-list.module.css'
import {
  BubbleResultCell,
  CallTexts,
  CodeMeaning,
  ReplayCell,
  RowTime,
  sameRow,
} from './row-cells.tsx'
import { decisiveExchange, pushOf } from './rows.ts'
import { texts } from './texts.ts'
import { type Recipient, RecipientName } from './use-recipient-name.tsx'

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

/** One delivery in a row, with its outcome. The whole row is a button that opens its requests. */
export const DeliveryRow = memo(function DeliveryRow(props: Props) {
  const { delivery, exchanges, open, active, template, onFocus, onFold } = props
  const t = useTexts(texts)
  const { states } = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const { id } = delivery
  const push = pushOf(exchanges)
  const create = exchanges.findLast(({ endpoint }) => endpoint === 'create_message')
  const last = push ?? create
  const shown = last ? sentTexts(last.body) : null
  const decisive = decisiveExchange(delivery, exchanges)
  const { icon: Icon, tone } = LOOKS[delivery.state]
  const tabIndex = active ? 0 : -1
  const cell = (name: string) => `${id}-${name}`
  return (
    <tr className={`${styles.row} ${open ? styles.opened : ''}`}>
      <td className={styles.fold}>
        <ChevronRight className={styles.chevron} size={15} aria-hidden="true" />
      </td>
      <td className={styles.time}>
        <button
          id={cell('time')}
          type="button"
          className={styles.link}
          data-row={id}
          tabIndex={tabIndex}
          aria-expanded={open}
          aria-labelledby={['time', 'recipient', 'template', 'call', 'result', 'bubbles']
            .map(cell)
            .join(' ')}
          onFocus={() => onFocus(id)}
          onClick={() => onFold(id, !open)}
        >
          <RowTime iso={delivery.created_at} tag={localeTag(locale, navigator.languages)} />
        </button>
      </td>
      <td className={styles.recipient} id={cell('recipient')}>
        <RecipientName recipient={props.recipient} />
      </td>
      <td className={styles.template} id={cell('template')}>
        {template === null ? <span className={styles.none}>–</span> : <bdi>{template}</bdi>}
      </td>
      <td className={styles.actor}>
        <bdi>{me.nameOf(delivery.actor)}</bdi>
      </td>
      <td className={styles.call} id={cell('call')}>
        <CallTexts kind={t.calls[kindOf(delivery, exchanges)]} shown={shown} />
      </td>
      <td className={styles.result} id={cell('result')}>
        <span className={`${styles.status} ${styles[tone]}`}>
          <Icon size={15} aria-hidden="true" />
          {states[delivery.state]}
        </span>
        {decisive?.code == null ? null : <code>{decisive.code}</code>}
        {decisive?.code ? <CodeMeaning exchange={decisive} /> : null}
      </td>
      <BubbleResultCell id={cell('bubbles')} push={push} />
      <ReplayCell
        push={push}
        what={shown?.[0] ?? id}
        tabIndex={tabIndex}
        onFocus={() => onFocus(id)}
      />
    </tr>
  )
}, sameRow)

/** Which calls a delivery made; before the first one, which it would make. */
function kindOf({ message_id }: DeliverySummary, exchanges: readonly Exchange[]) {
  const has = (call: Exchange['endpoint']) => exchanges.some(({ endpoint }) => endpoint === call)
  if (exchanges.length === 0) return message_id === null ? 'both' : 'push_follow_up'
  if (!has('create_message')) return 'push_follow_up'
  return has('push_follow_up') ? 'both' : 'create_message'
}
