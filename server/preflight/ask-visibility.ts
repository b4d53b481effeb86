import { APP_ID } from '#contract/profile-change'
import { checkVisibility } from '../feishu/reading/check-visibility.ts'
import type { ReadChat } from '../feishu/reading/get-chat.ts'
import { type Read, readCall } from '../feishu/reading/read-call.ts'
import type { ReadMessage } from '../feishu/reading/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf } from '../recipients/owner.ts'
import { findPerson } from './find-person.ts'
import type { PreflightDeps } from './gather-facts.ts'

type Found = {
  chat_id: string | null
  chat: Read<ReadChat> | null
  /** Of the chat. */
  messages: readonly ReadMessage[]
  /** The bot's own open_id. */
  bot: string | null
}

/** Whether the person of a one-to-one chat is within the app's range; `null` where nobody knows who it is. */
export async function askVisibility(
  { feishu, recipients }: Pick<PreflightDeps, 'feishu' | 'recipients'>,
  profile: SecretProfile,
  { chat_id, messages, bot, ...found }: Found,
): Promise<Read<boolean> | null> {
  const chat = found.chat?.ok ? found.chat.value : null
  if (chat_id === null || (chat !== null && chat.chat_mode !== 'p2p')) return null
  const inChat = await recipients.inChat(ownerOf(profile), chat_id)
  const person = findPerson({ messages, recipients: inChat, chat, bot })
  if (person === null || !APP_ID.test(profile.app_id)) return null
  return readCall(feishu, profile, checkVisibility(profile.app_id, person))
}
