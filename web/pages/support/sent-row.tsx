import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { DeliveryActs } from '../../features/delivery/delivery-acts.tsx'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { plainOutcome } from '../../features/delivery/plain-outcome.ts'
import { describeResult, mayChange, resultOf } from '../../features/results/describe-result.ts'
import { nameOf } from '../../features/target/recipients.ts'
import { localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './sent-today.module.css'

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
  const { someone } = useTexts(deliveryTexts)
  const { locale } = useLocale()
  const known = useKnownRecipients(profile)
  const tag = localeTag(locale, navigator.languages)
  const { recipient, state, created_at } = delivery
  const person = recipient && nameOf(recipient, { emulator, app_id: '', known })
  const name = person ?? recipient?.label ?? recipient?.receive_id ?? someone
  const outcome = plainOutcome(delivery, name, locale, Date.now())
  const result = state === 'sent' ? resultOf(delivery.push) : null
  const described = result && describeResult(result, locale)
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
        <p
          className={styles.result}
          data-tone={described?.tone}
          title={described?.notes.join('\n')}
        >
          {described && !mayChange(result) ? null : outcome.title}
          {locale === 'zh' ? '' : ' '}
          {described ? <bdi>{described.short}</bdi> : null}
        </p>
      </div>
      <DeliveryActs delivery={delivery} name={name} template={template} show="next" />
    </li>
  )
}
