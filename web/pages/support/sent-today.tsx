import { useEffect, useState } from 'react'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { TemplateSummary } from '#contract/template'
import { useDeliveries } from '../../api-client/deliveries.ts'
import { useLiveResults } from '../../api-client/results.ts'
import { ASKS_TO_SIGN_IN, me } from '../../api-client/rights.ts'
import { mayChange, resultOf } from '../../features/results/describe-result.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { PollingNote } from '../../ui/callout/polling-note.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SentRow } from './sent-row.tsx'
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
          <Callout tone="bad" title={t.unreachable}>
            <div>
              <Button onClick={() => void refetch()}>{t.retry}</Button>
            </div>
          </Callout>
        ) : null}
        {data && shown.length === 0 ? <p className={styles.none}>{t.nothingSent}</p> : null}
        <ul className={styles.list} aria-label={t.sentToday}>
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
