import type { PreflightCheckName } from '#contract/checks'
import type { Bilingual } from '#contract/locale'
import { SCOPES } from '#contract/scopes'
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
  zh: '换成机器人在单聊里最新的一条消息。',
  en: 'Use the latest message that the bot sent in a one-to-one chat.',
}
const DEPENDS_ON_ABOVE: Bilingual = {
  zh: '取决于前面没有查到的内容。',
  en: 'Depends on something above that could not be read.',
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
      { zh: '消息存在，机器人看得到它。', en: 'The message exists and the bot sees it.' },
      // Which message types accept bubbles is undocumented; these are known to.
      { assumed: !TEXT_POST_CARD.includes(message.value.msg_type) },
    )
  }
  switch (codeOf(message)) {
    case GET.unknown:
      return fail(
        UNKNOWN,
        { zh: '平台不认识这个 message_id。', en: 'The platform does not know this message_id.' },
        {
          zh: '核对 message_id 是否完整，以及所选 profile 是否就是发送它的应用。',
          en: 'Check that the message_id is complete and that the profile is the app that sent it.',
        },
        { assumed: true },
      )
    case GET.outside:
    case GET.invisible:
      return fail(
        INVISIBLE,
        { zh: '机器人看不到这条消息。', en: 'The bot does not see this message.' },
        {
          zh: '选择发送这条消息的应用对应的 profile。',
          en: 'Choose the profile of the app that sent the message.',
        },
      )
    case GET.deleted:
      return pass({ zh: '消息存在过。', en: 'The message did exist.' })
  }
  if (sent) {
    return pass({ zh: '由本控制台发送。', en: 'It was sent by this console.' })
  }
  return unanswered(message.failure, SCOPES.getMessage)
}

function checkChat({ chat, sent }: PushFacts): CheckResult {
  if (chat?.ok && chat.value.chat_mode !== 'p2p') {
    return fail(
      NOT_P2P,
      {
        zh: '消息在群聊里，不在单聊里。',
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
      zh: '本控制台把它发给了一个人，所以是单聊。',
      en: 'This console sent it to a person, so the chat is one-to-one.',
    })
  }
  return chat ? unanswered(chat.failure, SCOPES.getChat) : notChecked(DEPENDS_ON_ABOVE)
}

function checkSender({ profile, message, sent }: PushFacts): CheckResult {
  const byThisBot = { zh: '由这个机器人发送。', en: 'It was sent by this bot.' }
  if (!message.ok) return sent ? pass(byThisBot) : notChecked(DEPENDS_ON_ABOVE)
  const { sender } = message.value
  if (sender === null || profile.app_id === '') {
    return notChecked({
      zh: '平台没有说明是谁发送的，或这个 profile 没有 App ID。',
      en: 'The platform does not say who sent it, or the profile has no App ID.',
    })
  }
  if (sender.id === profile.app_id) return pass(byThisBot)
  return fail(
    WRONG_MESSAGE,
    sender.type === 'user'
      ? { zh: '这是用户发送的消息。', en: 'The message was sent by the user.' }
      : { zh: '这是另一个应用发送的消息。', en: 'The message was sent by another app.' },
    USE_LATEST,
    { assumed: true },
  )
}

function checkUserVisible({ chat, visible }: PushFacts): CheckResult {
  if (chat?.ok && chat.value.chat_mode !== 'p2p') {
    return notChecked({
      zh: '不是单聊，所以没有查询。',
      en: 'Not asked about, as it is no one-to-one chat.',
    })
  }
  if (visible === null) {
    return notChecked(
      {
        zh: '不知道对方是谁，所以没有查询他是否在应用的可用范围内。',
        en: 'It is not known who the other person is, so the availability range was not asked about.',
      },
      {
        zh: `开通读取会话的权限（${SCOPES.getChat.join('、')}，有其中一项即可）后再查。`,
        en: `Grant a scope to read chats (any one of ${SCOPES.getChat.join(', ')}) and check again.`,
      },
    )
  }
  if (!visible.ok) return unanswered(visible.failure, SCOPES.checkVisibility)
  if (visible.value) {
    return pass({
      zh: '对方在应用的可用范围内。',
      en: 'The person is within the availability range of the app.',
    })
  }
  return fail(
    UNREACHABLE,
    {
      zh: '对方不在应用的可用范围内，看不到这个机器人。',
      en: 'The person is outside the availability range of the app and does not see the bot.',
    },
    {
      zh: '请企业管理员把对方加入应用的可用范围。',
      en: 'Ask the administrator to add the person to the availability range.',
    },
  )
}

function checkRecall({ message }: PushFacts): CheckResult {
  if (message.ok ? message.value.deleted : codeOf(message) === GET.deleted) {
    const recalled = { zh: '消息已撤回。', en: 'The message was recalled.' }
    return fail(WRONG_MESSAGE, recalled, USE_LATEST, { assumed: true })
  }
  return message.ok
    ? pass({ zh: '没有撤回。', en: 'It was not recalled.' })
    : notChecked(DEPENDS_ON_ABOVE)
}

function codeOf(result: QueryResult<unknown>): number | null {
  return refusalOf(result)?.code ?? null
}
