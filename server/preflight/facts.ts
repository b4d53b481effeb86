import type { RateBudget } from '#contract/profile'
import type { ClockSkew } from '../feishu/clock-skew.ts'
import type { BotInfo, ReadChat } from '../feishu/queries/queries.ts'
import type { QueryResult } from '../feishu/queries/run-query.ts'
import type { ReadMessage } from '../feishu/queries/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'

/** Whether a message has bubbles. */
export type FollowUpState = {
  is: 'no' | 'yes' | 'perhaps'
  /** The ledger knows only this console's pushes; the emulator knows all. */
  by: 'ledger' | 'emulator'
}

/** Everything known about a push before it is made; null if it could not be queried. */
export type PushFacts = {
  profile: Pick<SecretProfile, 'app_id' | 'brand'>
  message_id: string
  /** By this machine's clock, in milliseconds since 1970. */
  now_ms: number
  skew: ClockSkew | null
  budget: RateBudget
  scopes: QueryResult<string[]>
  bot: QueryResult<BotInfo>
  message: QueryResult<ReadMessage>
  /** What the console knows about the message because it has sent it. */
  sent: SentMessage | null
  chat: QueryResult<ReadChat> | null
  /** Newest first. */
  latest: QueryResult<ReadMessage[]> | null
  /** Whether the user is within the app's availability range; null if the user is unknown. */
  visible: QueryResult<boolean> | null
  followed: FollowUpState
}

/** A message that this console has sent, from the platform's response. */
export type SentMessage = {
  chat_id: string | null
  create_time_ms: number | null
  /** Whether it went to a user, and so into a one-to-one chat. */
  to_person: boolean
}
