import { useMemo, useState } from 'react'
import type { Grant } from '#contract/access/roles'
import { type AuditEvent, UNKNOWN_STATUS } from '#contract/audit/audit'
import { useActorNames, usePeople } from '../../api-client/access.ts'
import { auditExportUrl, useAudit, useAuditCheck } from '../../api-client/audit.ts'
import { useProfileName, useProfiles } from '../../api-client/profiles.ts'
import { ASKS_TO_SIGN_IN } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { auditTexts } from './audit-texts.ts'
import { Loaded, TableHead, useGrantNames, useMoment } from './parts.tsx'
import styles from './team.module.css'
import { teamTexts } from './texts.ts'

const DAY_MS = 86_400_000
const PERIODS = ['7', '30', 'all'] as const
const OUTCOMES = ['', 'done', 'refused', 'unknown'] as const
type Period = (typeof PERIODS)[number]
type Outcome = (typeof OUTCOMES)[number]

/** Who changed what, and whether the record of it is whole. */
export function AuditView() {
  const t = useTexts(auditTexts)
  const labels = useTexts(teamTexts)
  const [period, setPeriod] = useState<Period>('7')
  const [actor, setActor] = useState('')
  const [app, setApp] = useState('')
  const [outcome, setOutcome] = useState<Outcome>('')
  const filter = useMemo(
    () => ({
      ...(period !== 'all' && {
        from: new Date(Date.now() - Number(period) * DAY_MS).toISOString(),
      }),
      ...(actor && { actor }),
      ...(app && { app }),
      ...(outcome && { outcome }),
    }),
    [period, actor, app, outcome],
  )
  const audit = useAudit(filter)
  const { data: people = [] } = usePeople(ASKS_TO_SIGN_IN)
  const { data: profiles = [] } = useProfiles()
  const outcomes = { '': t.any, done: t.done, refused: t.denied, unknown: t.unknown }
  const any = { value: '', label: t.any }
  return (
    <section className={styles.card} aria-label={labels.tabs.audit}>
      <div className={styles.filter}>
        <LabelledSelect
          label={t.period}
          value={period}
          options={PERIODS.map((value) => ({ value, label: t.periods[value] }))}
          onValue={setPeriod}
        />
        {ASKS_TO_SIGN_IN ? (
          <LabelledSelect
            label={t.person}
            value={actor}
            options={[any, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={setActor}
          />
        ) : null}
        <LabelledSelect
          label={t.app}
          value={app}
          options={[any, ...profiles.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={setApp}
        />
        <LabelledSelect
          label={t.outcome}
          value={outcome}
          options={OUTCOMES.map((value) => ({ value, label: outcomes[value] }))}
          onValue={setOutcome}
        />
        <span className={styles.exports}>
          {(['ndjson', 'csv'] as const).map((format) => (
            <a key={format} className={styles.link} href={auditExportUrl(filter, format)} download>
              {t.exportAs(format.toUpperCase())}
            </a>
          ))}
        </span>
      </div>
      <Loaded query={audit}>
        {({ pages }) => <AuditTable events={pages.flatMap(({ events }) => events)} />}
      </Loaded>
      {audit.hasNextPage ? (
        <p className={styles.foot}>
          <Button aria-disabled={audit.isFetching} onClick={() => void audit.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      ) : null}
      <ChainStatus />
    </section>
  )
}

function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const t = useTexts(auditTexts)
  const moment = useMoment()
  const names = useActorNames(ASKS_TO_SIGN_IN)
  const appName = useProfileName()
  const detailsOf = useDetails()
  const personOf = ({ actor, action, address }: AuditEvent) => {
    if (actor === null) return address ?? '—'
    if (actor === 'local') return t.local
    return action === 'retention' ? t.system : (names.get(actor) ?? actor)
  }
  const subjectOf = ({ details, subject, app }: AuditEvent) =>
    details.name ??
    details.sign_in?.name ??
    (app !== null ? appName(app) : subject === null ? '' : (names.get(subject) ?? subject))
  return (
    <table className={styles.table}>
      <TableHead columns={t.columns} />
      <tbody>
        {events.map((event) => (
          <tr key={event.seq} title={event.request_id ?? undefined}>
            <td className={shared.soft}>{moment(event.at)}</td>
            <th scope="row">{personOf(event)}</th>
            <td className={isDone(event) ? undefined : shared.bad}>{titleOf(event, t)}</td>
            <td>{subjectOf(event)}</td>
            <td className={shared.soft}>{detailsOf(event)}</td>
          </tr>
        ))}
        {events.length === 0 ? (
          <tr>
            <td colSpan={5}>{t.none}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

type Texts = (typeof auditTexts)['en']

const isDone = ({ status }: AuditEvent) => status < 400 && status !== UNKNOWN_STATUS

function titleOf(event: AuditEvent, t: Texts): string {
  const { action, status, details } = event
  const title = t.actions[action] ?? action
  if (isDone(event)) return title
  if (status === UNKNOWN_STATUS) return t.pair(t.unknown, title)
  if (details.sign_in || action.includes(' /api/session')) return t.signInRefused
  return t.pair(status === 403 ? t.refused : t.failed, title)
}

/** Returns a function that describes what an event changed, was asked for, or why it was refused. */
function useDetails() {
  const t = useTexts(auditTexts)
  const roles = useTexts(teamTexts).roles
  const { appOf } = useGrantNames()
  const moment = useMoment()
  const shown = (field: string, value: unknown): string => {
    if (field === 'grants' && Array.isArray(value)) {
      const names = (value as Grant[]).map(({ app, role, approver }) =>
        [roles[role], ...(approver ? [roles.approver] : []), appOf(app)].join(' · '),
      )
      return names.join('; ') || t.empty
    }
    if (field.endsWith('_at') && typeof value === 'string') return moment(value)
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return text === '' ? t.empty : text.slice(0, 80)
  }
  return ({ details, status }: AuditEvent): string => {
    const { changes = {}, request = {}, sign_in, name } = details
    const changed = Object.entries(changes).flatMap(([field, [before, after]]) => {
      // The subject is named already.
      if (before === null && after === name) return []
      const label = t.fields[field] ?? field
      if (typeof after === 'object' && after !== null && 'fingerprint' in after) {
        return t.pair(label, t.notRecorded)
      }
      const now = shown(field, after)
      return t.pair(label, before === null ? now : `${shown(field, before)} → ${now}`)
    })
    const asked = Object.entries(request).flatMap(([field, value]) =>
      value === null ? [] : [t.pair(t.fields[field] ?? field, shown(field, value))],
    )
    const how = sign_in ? [t.pair(sign_in.way, sign_in.why)] : []
    return [...how, ...changed, ...asked, ...(status >= 500 ? [`HTTP ${status}`] : [])].join(
      t.comma,
    )
  }
}

function ChainStatus() {
  const t = useTexts(auditTexts)
  const moment = useMoment()
  const { data } = useAuditCheck()
  if (!data) return <p className={styles.foot}>{t.checking}</p>
  return (
    <p className={styles.foot}>
      {data.broken ? (
        <span className={shared.bad}>{t.broken(data.broken.seq)}</span>
      ) : (
        <span className={styles.good}>✓ {t.whole(moment(data.at))}</span>
      )}
      {data.since === null ? null : <span>{t.count(data.count, moment(data.since))}</span>}
      <span>{t.sends}</span>
    </p>
  )
}
