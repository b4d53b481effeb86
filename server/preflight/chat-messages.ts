import type { BubbleStanding, ChatMessage, ChatMessages } from '#contract/chat-messages'
import type { Locale } from '#contract/locale'
import { SCOPES } from '#contract/scopes'
import { botInfo } from '../feishu/reading/bot-info.ts'
import { explainUnread } from '../feishu/reading/explain-unread.ts'
import { getChat } from '../feishu/reading/get-chat.ts'
import { grantedScopes } from '../feishu/reading/granted-scopes.ts'
import { listMessages } from '../feishu/reading/list-messages.ts'
import { type ReadingCall, readCall } from '../feishu/reading/read-call.ts'
import type { ReadMessage } from '../feishu/reading/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { followedMessages } from '../ledger/followed-messages.ts'
import { ownerOf } from '../recipients/owner.ts'
import { askVisibility } from './ask-visibility.ts'
import type { Facts } from './facts.ts'
import { findFollowed } from './find-followed.ts'
import { momentOf, type PreflightDeps } from './gather-facts.ts'
import { judgeFacts, predict } from './judge-facts.ts'
import { expiryOf } from './judge-moment.ts'

/**
 * The latest messages of a chat, newest first, each with whether it can take bubbles.
 * @throws PathError where `chat_id` is none
 */
export async function readChatMessages(
  deps: PreflightDeps,
  profile: SecretProfile,
  { chat_id, limit }: { chat_id: string; limit: number },
  locale: Locale,
): Promise<ChatMessages> {
  const read = <T>(call: ReadingCall<T>) => readCall(deps.feishu, profile, call)
  const [latest, chat, scopes, bot] = await Promise.all([
    read(listMessages(chat_id, limit)),
    read(getChat(chat_id)),
    read(grantedScopes()),
    read(botInfo()),
  ])
  const moment = momentOf(deps, profile)
  const clock_skew_ms = moment.skew?.ms ?? null
  if (!latest.ok) {
    const not_checked = explainUnread(latest.unread, locale, SCOPES.listMessages)
    return { chat_id, messages: [], not_checked, clock_skew_ms }
  }

  const messages = latest.value
  const [newest] = messages
  const owner = ownerOf(profile)
  const [visible, followed, newestFollowed, people] = await Promise.all([
    askVisibility(deps, profile, {
      chat_id,
      chat,
      messages,
      bot: bot.ok ? bot.value.open_id : null,
    }),
    followedMessages(
      deps.storage,
      profile.base_url,
      messages.map(({ message_id }) => message_id),
    ),
    // Of the others it does not matter any more.
    newest && findFollowed(deps, profile, newest.message_id),
    deps.recipients.inChat(owner, chat_id),
  ])
  const names = new Map(people.map(({ receive_id, name }) => [receive_id, name]))

  return {
    chat_id,
    clock_skew_ms,
    not_checked: null,
    messages: messages.map((message): ChatMessage => {
      const { message_id, create_time_ms, msg_type, text, deleted } = message
      const facts: Facts = {
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
        standing: standingOf(facts, locale),
      }
    }),
  }
}

function standingOf(facts: Facts, locale: Locale): BubbleStanding {
  const checks = judgeFacts(facts, locale)
  const { predicted_code } = predict(checks)
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
