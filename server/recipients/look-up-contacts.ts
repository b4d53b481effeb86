import { setTimeout } from 'node:timers/promises'
import { CONTACTS_PER_CALL, findContacts } from '../feishu/queries/queries.ts'
import {
  type PlatformQuery,
  type QueryDeps,
  type QueryFailure,
  type QueryResult,
  runQuery,
} from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** How often a query waits for the rate limit. */
const MAX_WAITS = 20

export type PatientQuery = <T>(call: PlatformQuery<T>) => Promise<QueryResult<T>>

/**
 * Returns a function that makes read-only calls and waits for the rate limit instead of failing.
 * It throws the signal's reason if that is aborted.
 */
export function createPatientQuery(
  feishu: QueryDeps,
  profile: SecretProfile,
  now: () => number,
  signal?: AbortSignal,
): PatientQuery {
  return async (call) => {
    for (let waits = 0; ; waits += 1) {
      signal?.throwIfAborted()
      const result = await runQuery(feishu, profile, call)
      if (result.ok || result.failure.why !== 'wait' || waits === MAX_WAITS) return result
      const ms = Math.max(1, result.failure.until - now())
      await setTimeout(ms, undefined, { ...(signal && { signal }) })
    }
  }
}

/** An email address or a mobile number. */
export type Contact = { kind: 'email' | 'mobile'; value: string }

/** Who has a contact. */
export type ContactOwner =
  | { open_id: string }
  | { failure: QueryFailure }
  | { problem: 'not_found' | 'ambiguous' }

/**
 * Finds the users of contacts, many with one call.
 * @param onProgress called with the share of the calls made so far, from 0 to 1
 * @returns who has a contact, by its value
 */
export async function lookUpContacts(
  query: PatientQuery,
  contacts: readonly Contact[],
  onProgress: (share: number) => void = () => {},
): Promise<(value: string) => ContactOwner> {
  const values = (kind: Contact['kind']) => [
    ...new Set(contacts.filter((one) => one.kind === kind).map(({ value }) => value)),
  ]
  const [emails, mobiles] = [values('email'), values('mobile')]
  const ids = new Map<string, Set<string>>()
  const failures = new Map<string, QueryFailure>()
  const calls = Math.ceil(Math.max(emails.length, mobiles.length) / CONTACTS_PER_CALL)
  for (let i = 0; i < calls; i += 1) {
    const group = (all: readonly string[]) =>
      all.slice(i * CONTACTS_PER_CALL, (i + 1) * CONTACTS_PER_CALL)
    const asked = [group(emails), group(mobiles)] as const
    const result = await query(findContacts(...asked))
    if (!result.ok) for (const contact of asked.flat()) failures.set(contact, result.failure)
    for (const { contact, open_id } of result.ok ? result.value : []) {
      const key = contact.toLowerCase()
      ids.set(key, (ids.get(key) ?? new Set()).add(open_id))
    }
    onProgress((i + 1) / (calls + 1))
  }
  return (value) => {
    const failure = failures.get(value)
    if (failure) return { failure }
    const [open_id, ...more] = ids.get(value.toLowerCase()) ?? []
    if (open_id === undefined) return { problem: 'not_found' }
    return more.length > 0 ? { problem: 'ambiguous' } : { open_id }
  }
}
