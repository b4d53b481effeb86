import { CHAT_ID } from '#contract/chat-id'
import type { ClockSkews } from '../feishu/clock-skew.ts'
import type { ControlChannel } from '../feishu/control-channel.ts'
import type { ExchangeDeps } from '../feishu/exchange.ts'
import { botInfo } from '../feishu/reading/bot-info.ts'
import { getChat } from '../feishu/reading/get-chat.ts'
import { getMessage } from '../feishu/reading/get-message.ts'
import { grantedScopes } from '../feishu/reading/granted-scopes.ts'
import { listMessages } from '../feishu/reading/list-messages.ts'
import { type ReadingCall, readCall } from '../feishu/reading/read-call.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Recipients } from '../recipients/recipients.ts'
import type { Storage } from '../storage/storage.ts'
import { askVisibility } from './ask-visibility.ts'
import type { Facts } from './facts.ts'
import { findFollowed } from './find-followed.ts'
import { findSent } from './find-sent.ts'

export type PreflightDeps = {
  feishu: ExchangeDeps
  skews: ClockSkews
  storage: Storage
  ledger: Ledger
  recipients: Recipients
  control: ControlChannel
}

/** Enough to hold a message of the other person, who is named there. */
const LOOKED_THROUGH = 20

/**
 * Learns all that can be learned about a push to a message, by calls that change nothing.
 * @throws PathError where `message_id` is none
 */
export async function gatherFacts(
  deps: PreflightDeps,
  profile: SecretProfile,
  message_id: string,
): Promise<Facts> {
  const read = <T>(call: ReadingCall<T>) => readCall(deps.feishu, profile, call)
  const [scopes, bot, message, sent] = await Promise.all([
    read(grantedScopes()),
    read(botInfo()),
    read(getMessage(message_id)),
    findSent(deps.ledger, profile, message_id),
  ])
  const told = (message.ok ? message.value.chat_id : null) ?? sent?.chat_id ?? null
  const chat_id = told !== null && CHAT_ID.test(told) ? told : null
  const [chat, latest, followed] = await Promise.all([
    chat_id === null ? null : read(getChat(chat_id)),
    chat_id === null ? null : read(listMessages(chat_id, LOOKED_THROUGH)),
    findFollowed(deps, profile, message_id),
  ])
  const visible = await askVisibility(deps, profile, {
    chat_id,
    chat,
    messages: latest?.ok ? latest.value : [],
    bot: bot.ok ? bot.value.open_id : null,
  })
  return {
    ...momentOf(deps, profile),
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

/** What is known without a call: who would push and when, and how much room there is for it. */
export function momentOf(
  { feishu, skews }: Pick<PreflightDeps, 'feishu' | 'skews'>,
  profile: SecretProfile,
): Pick<Facts, 'profile' | 'now_ms' | 'skew' | 'budget'> {
  return {
    profile,
    now_ms: feishu.clock.wall(),
    skew: skews.read(profile.base_url),
    budget: feishu.budgets.read(profile, 'push_follow_up'),
  }
}
