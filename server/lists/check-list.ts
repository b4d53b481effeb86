import { SCOPES } from '#contract/checks'
import type { DeliveryList, ListIssue } from '#contract/deliveries/list'
import { LIMITS } from '#contract/limits'
import { APP_ID } from '#contract/profile-change'
import { botInfo, findInvisible, grantedScopes, USERS_PER_CALL } from '../feishu/queries/queries.ts'
import {
  describeQueryFailure,
  NO_SCOPE,
  refusedWithoutBot,
} from '../feishu/queries/query-failure.ts'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { parseRecipientQuery } from '../recipients/find-recipients.ts'
import { type Contact, createPatientQuery, lookUpContacts } from '../recipients/look-up-contacts.ts'
import type { Storage } from '../storage/storage.ts'
import { markDuplicates } from './mark-duplicates.ts'
import { type ListTexts, ownIssues, withBlocking } from './plan-row.ts'
import { textsOf } from './read-list.ts'
import {
  chooseLanguages,
  type ListRecord,
  type PlannedRow,
  readPlannedRows,
  readRowStatuses,
} from './read-rows.ts'
import { updateChecked } from './write-rows.ts'

/** Rows written in one transaction, so that a send never waits long. */
const BATCH = 200

export type ListChecker = {
  /**
   * Checks all rows that have not begun and stores what was found. A second check of a list waits for
   * the first one.
   * @throws the signal's reason if it is aborted, StorageError
   */
  check(list: ListRecord, profile: SecretProfile, signal: AbortSignal): Promise<void>
  /** How far a check in this process is; null if none runs. */
  progress(id: string): DeliveryList['checking']
  /** Checks one row, in place, and returns all rows whose issues have changed by it. */
  checkRow(
    list: ListRecord,
    profile: SecretProfile,
    rows: readonly PlannedRow[],
    row: PlannedRow,
    signal: AbortSignal,
  ): Promise<PlannedRow[]>
}

/** Creates the dry run of lists. */
export function createListChecker(deps: CheckDeps): ListChecker {
  const { storage, now } = deps
  const running = new Map<string, { done: number; total: number; result: Promise<void> }>()

  async function run(
    list: ListRecord,
    profile: SecretProfile,
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    const { rows, open } = await storage.scan(async (db) => {
      const statuses = await readRowStatuses(db, list)
      const pending = new Set(
        statuses.filter(({ state }) => PENDING.includes(state)).map(({ n }) => n),
      )
      const all = await readPlannedRows(db, list.id)
      return { rows: all, open: all.filter(({ n }) => pending.has(n)) }
    })
    onProgress(0, open.length)
    const progress = (done: number) => onProgress(done, open.length)
    const texts = textsOf(list)
    await checkRows(deps, { profile, list, texts, signal, onProgress: progress }, open)
    markDuplicates(rows)
    for (let i = 0; i < open.length; i += BATCH) {
      signal.throwIfAborted()
      await storage.write((tx) => updateChecked(tx, open.slice(i, i + BATCH)))
    }
    await storage.write((tx) =>
      tx
        .updateTable('lists')
        .set({ checked_at_ms: now() })
        .where('id', '=', list.id)
        .execute()
        .then(() => undefined),
    )
  }

  return {
    check(list, profile, signal) {
      const current = running.get(list.id)
      if (current) return current.result
      const entry = { done: 0, total: list.total, result: Promise.resolve() }
      running.set(list.id, entry)
      entry.result = run(list, profile, signal, (done, total) =>
        Object.assign(entry, { done, total }),
      ).finally(() => running.delete(list.id))
      return entry.result
    },
    progress(id) {
      const entry = running.get(id)
      return entry ? { done: entry.done, total: entry.total } : null
    },
    async checkRow(list, profile, rows, row, signal) {
      const texts = textsOf(list)
      await checkRows(deps, { profile, list, texts, signal, onProgress() {} }, [row])
      return [...new Set([row, ...markDuplicates(rows)])]
    },
  }
}

const PENDING = ['ready', 'invalid', 'waiting']

type CheckDeps = { feishu: QueryDeps; storage: Storage; now: () => number }

type CheckRun = {
  profile: SecretProfile
  list: Pick<ListRecord, 'id' | 'base_url'>
  texts: ListTexts
  signal: AbortSignal
  /** Called with the number of rows whose recipient was looked up. */
  onProgress: (done: number) => void
}

type Found = Omit<ListIssue, 'blocking'>

/** The codes for a user outside of the availability range: of a new message and of a push. */
const OUT_OF_RANGE = { message: 230013, push: 230005 } as const
/** The code of a push to a message that is too old. */
const TOO_OLD = 230002

/** The code of a message of an app without a bot. */
const NO_BOT = 230006

/**
 * Checks rows with read-only calls, in place: to whom each goes, and what would keep it from arriving.
 * Duplicates are not looked for.
 * @throws the signal's reason if it is aborted
 */
async function checkRows(
  { feishu, storage, now }: CheckDeps,
  { profile, list, texts, signal, onProgress }: CheckRun,
  rows: readonly PlannedRow[],
): Promise<void> {
  const query = createPatientQuery(feishu, profile, now, signal)
  const found = new Map<PlannedRow, Found[]>(rows.map((row) => [row, []]))
  const report = (row: PlannedRow, issue: Found) => found.get(row)?.push(issue)

  await lookUp()
  await checkAvailability()
  const refused = await predictRefusal()
  const recent = await findRecent(storage, list, now())
  await storage.scan((db) => chooseLanguages(db, profile, texts, rows))
  for (const row of rows) {
    const issues = [...ownIssues(row, texts), ...(found.get(row) ?? [])]
    const wrote = recent(row)
    if (wrote) issues.push({ kind: 'recent', recent: wrote })
    const code = refused ?? (isTooOld(row) ? TOO_OLD : null)
    if (code !== null) issues.push({ kind: 'predicted_refusal', code })
    row.issues = withBlocking(issues, row)
  }

  /** Finds the users of email addresses and mobile numbers, each group with one call. */
  async function lookUp(): Promise<void> {
    const open = new Map<PlannedRow, Contact>()
    for (const row of rows) {
      const isEmail = row.receive_id_type === 'email'
      // An id that was found before is still that of its contact.
      if (row.receive_id !== null && !isEmail) continue
      const { kind, value } = parseRecipientQuery((isEmail ? row.receive_id : row.label) ?? '')
      if (kind === 'email' || kind === 'mobile') open.set(row, { kind, value })
    }
    const ownerOf = await lookUpContacts(query, [...open.values()], (share) =>
      onProgress(Math.round(rows.length * share)),
    )
    for (const [row, { value }] of open) {
      const owner = ownerOf(value)
      if ('failure' in owner) {
        const { detail } = describeQueryFailure(owner.failure, SCOPES.findPeople)
        report(row, { kind: 'not_checked', message: detail })
      } else if ('problem' in owner) report(row, { kind: owner.problem })
      else Object.assign(row, { receive_id_type: 'open_id', receive_id: owner.open_id })
    }
  }

  /** Finds the users that the app is not available to. */
  async function checkAvailability(): Promise<void> {
    if (!APP_ID.test(profile.app_id)) return
    const users = rows.filter(({ receive_id_type }) => receive_id_type === 'open_id')
    const ids = [...new Set(users.map(({ receive_id }) => receive_id ?? ''))]
    const outside = new Set<string>()
    for (let i = 0; i < ids.length; i += USERS_PER_CALL) {
      const result = await query(findInvisible(profile.app_id, ids.slice(i, i + USERS_PER_CALL)))
      // Without the scope, every other call is refused too.
      if (!result.ok) break
      for (const id of result.value) outside.add(id)
    }
    for (const row of users) {
      if (!outside.has(row.receive_id ?? '')) continue
      const code = OUT_OF_RANGE[row.message_id === null ? 'message' : 'push']
      report(row, { kind: 'out_of_range', code })
    }
    onProgress(rows.length)
  }

  /** Returns the code of every call of the app, if it is known to be refused. */
  async function predictRefusal(): Promise<number | null> {
    const scopes = await query(grantedScopes())
    const hasScope = !scopes.ok || SCOPES.push.some((scope) => scopes.value.includes(scope))
    if (!hasScope) return NO_SCOPE
    return refusedWithoutBot(await query(botInfo())) ? NO_BOT : null
  }

  /** A message accepts bubbles for a limited time only. */
  function isTooOld({ message_at_ms }: PlannedRow): boolean {
    return message_at_ms !== null && now() - message_at_ms > LIMITS.messageAgeSeconds * 1000
  }
}

const RECENT_MS = 10 * 60_000

type Recent = NonNullable<ListIssue['recent']>

/**
 * Returns a function that tells which delivery reached the recipient of a row within the last ten
 * minutes, or may have; those of the row's own list do not count.
 */
async function findRecent(
  storage: Storage,
  { id, base_url }: Pick<ListRecord, 'id' | 'base_url'>,
  now_ms: number,
): Promise<(row: PlannedRow) => Recent | null> {
  const found = await storage.scan((db) =>
    db
      .selectFrom('deliveries as d')
      .innerJoin('intents as i', 'i.delivery', 'd.id')
      .leftJoin('settlements as s', 's.seq', 'i.seq')
      .select(['d.id', 'd.actor', 'd.created_at_ms', 'd.receive_id', 'd.label'])
      .where('d.created_at_ms', '>=', now_ms - RECENT_MS)
      .where('d.base_url', '=', base_url)
      .where((is) => is.or([is('d.list_id', 'is', null), is('d.list_id', '<>', id)]))
      .where('i.endpoint', 'in', ['create_message', 'push_follow_up'])
      .where((is) =>
        is.or([
          // It is running.
          is('s.outcome', 'is', null),
          is('s.outcome', '=', 'unknown'),
          is('s.code', '=', 0),
        ]),
      )
      .orderBy('d.seq')
      .execute(),
  )
  const latest = new Map<string, Recent>()
  for (const { receive_id, label, created_at_ms, actor, id: delivery_id } of found) {
    const recent = { delivery_id, actor, at: new Date(created_at_ms).toISOString() }
    // A person may have been chosen by another id, so labels are compared too.
    for (const key of [receive_id, label]) if (key) latest.set(key.toLowerCase(), recent)
  }
  return ({ message_id, receive_id, label }) => {
    if (message_id !== null) return null
    const keys = [receive_id, label].map((key) => latest.get(key?.toLowerCase() ?? ''))
    return keys.find((recent) => recent !== undefined) ?? null
  }
}
