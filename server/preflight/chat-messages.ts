import { SCOPES } from '#contract/checks'
import type { Locale } from '#contract/locale'
import type { BubbleStatus, ChatMessage, ChatMessages } from '#contract/recipients'
import { botInfo, getChat, grantedScopes, listMessages } from '../feishu/queries/queries.ts'
import { explainQueryFailure } from '../feishu/queries/query-failure.ts'
import { type PlatformQuery, runQuery } from '../feishu/queries/run-query.ts'
import type { ReadMessage } from '../feishu/queries/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf } from '../recipients/recipients.ts'
import { expiryOf } from './check-timing.ts'
import type { PushFacts } from './facts.ts'
import { findFollowedMessages, findFollowUpState } from './follow-up-state.ts'
import { type PreflightDeps, queryVisibility, readMoment } from './gather-facts.ts'
import { checkFacts, predictCode } from './preflight.ts'

/**
 * Returns the latest messages of a chat, newest first, each with whether it can take bubbles.
 * @throws PathError if `chat_id` is invalid
 */
export async function readChatMessages(
  deps: PreflightDeps,
  profile: SecretProfile,
  { chat_id, limit }: { chat_id: string; limit: number },
  locale: Locale,
): Promise<ChatMessages> {
  const read = <T>(call: PlatformQuery<T>) => runQuery(deps.feishu, profile, call)
  const [latest, chat, scopes, bot] = await Promise.all([
    read(listMessages(chat_id, limit)),
    read(getChat(chat_id)),
    read(grantedScopes()),
    read(botInfo()),
  ])
  const moment = readMoment(deps, profile)
  const clock_skew_ms = moment.skew?.ms ?? null
  if (!latest.ok) {
    const not_checked = explainQueryFailure(latest.failure, locale, SCOPES.listMessages)
    return { chat_id, messages: [], not_checked, clock_skew_ms }
  }

  const messages = latest.value
  const [newest] = messages
  const owner = ownerOf(profile)
  const [visible, followed, newestFollowed, people] = await Promise.all([
    queryVisibility(deps, profile, {
      chat_id,
      chat,
      messages,
      bot: bot.ok ? bot.value.open_id : null,
    }),
    findFollowedMessages(
      deps.storage,
      profile.base_url,
      messages.map(({ message_id }) => message_id),
    ),
    // Only the newest one can take bubbles, so the others need no exact state.
    newest && findFollowUpState(deps, profile, newest.message_id),
    deps.recipients.inChat(owner, chat_id),
  ])
  const names = new Map(people.map(({ receive_id, name }) => [receive_id, name]))

  return {
    chat_id,
    clock_skew_ms,
    not_checked: null,
    messages: messages.map((message): ChatMessage => {
      const { message_id, create_time_ms, msg_type, text, deleted } = message
      const facts: PushFacts = {
        ...moment,
        message_id,
        scopes,
        bot,
        message: { ok: true, value: message },
        sent: null,
        chat,
        latest,
        visible,
        followed: (message === newest ? newestFollowed : undefined) ?? {
          is: followed.get(message_id) ?? 'no',
          by: 'ledger',
        },
      }
      return {
        message_id,
        sender: senderOf(message, profile, names),
        create_time: create_time_ms === null ? null : new Date(create_time_ms).toISOString(),
        msg_type,
        text,
        deleted,
        standing: bubbleStatus(facts),
      }
    }),
  }
}

function bubbleStatus(facts: PushFacts): BubbleStatus {
  const checks = checkFacts(facts)
  const { predicted_code } = predictCode(checks)
  const failed = checks.find(({ status }) => status === 'fail')
  const expires = expiryOf(facts)
  if (failed) return { can_take: 'no', code: predicted_code ?? failed.code, expires_at: null }
  return {
    can_take: predicted_code === 0 ? 'yes' : 'not_checked',
    code: null,
    expires_at: expires === null ? null : new Date(expires).toISOString(),
  }
}

function senderOf(
  { sender }: ReadMessage,
  { app_id }: SecretProfile,
  names: ReadonlyMap<string, string | null>,
): ChatMessage['sender'] {
  if (sender === null) return { kind: 'unknown', id: '', name: null }
  const { id, type } = sender
  const name = names.get(id) ?? null
  if (type === 'user') return { kind: 'user', id, name }
  if (type === 'app') return { kind: id === app_id ? 'this_bot' : 'other_app', id, name }
  return { kind: 'unknown', id, name }
}
