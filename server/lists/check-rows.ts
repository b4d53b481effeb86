import { SCOPES } from '#contract/checks'
import type { ListIssue } from '#contract/deliveries/list'
import { LIMITS } from '#contract/limits'
import { APP_ID } from '#contract/profile-change'
import { findInvisible, USERS_PER_CALL } from '../feishu/queries/batch-queries.ts'
import { botInfo, grantedScopes } from '../feishu/queries/queries.ts'
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
import { type ListTexts, ownIssues, withBlocking } from './plan-row.ts'
import { findRecent } from './read-recent.ts'
import type { ListRecord, PlannedRow } from './read-rows.ts'
import { chooseLanguages } from './row-languages.ts'

export type CheckDeps = { feishu: QueryDeps; storage: Storage; now: () => number }

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
export async function checkRows(
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
