import { CHAT_ID } from '#contract/ids'
import { APP_ID } from '#contract/profile-change'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import type { ControlChannel } from '../feishu/control-channel.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import {
  botInfo,
  checkVisibility,
  getChat,
  getMessage,
  grantedScopes,
  listMessages,
  type ReadChat,
} from '../feishu/queries/queries.ts'
import { type PlatformQuery, type QueryResult, runQuery } from '../feishu/queries/run-query.ts'
import type { ReadMessage } from '../feishu/queries/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { deliveryOf } from '../recipients/learn-recipients.ts'
import { ownerOf, type RecipientStore } from '../recipients/recipients.ts'
import type { Storage } from '../storage/storage.ts'
import type { PushFacts, SentMessage } from './facts.ts'
import { findFollowUpState } from './follow-up-state.ts'

/** What the pre-check needs. */
export type PreflightDeps = {
  feishu: ExchangeDeps
  skews: ClockSkews
  storage: Storage
  ledger: Ledger
  recipients: RecipientStore
  control: ControlChannel
}

/** Usually includes a message of the chat's user, who is named in it. */
const SEARCHED_MESSAGES = 20

/**
 * Collects everything known about a push to a message with read-only calls.
 * @throws PathError if `message_id` is invalid
 */
export async function gatherFacts(
  deps: PreflightDeps,
  profile: SecretProfile,
  message_id: string,
): Promise<PushFacts> {
  const read = <T>(call: PlatformQuery<T>) => runQuery(deps.feishu, profile, call)
  const [scopes, bot, message, sent] = await Promise.all([
    read(grantedScopes()),
    read(botInfo()),
    read(getMessage(message_id)),
    findSent(deps.ledger, profile, message_id),
  ])
  const id = (message.ok ? message.value.chat_id : null) ?? sent?.chat_id ?? null
  const chat_id = id !== null && CHAT_ID.test(id) ? id : null
  const [chat, latest, followed] = await Promise.all([
    chat_id === null ? null : read(getChat(chat_id)),
    chat_id === null ? null : read(listMessages(chat_id, SEARCHED_MESSAGES)),
    findFollowUpState(deps, profile, message_id),
  ])
  const visible = await queryVisibility(deps, profile, {
    chat_id,
    chat,
    messages: latest?.ok ? latest.value : [],
    bot: bot.ok ? bot.value.open_id : null,
  })
  return {
    ...readMoment(deps, profile),
    message_id,
    scopes,
    bot,
    message,
    sent,
    chat,
    latest,
    visible,
    followed,
  }
}

/** Returns what is known without a call: profile, time, clock skew and rate budget. */
export function readMoment(
  { feishu, skews }: Pick<PreflightDeps, 'feishu' | 'skews'>,
  profile: SecretProfile,
): Pick<PushFacts, 'profile' | 'now_ms' | 'skew' | 'budget'> {
  return {
    profile,
    now_ms: feishu.clock.wall(),
    skew: skews.read(profile.base_url),
    budget: feishu.budgets.read(profile, 'push_follow_up'),
  }
}

const SEARCHED_SENDS = 20

/** Returns a message that this console sent as this app, or null if it did not. */
async function findSent(
  ledger: Ledger,
  profile: SecretProfile,
  message_id: string,
): Promise<SentMessage | null> {
  const filter = { query: message_id, profile: profile.id, code: 0 }
  const { exchanges } = await ledger.list(filter, { limit: SEARCHED_SENDS })
  const { base_url } = ownerOf(profile)
  for (const exchange of exchanges) {
    const delivery = exchange.message_id === message_id ? deliveryOf(exchange) : null
    if (delivery?.owner.base_url !== base_url) continue
    const { chat_id, create_time_ms } = delivery.message
    return { chat_id, create_time_ms, to_person: delivery.to.receive_id_type !== 'chat_id' }
  }
  return null
}

type ChatContext = {
  chat_id: string | null
  chat: QueryResult<ReadChat> | null
  /** The chat's latest messages. */
  messages: readonly ReadMessage[]
  /** The bot's own open_id. */
  bot: string | null
}

/** Queries whether the chat's user is within the app's availability range; null if unknown who it is. */
export async function queryVisibility(
  { feishu, recipients }: Pick<PreflightDeps, 'feishu' | 'recipients'>,
  profile: SecretProfile,
  { chat_id, chat, messages, bot }: ChatContext,
): Promise<QueryResult<boolean> | null> {
  if (chat_id === null || (chat?.ok && chat.value.chat_mode !== 'p2p')) return null
  const known = await recipients.inChat(ownerOf(profile), chat_id)
  const written = messages.find(({ sender }) => sender?.type === 'user' && isOpenId(sender.id))
  const sentTo = known.find(({ receive_id_type }) => receive_id_type === 'open_id')
  const named = chat?.ok && chat.value.person !== bot ? chat.value.person : null
  const user = written?.sender?.id ?? sentTo?.receive_id ?? named
  if (user === null || !APP_ID.test(profile.app_id)) return null
  return runQuery(feishu, profile, checkVisibility(profile.app_id, user))
}

function isOpenId(id: string): boolean {
  return /^ou_[A-Za-z0-9_-]{1,128}$/.test(id)
}
