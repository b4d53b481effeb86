import type { RateBudget } from '#contract/rate-budget'
import type { Skew } from '../feishu/clock-skew.ts'
import type { BotInfo } from '../feishu/reading/bot-info.ts'
import type { ReadChat } from '../feishu/reading/get-chat.ts'
import type { Read } from '../feishu/reading/read-call.ts'
import type { ReadMessage } from '../feishu/reading/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** Whether a message has been given bubbles. */
export type Followed = {
  is: 'no' | 'yes' | 'perhaps'
  /** The ledger knows what this console did; the emulator, and only it, tells what anyone did. */
  by: 'ledger' | 'emulator'
}

/** All that could be learned about a push before it is made; `null` where there was no way to ask. */
export type Facts = {
  profile: Pick<SecretProfile, 'app_id' | 'brand'>
  message_id: string
  /** By this machine's clock, in milliseconds since 1970. */
  now_ms: number
  skew: Skew | null
  budget: RateBudget
  scopes: Read<string[]>
  bot: Read<BotInfo>
  message: Read<ReadMessage>
  /** What the console itself knows of the message, because it has sent it. */
  sent: SentMessage | null
  chat: Read<ReadChat> | null
  /** Newest first. */
  latest: Read<ReadMessage[]> | null
  /** Whether the person is within the app's availability range; `null` where nobody knows who it is. */
  visible: Read<boolean> | null
  followed: Followed
}

/** A message that this console has sent, by the answer it got for it. */
export type SentMessage = {
  chat_id: string | null
  create_time_ms: number | null
  /** Whether it went to a person, and so into a one-to-one chat. */
  to_person: boolean
}
