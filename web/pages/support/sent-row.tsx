import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { DeliveryActs } from '../../features/delivery/delivery-acts.tsx'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { plainOutcome } from '../../features/delivery/plain-outcome.ts'
import { nameOf } from '../../features/target/recipients.ts'
import { formatDuration, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './sent-today.module.css'
import { supportTexts } from './texts.ts'

const ICONS = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unsure: CircleHelp,
} as const

type Props = {
  delivery: Delivery
  profile: string
  emulator: EmulatorState | undefined
  /** The name of its template, if it still exists. */
  template: string | null
}

/** One delivery of today: person, template, time, result, and one safe step. */
export function SentRow({ delivery, profile, emulator, template }: Props) {
  const t = useTexts(supportTexts)
  const { someone } = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const known = useKnownRecipients(profile)
  const tag = localeTag(locale, navigator.languages)
  const { recipient, state, created_at } = delivery
  const person = recipient && nameOf(recipient, { emulator, app_id: '', known })
  const name = person ?? recipient?.label ?? recipient?.receive_id ?? someone
  const outcome = plainOutcome(delivery, name, locale, Date.now())
  const reply = state === 'sent' ? findReply(delivery, emulator) : null
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(created_at))
  const Icon = ICONS[outcome.tone]
  return (
    <li className={styles.row} data-state={state} data-tone={outcome.tone}>
      <Icon size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.head}>
          <strong>
            <IsolatedText text={name} oneLine />
          </strong>
          {template === null ? null : (
            <span className={styles.template}>
              <IsolatedText text={template} oneLine />
            </span>
          )}
          <time className={styles.time} dateTime={created_at}>
            {time}
          </time>
        </p>
        <p className={styles.result}>
          {reply
            ? reply.clicked
              ? t.clicked(reply.text, formatDuration(reply.after_ms, tag))
              : t.answered(formatDuration(reply.after_ms, tag))
            : outcome.title}
        </p>
      </div>
      <DeliveryActs delivery={delivery} name={name} template={template} show="next" />
    </li>
  )
}

type Reply = { text: string; clicked: boolean; after_ms: number }

/** What the person wrote or clicked after the bubbles, as far as the emulator shows it. */
export function findReply(
  { message_id, follow_ups }: Pick<Delivery, 'message_id' | 'follow_ups'>,
  emulator: Pick<EmulatorState, 'chats'> | undefined,
): Reply | null {
  if (message_id === null) return null
  const chat = emulator?.chats.find(({ messages }) =>
    messages.some((one) => one.message_id === message_id),
  )
  const at = chat?.messages.findIndex((one) => one.message_id === message_id) ?? -1
  const sent = chat?.messages[at]
  const reply = chat?.messages.slice(at + 1).find(({ sender }) => sender.sender_type === 'user')
  if (!sent || !reply) return null
  const texts = textsOf(follow_ups)
  return {
    text: reply.text,
    clicked: texts.has(reply.text),
    after_ms: reply.create_time_ms - sent.create_time_ms,
  }
}

/** Every text of some bubbles, in any language. */
function textsOf(followUps: unknown): Set<string> {
  const texts = new Set<string>()
  JSON.stringify(followUps, (key, value) => {
    if (key === 'content' && typeof value === 'string') texts.add(value)
    return value
  })
  return texts
}
