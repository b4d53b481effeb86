import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Codes of looking up one chat or listing the chats of the bot. */
export const CHAT_CODES: readonly ErrorCode[] = [
  {
    code: 232001,
    msg: 'Your request contains an invalid request parameter.',
    http_status: 400,
    endpoints: ['list_chats'],
    meaning: {
      zh: '有请求参数不符合要求。',
      en: 'A request parameter is invalid.',
    },
    advice: {
      zh: '对照接口文档检查 page_size、page_token 和排序参数。',
      en: 'Compare page_size, page_token and the order with the documentation.',
    },
    retryable: false,
    source: PAGES.listChats,
  },
  {
    code: 232004,
    msg: 'Such an app does NOT exist.',
    http_status: 400,
    endpoints: ['get_chat', 'list_chats'],
    meaning: {
      zh: '作为操作者的应用不存在。',
      en: 'The app that makes the call does not exist.',
    },
    advice: {
      zh: '带上 log_id 咨询飞书技术支持。',
      en: 'Give the log_id to Feishu support.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232006,
    msg: 'Your request specifies a chat_id which is invalid.',
    http_status: 400,
    endpoints: ['get_chat'],
    meaning: {
      zh: 'chat_id 无效。',
      en: 'The chat_id is invalid.',
    },
    advice: {
      zh: '检查 chat_id 是否完整、是否以 oc_ 开头。单聊的 chat_id 可以从发送消息的返回结果里得到。',
      en: 'Check that the chat_id is complete and starts with oc_. The answer to a message just sent holds the chat_id of a one-to-one chat.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232010,
    msg: 'Operator and chat can NOT be in different tenants.',
    http_status: 400,
    endpoints: ['get_chat'],
    meaning: {
      zh: '应用与该群不在同一家企业。',
      en: 'The app and the chat are in different tenants.',
    },
    advice: {
      zh: '换成同一企业的应用或群。',
      en: 'Use an app or a chat of the same tenant.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232011,
    msg: 'Operator can NOT be out of the chat.',
    http_status: 400,
    endpoints: ['get_chat'],
    meaning: {
      zh: '应用的机器人不在该群内。',
      en: 'The bot of the app is not in the chat.',
    },
    advice: {
      zh: '把机器人加入该群后再试。',
      en: 'Add the bot to the chat, then try again.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232025,
    msg: 'Bot ability is not activated.',
    http_status: 400,
    endpoints: ['get_chat', 'list_chats'],
    meaning: {
      zh: '应用没有启用机器人能力。',
      en: 'The bot of the app is not enabled.',
    },
    advice: {
      zh: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
      en: 'Add the bot under “Add Features” in the developer console, then create a version and release it.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232033,
    msg: 'The operator or invited bots does NOT have the authority to manage external chats without the scope.',
    http_status: 400,
    endpoints: ['get_chat'],
    meaning: {
      zh: '这是外部群，当前机器人没有操作外部群的能力。',
      en: 'This is an external chat, and the bot may not act in external chats.',
    },
    advice: {
      zh: '先为机器人开启对外共享能力。',
      en: 'Enable external sharing of the bot first.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
  {
    code: 232034,
    msg: 'The app is unavailable or inactivated by the tenant.',
    http_status: 400,
    endpoints: ['get_chat', 'list_chats'],
    meaning: {
      zh: '应用在当前企业没有安装或没有启用。',
      en: 'The app is not installed or not enabled in this tenant.',
    },
    advice: {
      zh: '请企业管理员安装并启用应用后再试。',
      en: 'Ask the administrator to install and enable the app, then try again.',
    },
    retryable: false,
    source: PAGES.getChat,
  },
]
