import { SCOPES } from '#contract/checks'
import type { Locale } from '#contract/locale'
import {
  type Directory,
  type DirectoryEntry,
  type DirectoryResponse,
  type DirectoryResult,
  RECIPIENT_NAME_MAX,
} from '#contract/recipients'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import type { QueryDeps } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { parseRecipientQuery } from './find-recipients.ts'
import {
  type Contact,
  type ContactOwner,
  createPatientQuery,
  lookUpContacts,
} from './look-up-contacts.ts'
import { ownerOf, type RecipientId, type RecipientStore, recipientKey } from './recipients.ts'

type DirectoryDeps = {
  feishu: QueryDeps
  recipients: RecipientStore
  /** Milliseconds since 1970. */
  now: () => number
  /** Whether an email address may be stored that was not found to be a user's. */
  keepLookups: boolean
}

type Problem = Exclude<DirectoryResult, 'added' | 'renamed' | 'unchanged' | 'removed'>
/** Whom an entry names, as far as it is known. */
type Target = { recipient: RecipientId } | { contact: Contact } | { problem: Problem }

/**
 * Stores the names of many recipients, or in a dry run only says what would change. Email addresses and
 * mobile numbers are looked up, so that a name belongs to the user and not to the address.
 */
export async function importDirectory(
  { feishu, recipients, now, keepLookups }: DirectoryDeps,
  profile: SecretProfile,
  { entries, dry_run }: Directory,
  locale: Locale,
): Promise<DirectoryResponse> {
  const owner = ownerOf(profile)
  const targets = entries.map(targetOf)
  const contacts = targets.flatMap((target) => ('contact' in target ? [target.contact] : []))
  const contactOwner = await lookUpContacts(createPatientQuery(feishu, profile, now), contacts)
  const found = targets.map((target) =>
    'contact' in target
      ? resolveContact(target.contact, contactOwner(target.contact.value), keepLookups)
      : target,
  )
  const ids = found.flatMap((target) => ('recipient' in target ? [target.recipient] : []))
  const names = await recipients.names(owner, ids)

  const seen = new Set<string>()
  const imported = entries.map((entry, i): DirectoryEntry => {
    const { recipient: input, name: given } = entry
    const typed = typeof input === 'string' ? input.trim() : input.receive_id
    const name = given?.trim() ?? null
    const target = found[i] ?? { problem: 'malformed' }
    if ('problem' in target) {
      return { n: i + 1, typed, recipient: null, name, before: null, result: target.problem }
    }
    const key = recipientKey(target.recipient)
    const before = names.get(key) ?? null
    const result = nameProblem(name) ?? (seen.has(key) ? 'duplicate' : change(before, name))
    seen.add(key)
    return { n: i + 1, typed, recipient: target.recipient, name, before, result }
  })
  if (!dry_run) {
    const changed = imported.flatMap(({ recipient, name, result }) =>
      recipient && CHANGES.includes(result) ? [{ ...recipient, name }] : [],
    )
    await recipients.saveNames(owner, changed)
  }

  const count = (result: DirectoryResult) =>
    imported.filter((entry) => entry.result === result).length
  const [added, renamed, unchanged, removed] = [
    count('added'),
    count('renamed'),
    count('unchanged'),
    count('removed'),
  ]
  const invalid = imported.length - added - renamed - unchanged - removed
  const failed = contacts.map(({ value }) => contactOwner(value)).find((one) => 'failure' in one)
  return {
    dry_run,
    counts: { added, renamed, unchanged, removed, invalid },
    not_checked: failed ? explainQueryFailure(failed.failure, locale, SCOPES.findPeople) : null,
    entries: imported,
  }
}

const CHANGES: readonly DirectoryResult[] = ['added', 'renamed', 'removed']

function targetOf({ recipient }: Directory['entries'][number]): Target {
  if (typeof recipient !== 'string') return { recipient }
  const { kind, value } = parseRecipientQuery(recipient)
  if (kind === 'unclear') return { problem: 'malformed' }
  if (kind === 'email' || kind === 'mobile') return { contact: { kind, value } }
  return { recipient: { receive_id_type: kind, receive_id: value } }
}

function resolveContact(
  { kind, value }: Contact,
  owner: ContactOwner,
  keepLookups: boolean,
): Exclude<Target, { contact: Contact }> {
  if ('open_id' in owner) {
    return { recipient: { receive_id_type: 'open_id', receive_id: owner.open_id } }
  }
  if ('problem' in owner) return owner
  // A message can be sent to an email address without knowing its user.
  return kind === 'email' && keepLookups
    ? { recipient: { receive_id_type: 'email', receive_id: value } }
    : { problem: 'not_checked' }
}

function nameProblem(name: string | null): Problem | null {
  if (name === '') return 'name_missing'
  return name !== null && name.length > RECIPIENT_NAME_MAX ? 'name_too_long' : null
}

function change(before: string | null, name: string | null): DirectoryResult {
  if (before === name) return 'unchanged'
  if (name === null) return 'removed'
  return before === null ? 'added' : 'renamed'
}
