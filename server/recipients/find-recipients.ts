import type { Locale } from '#contract/locale'
import type { ReceiveIdType } from '#contract/receive-id-types'
import type { FoundRecipients, Recipient } from '#contract/recipient'
import { SCOPES } from '#contract/scopes'
import { batchGetId } from '../feishu/reading/batch-get-id.ts'
import { explainUnread } from '../feishu/reading/explain-unread.ts'
import { type ReadingDeps, readCall } from '../feishu/reading/read-call.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf } from './owner.ts'
import type { Recipients } from './recipients.ts'
import { understand } from './understand.ts'

type Deps = { feishu: ReadingDeps; recipients: Recipients }

/**
 * Whom somebody may have meant. The platform is asked only for an email address or a mobile number;
 * nothing of what was typed is kept.
 */
export async function findRecipients(
  { feishu, recipients }: Deps,
  profile: SecretProfile,
  typed: string,
  locale: Locale,
): Promise<FoundRecipients> {
  const owner = ownerOf(profile)
  const asKnown = async (type: ReceiveIdType, receive_id: string): Promise<Recipient> =>
    (await recipients.find(owner, type, receive_id)) ?? {
      receive_id_type: type,
      receive_id,
      name: null,
      chat_id: null,
      favourite: false,
      last_sent_at: null,
    }
  const { kind, value } = understand(typed)
  const answer = (found: Recipient[]): FoundRecipients => ({
    kind,
    recipients: found,
    not_checked: null,
  })

  if (kind === 'unclear') return answer(await recipients.list(owner, value))
  if (kind !== 'email' && kind !== 'mobile') return answer([await asKnown(kind, value)])

  const contact = kind === 'email' ? 'emails' : 'mobiles'
  const found = await readCall(feishu, profile, batchGetId(contact, value))
  if (found.ok) {
    return answer(await Promise.all(found.value.map((open_id) => asKnown('open_id', open_id))))
  }
  return {
    kind,
    // A message can be sent to an address without knowing whose it is.
    recipients: kind === 'email' ? [await asKnown('email', value)] : [],
    not_checked: explainUnread(found.unread, locale, SCOPES.findPeople),
  }
}
