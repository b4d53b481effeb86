import { useEffect, useRef, useState } from 'react'
import type { Delivery } from '#contract/deliveries/delivery'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import type { TemplateSummary } from '#contract/template'
import { OWN_ACTOR, useDeliveries } from '../../api-client/deliveries.ts'
import { useRefreshEmulatorState } from '../../api-client/emulator-state.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SentRow } from './sent-row.tsx'
import styles from './sent-today.module.css'
import { supportTexts } from './texts.ts'

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
  const { data, isError, refetch } = useDeliveries({ from, limit: String(limit) })
  // They may be older than the newest page.
  const { data: open = [] } = useDeliveries({ from, state: 'unknown' })
  const all = mergeDeliveries(data ?? [], open).filter((one) => one.profile === profile.id)
  const several = new Set(all.map(({ actor }) => actor)).size > 1
  const shown = several && whose === 'mine' ? all.filter(({ actor }) => actor === OWN_ACTOR) : all
  useLiveReplies(emulator !== undefined && all.some(({ state }) => state === 'sent'))
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

const REPLIES_MS = 5000

/** Keeps up with what people click in the emulator, while there is something to click. */
function useLiveReplies(live: boolean): void {
  const refresh = useRefreshEmulatorState()
  const latest = useRef(refresh)
  useEffect(() => {
    latest.current = refresh
  })
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => {
      if (!document.hidden) latest.current()
    }, REPLIES_MS)
    return () => clearInterval(timer)
  }, [live])
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
