import { type PreflightCheckName, SCOPES } from '#contract/checks'
import type { Bilingual } from '#contract/locale'
import { refusalOf } from '../feishu/queries/query-failure.ts'
import type { QueryResult } from '../feishu/queries/run-query.ts'
import {
  type CheckResult,
  type FactsCheck,
  fail,
  notChecked,
  pass,
  unanswered,
} from './check-result.ts'
import type { PushFacts } from './facts.ts'

/** The code that push_follow_up is assumed to return for an id that is unknown to the tenant. */
const UNKNOWN = 99992354
const INVISIBLE = 230004
const NOT_P2P = 230003
const UNREACHABLE = 230005
/** Another sender's message or a recalled one: undocumented, assumed to be an invalid parameter. */
const WRONG_MESSAGE = 230001

/** Codes of get_message: unknown to the tenant, in a group without the bot, not visible, recalled. */
const GET = { unknown: 99992354, outside: 230002, invisible: 230050, deleted: 230110 } as const

const TEXT_POST_CARD = ['text', 'post', 'interactive']

const USE_LATEST: Bilingual = {
  zh: '请使用机器人在单聊里的最新消息。',
  en: 'Use the bot’s latest message in a one-to-one chat.',
}
const DEPENDS_ON_ABOVE: Bilingual = {
  zh: '取决于前面未检查的项目。',
  en: 'Depends on a check above that was not possible.',
}

/** The conditions of the message, its chat and its user. */
export const MESSAGE_CHECKS = {
  message_exists: checkExistence,
  p2p: checkChat,
  sent_by_this_bot: checkSender,
  user_visible: checkUserVisible,
  not_recalled: checkRecall,
} satisfies Partial<Record<PreflightCheckName, FactsCheck>>

function checkExistence({ message, sent }: PushFacts): CheckResult {
  if (message.ok) {
    return pass(
      { zh: '消息存在，机器人可见。', en: 'The message exists and is visible to the bot.' },
      // Which message types accept bubbles is undocumented; these are known to.
      { assumed: !TEXT_POST_CARD.includes(message.value.msg_type) },
    )
  }
  switch (codeOf(message)) {
    case GET.unknown:
      return fail(
        UNKNOWN,
        { zh: '平台没有此消息 ID。', en: 'Message ID unknown to the platform.' },
        {
          zh: '请检查消息 ID 是否完整，以及是否选择了发送它的应用。',
          en: 'Check that the message ID is complete and that you chose the app that sent it.',
        },
        { assumed: true },
      )
    case GET.outside:
    case GET.invisible:
      return fail(
        INVISIBLE,
        { zh: '消息对机器人不可见。', en: 'The message is not visible to the bot.' },
        { zh: '请选择发送此消息的应用。', en: 'Choose the app that sent the message.' },
      )
    case GET.deleted:
      return pass({ zh: '消息曾存在。', en: 'The message existed.' })
  }
  if (sent) {
    return pass({ zh: '由本控制台发送。', en: 'Sent by this console.' })
  }
  return unanswered(message.failure, SCOPES.getMessage)
}

function checkChat({ chat, sent }: PushFacts): CheckResult {
  if (chat?.ok && chat.value.chat_mode !== 'p2p') {
    return fail(
      NOT_P2P,
      {
        zh: '消息在群聊中，不在单聊中。',
        en: 'The message is in a group, not in a one-to-one chat.',
      },
      USE_LATEST,
    )
  }
  if (chat?.ok) {
    return pass(
      { zh: '这是单聊。', en: 'It is a one-to-one chat.' },
      // It is undocumented whether the user may be of another tenant.
      { assumed: chat.value.external },
    )
  }
  if (sent?.to_person) {
    return pass({
      zh: '本控制台把消息发给了个人，因此是单聊。',
      en: 'This console sent it to a user, so it is a one-to-one chat.',
    })
  }
  return chat ? unanswered(chat.failure, SCOPES.getChat) : notChecked(DEPENDS_ON_ABOVE)
}

function checkSender({ profile, message, sent }: PushFacts): CheckResult {
  const byThisBot = { zh: '由此机器人发送。', en: 'Sent by this bot.' }
  if (!message.ok) return sent ? pass(byThisBot) : notChecked(DEPENDS_ON_ABOVE)
  const { sender } = message.value
  if (sender === null || profile.app_id === '') {
    return notChecked({
      zh: '平台没有返回发送者，或应用没有 App ID。',
      en: 'The platform does not return the sender, or the app has no App ID.',
    })
  }
  if (sender.id === profile.app_id) return pass(byThisBot)
  return fail(
    WRONG_MESSAGE,
    sender.type === 'user'
      ? { zh: '消息由用户发送。', en: 'The message was sent by the user.' }
      : { zh: '消息由其他应用发送。', en: 'The message was sent by another app.' },
    USE_LATEST,
    { assumed: true },
  )
}

function checkUserVisible({ chat, visible }: PushFacts): CheckResult {
  if (chat?.ok && chat.value.chat_mode !== 'p2p') {
    return notChecked({ zh: '不是单聊，未检查。', en: 'Not checked: it is not a one-to-one chat.' })
  }
  if (visible === null) {
    return notChecked(
      { zh: '接收人未知，未检查可用范围。', en: 'Availability not checked: the user is unknown.' },
      {
        zh: `请开通读取会话的权限（任一项：${SCOPES.getChat.join('、')}），然后重新检查。`,
        en: `Grant a scope to read chats (any of ${SCOPES.getChat.join(', ')}) and check again.`,
      },
    )
  }
  if (!visible.ok) return unanswered(visible.failure, SCOPES.checkVisibility)
  if (visible.value) {
    return pass({ zh: '用户在应用的可用范围内。', en: 'The app is available to the user.' })
  }
  return fail(
    UNREACHABLE,
    { zh: '用户不在应用的可用范围内。', en: 'The app is not available to the user.' },
    {
      zh: '请企业管理员把用户加入应用的可用范围。',
      en: 'Ask the administrator to make the app available to the user.',
    },
  )
}

function checkRecall({ message }: PushFacts): CheckResult {
  if (message.ok ? message.value.deleted : codeOf(message) === GET.deleted) {
    const recalled = { zh: '消息已撤回。', en: 'The message was recalled.' }
    return fail(WRONG_MESSAGE, recalled, USE_LATEST, { assumed: true })
  }
  return message.ok
    ? pass({ zh: '消息未撤回。', en: 'The message was not recalled.' })
    : notChecked(DEPENDS_ON_ABOVE)
}

function codeOf(result: QueryResult<unknown>): number | null {
  return refusalOf(result)?.code ?? null
}
