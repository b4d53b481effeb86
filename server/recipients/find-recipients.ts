import { SCOPES } from '#contract/checks'
import type { ReceiveIdType } from '#contract/ids'
import type { Locale } from '#contract/locale'
import { type FoundRecipients, RECIPIENT_NAME_MAX, type Recipient } from '#contract/recipients'
import { batchGetId, getUserName } from '../feishu/queries/queries.ts'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import { type QueryDeps, runQuery } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf, type RecipientId, type RecipientStore } from './recipients.ts'

type FindRecipientsDeps = {
  feishu: QueryDeps
  recipients: RecipientStore
  /** Whether the platform's name of somebody who was sent to is stored. */
  keepLookups: boolean
}

/**
 * Finds the recipients that match the typed text. Queries the platform for the user of an email address
 * or a mobile number, and for names. Stores nothing but the name of a recipient who is known already.
 */
export async function findRecipients(
  deps: FindRecipientsDeps,
  profile: SecretProfile,
  typed: string,
  locale: Locale,
): Promise<FoundRecipients> {
  const { feishu, recipients } = deps
  const owner = ownerOf(profile)
  const findOrCreate = (type: ReceiveIdType, receive_id: string) =>
    findNamed(deps, profile, { receive_id_type: type, receive_id })
  const { kind, value } = parseRecipientQuery(typed)
  const result = (found: Recipient[]): FoundRecipients => ({
    kind,
    recipients: found,
    not_checked: null,
  })

  if (kind === 'unclear') return result(await recipients.list(owner, value))
  if (kind !== 'email' && kind !== 'mobile') return result([await findOrCreate(kind, value)])

  const contact = kind === 'email' ? 'emails' : 'mobiles'
  const found = await runQuery(feishu, profile, batchGetId(contact, value))
  if (found.ok) {
    const users = await Promise.all(found.value.map((id) => findOrCreate('open_id', id)))
    const [user, ...more] = users
    if (user?.name !== null || more.length > 0) return result(users)
    // A name may have been imported for the address.
    const address = kind === 'email' ? await recipients.find(owner, 'email', value) : null
    return result([{ ...user, name: address?.name ?? null }])
  }
  return {
    kind,
    // A message can be sent to an email address without knowing its user.
    recipients: kind === 'email' ? [await findOrCreate('email', value)] : [],
    not_checked: explainQueryFailure(found.failure, locale, SCOPES.findPeople),
  }
}

/** Returns a recipient with the console's name, else the platform's if the app may read it. */
async function findNamed(
  { feishu, recipients, keepLookups }: FindRecipientsDeps,
  profile: SecretProfile,
  id: RecipientId,
): Promise<Recipient> {
  const owner = ownerOf(profile)
  const { receive_id_type: type, receive_id } = id
  const known = await recipients.find(owner, type, receive_id)
  if (known && known.name !== null) return known
  const unnamed = { ...id, name: null, chat_id: null, favourite: false, last_sent_at: null }
  const recipient = known ?? unnamed
  if (type === 'email' || type === 'chat_id') return recipient
  const user = await runQuery(feishu, profile, getUserName(type, receive_id))
  const name = user.ok ? (user.value.name?.slice(0, RECIPIENT_NAME_MAX) ?? null) : null
  if (name === null) return recipient
  if (known && keepLookups) await recipients.saveNames(owner, [{ ...id, name }])
  return { ...recipient, name }
}

/** The typed text and what it looks like. */
export type RecipientQuery = { kind: FoundRecipients['kind']; value: string }

const ID = '[A-Za-z0-9_-]{1,128}'
const SHAPES: readonly [FoundRecipients['kind'], RegExp][] = [
  ['email', /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,}$/],
  ['open_id', new RegExp(`^ou_${ID}$`)],
  ['union_id', new RegExp(`^on_${ID}$`)],
  ['chat_id', new RegExp(`^oc_${ID}$`)],
  // Tenants choose their user_ids freely; om_… is the ID of a message.
  ['user_id', /^(?!om_)(?=.*\d)[A-Za-z0-9_-]{1,64}$/],
]

/** Classifies the typed text by its format. */
export function parseRecipientQuery(typed: string): RecipientQuery {
  const text = typed.trim()
  // Phone numbers are often written in groups.
  const number = text.replaceAll(/[\s().-]/g, '')
  if (/^\+?\d{7,15}$/.test(number) && /^[+(\d]/.test(text)) return { kind: 'mobile', value: number }
  const [kind] = SHAPES.find(([, shape]) => shape.test(text)) ?? ['unclear' as const]
  return { kind, value: text }
}
