import type { ReceiveIdType } from '#contract/ids'
import type { Locale } from '#contract/locale'
import type { FoundRecipients, Recipient } from '#contract/recipients'
import { SCOPES } from '#contract/scopes'
import { batchGetId } from '../feishu/queries/queries.ts'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import { type QueryDeps, runQuery } from '../feishu/queries/run-query.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf, type RecipientStore } from './recipients.ts'

type FindRecipientsDeps = { feishu: QueryDeps; recipients: RecipientStore }

/**
 * Finds the recipients that match the typed text. Queries the platform only for an email address or a
 * mobile number, and stores nothing.
 */
export async function findRecipients(
  { feishu, recipients }: FindRecipientsDeps,
  profile: SecretProfile,
  typed: string,
  locale: Locale,
): Promise<FoundRecipients> {
  const owner = ownerOf(profile)
  const findOrCreate = async (type: ReceiveIdType, receive_id: string): Promise<Recipient> =>
    (await recipients.find(owner, type, receive_id)) ?? {
      receive_id_type: type,
      receive_id,
      name: null,
      chat_id: null,
      favourite: false,
      last_sent_at: null,
    }
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
    return result(await Promise.all(found.value.map((open_id) => findOrCreate('open_id', open_id))))
  }
  return {
    kind,
    // A message can be sent to an email address without knowing its user.
    recipients: kind === 'email' ? [await findOrCreate('email', value)] : [],
    not_checked: explainQueryFailure(found.failure, locale, SCOPES.findPeople),
  }
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
