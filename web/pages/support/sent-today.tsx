import { CircleAlert, CircleCheck, CircleHelp, Info, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { TemplateSummary } from '#contract/template'
import { useDeliveries } from '../../api-client/deliveries.ts'
import { useKnownRecipients } from '../../api-client/known-recipients.ts'
import { useLiveResults } from '../../api-client/results.ts'
import { ASKS_TO_SIGN_IN, me } from '../../api-client/rights.ts'
import { DeliveryActs } from '../../features/delivery/delivery-acts.tsx'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { plainOutcome } from '../../features/delivery/plain-outcome.ts'
import { describeResult, mayChange, resultOf } from '../../features/results/describe-result.ts'
import { nameOf } from '../../features/target/recipients.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import { PollingNote } from '../../ui/callout/polling-note.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Panel } from '../../ui/panel.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './sent-today.module.css'
import { supportTexts } from './texts.ts'
import { WaitingSends } from './waiting-sends.tsx'

const PAGE = 30
const LONGEST_PAGE = 100

type Props = {
  profile: Profile
  emulator: EmulatorState | undefined
  templates: readonly TemplateSummary[]
  /** Receives the delivery of the current press whenever the list knows more about it. */
  current: string | null
  onCurrent: (delivery: Delivery) => void
}

/** The deliveries of today: unknown and running ones first, each with its one safe step. */
export function SentToday({ profile, emulator, templates, current, onCurrent }: Props) {
  const t = useTexts(supportTexts)
  const [whose, setWhose] = useState<'mine' | 'everyone'>('mine')
  const [limit, setLimit] = useState(PAGE)
  const from = startOfDay(new Date()).toISOString()
  const own = ASKS_TO_SIGN_IN && whose === 'mine' ? { actor: me.actor } : {}
  const { data, isError, refetch } = useDeliveries({ from, limit: String(limit), ...own })
  // They may be older than the newest page.
  const { data: open = [] } = useDeliveries({ from, state: 'unknown', ...own })
  const all = mergeDeliveries(data ?? [], open).filter((one) => one.profile === profile.id)
  const several = ASKS_TO_SIGN_IN || new Set(all.map(({ actor }) => actor)).size > 1
  const shown = several && whose === 'mine' ? all.filter(({ actor }) => actor === me.actor) : all
  const link = useLiveResults(all.some(({ push }) => mayChange(resultOf(push))))
  const followed = data?.find(({ id }) => id === current)
  useEffect(() => {
    if (followed) onCurrent(followed)
  }, [followed, onCurrent])

  return (
    <Panel
      title={t.sentToday}
      tools={
        several ? (
          <Segmented
            legend={t.whose}
            value={whose}
            options={[
              { value: 'mine', label: t.mine },
              { value: 'everyone', label: t.everyone },
            ]}
            onChange={setWhose}
          />
        ) : null
      }
    >
      <div className={styles.scroll}>
        <PollingNote link={link} />
        {ASKS_TO_SIGN_IN ? <WaitingSends profile={profile.id} from={from} /> : null}
        {isError && !data ? (
          <LoadFailure title={t.unreachable} onRetry={() => void refetch()} />
        ) : null}
        {data && shown.length === 0 ? <p className={styles.none}>{t.nothingSent}</p> : null}
        <ul aria-label={t.sentToday}>
          {shown.map((delivery) => (
            <SentRow
              key={delivery.id}
              delivery={delivery}
              profile={profile.id}
              emulator={emulator}
              template={templates.find(({ id }) => id === delivery.template?.id)?.name ?? null}
            />
          ))}
        </ul>
        {data && data.length >= limit && limit < LONGEST_PAGE ? (
          <p className={styles.more}>
            <Button variant="ghost" onClick={() => setLimit(LONGEST_PAGE)}>
              {t.showMore}
            </Button>
          </p>
        ) : null}
      </div>
    </Panel>
  )
}

/** Joins two lists of deliveries, each once: unknown ones first, then running ones, then the newest. */
export function mergeDeliveries(
  newest: readonly Delivery[],
  open: readonly Delivery[],
): Delivery[] {
  const known = new Set(newest.map(({ id }) => id))
  const all = [...newest, ...open.filter(({ id }) => !known.has(id))]
  return all.toSorted(
    (a, b) => rank(a) - rank(b) || Date.parse(b.created_at) - Date.parse(a.created_at),
  )
}

function rank({ state }: Delivery): number {
  return state === 'unknown' ? 0 : state === 'running' ? 1 : 2
}

function startOfDay(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate())
}

const ICONS = {
  info: Info,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unsure: CircleHelp,
} as const

type SentRowProps = {
  delivery: Delivery
  profile: string
  emulator: EmulatorState | undefined
  /** The name of its template, if it still exists. */
  template: string | null
}

/** One delivery of today: person, template, time, result, and one safe step. */
function SentRow({ delivery, profile, emulator, template }: SentRowProps) {
  const t = useTexts(supportTexts)
  const { someone } = useTexts(deliveryTexts)
  const { locale, tag } = useLocale()
  const known = useKnownRecipients(profile)
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
          {described ? mayChange(result) && t.sent : outcome.title}
          {locale === 'zh' ? '' : ' '}
          {described ? <bdi>{described.short}</bdi> : null}
        </p>
      </div>
      <DeliveryActs delivery={delivery} name={name} template={template} show="next" />
    </li>
  )
}
