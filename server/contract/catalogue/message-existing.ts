import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Why a message that already exists cannot be replied to, listed or read. */
export const MESSAGE_EXISTING_CODES: readonly ErrorCode[] = [
  {
    code: 230011,
    msg: 'The message is recalled.',
    http_status: 400,
    endpoints: ['reply_message'],
    meaning: {
      zh: '消息已被撤回，不支持此操作。',
      en: 'The message has been recalled, so this is not possible.',
    },
    advice: {
      zh: '换一条消息。',
      en: 'Use another message.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 230050,
    msg: 'The message is invisible to the operator.',
    http_status: 400,
    endpoints: ['reply_message', 'get_message'],
    meaning: {
      zh: '当前操作者（应用的机器人）看不到这条消息。',
      en: 'The operator, that is the bot of the app, cannot see the message.',
    },
    advice: {
      zh: '核对 message_id，并确认机器人在这条消息所在的会话里。',
      en: 'Check the message_id and that the bot is in the chat of the message.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 230071,
    msg: 'The group to which the message belongs does not support reply in thread.',
    http_status: 400,
    endpoints: ['reply_message'],
    meaning: {
      zh: '消息所在的群不支持以话题形式回复。',
      en: 'The group of the message does not support replies in a thread.',
    },
    advice: {
      zh: '改为普通回复：去掉 reply_in_thread。',
      en: 'Reply without a thread: leave out reply_in_thread.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 230072,
    msg: 'Aggregated messages do not support reply in thread.',
    http_status: 400,
    endpoints: ['reply_message'],
    meaning: {
      zh: '已聚合的消息不支持以话题形式回复。',
      en: 'Aggregated messages cannot be replied to in a thread.',
    },
    advice: {
      zh: '改为普通回复：去掉 reply_in_thread。',
      en: 'Reply without a thread: leave out reply_in_thread.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 230073,
    msg: 'The thread is invisible to the operator.',
    http_status: 400,
    endpoints: ['list_messages'],
    meaning: {
      zh: '当前操作者看不到这个话题。群若关闭了“新成员可查看历史消息”，入群之前的话题就不可见。',
      en: 'The operator cannot see the thread. Where a group hides its history from new members, threads from before they joined are not visible.',
    },
    advice: {
      zh: '请人在话题中 @ 机器人，使它订阅该话题后再试。',
      en: 'Have someone @-mention the bot in the thread, which subscribes it, then try again.',
    },
    retryable: false,
    source: PAGES.listMessages,
  },
  {
    code: 230110,
    msg: 'Action unavailable as the message has been deleted.',
    http_status: 400,
    endpoints: ['list_messages', 'get_message'],
    meaning: {
      zh: '消息已被删除。',
      en: 'The message has been deleted.',
    },
    advice: {
      zh: '换一条消息。',
      en: 'Use another message.',
    },
    retryable: false,
    source: PAGES.listMessages,
  },
  {
    code: 230111,
    msg: 'Action unavailable as the message will self-destruct soon.',
    http_status: 400,
    endpoints: ['reply_message'],
    meaning: {
      zh: '不能回复定时删除的消息。',
      en: 'Messages that delete themselves cannot be replied to.',
    },
    advice: {
      zh: '换一条消息。',
      en: 'Use another message.',
    },
    retryable: false,
    source: PAGES.replyMessage,
  },
  {
    code: 231203,
    msg: 'The chat type is not supported.',
    http_status: 400,
    endpoints: ['list_messages'],
    meaning: {
      zh: '这类群不支持获取消息，例如开启了保密模式的群。',
      en: 'Messages of this type of group cannot be read, for example with restricted mode on.',
    },
    advice: {
      zh: '检查群设置中的保密模式，或换一个会话。',
      en: 'Check restricted mode in the settings of the group, or use another chat.',
    },
    retryable: false,
    source: PAGES.listMessages,
  },
  {
    code: 231204,
    msg: 'The app type is not supported.',
    http_status: 400,
    endpoints: ['list_messages'],
    meaning: {
      zh: '开启了对外共享或关联组织的应用，不支持以用户身份调用此接口。',
      en: 'Apps with external sharing or linked organisations cannot make this call as a user.',
    },
    advice: {
      zh: '改用应用身份（tenant_access_token）调用。',
      en: 'Call as the app, with a tenant_access_token.',
    },
    retryable: false,
    source: PAGES.listMessages,
  },
]
