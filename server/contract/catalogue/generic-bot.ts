import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

const SLOW_DOWN = {
  zh: '降低发送频率，稍等再试。',
  en: 'Send less often and try again after a while.',
}
const ENABLE_BOT = {
  zh: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
  en: 'Add the bot under “Add Features” in the developer console, then create a version and release it.',
}

/** What older services say of the app, its bot and the messages it creates; any call may pass it on. */
export const GENERIC_BOT_CODES: readonly ErrorCode[] = [
  {
    code: 10002,
    msg: 'Bot can NOT be out of the chat',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '机器人不在这个会话中。',
      en: 'The bot is not in the chat.',
    },
    advice: {
      zh: '把机器人加入会话后再试。',
      en: 'Add the bot to the chat, then try again.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11205,
    msg: 'app do not have bot',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用没有开通机器人能力。',
      en: 'The app has no bot.',
    },
    advice: ENABLE_BOT,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11207,
    msg: 'app is not usage',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用在当前企业不可用。',
      en: 'The app cannot be used in this tenant.',
    },
    advice: {
      zh: '在开发者后台查看应用状态，确认已发布且没有停用。',
      en: 'Look at the state of the app in the developer console: it must be released and not disabled.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11209,
    msg: 'app not exist',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用不存在。',
      en: 'The app does not exist.',
    },
    advice: {
      zh: '在开发者后台“凭证与基础信息”页核对 App ID。',
      en: 'Check the App ID on the page “Credentials & Basic Info” of the developer console.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11210,
    msg: 'app usage info not exist',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '应用没有安装到当前企业。',
      en: 'The app is not installed in this tenant.',
    },
    advice: {
      zh: '请企业管理员安装应用后再试。',
      en: 'Ask the administrator to install the app, then try again.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11225,
    msg: 'the bot is invisible to the user',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '机器人对用户不可见。',
      en: 'The bot is not visible to the user.',
    },
    advice: {
      zh: '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。',
      en: 'In the developer console, under “Version Management & Release”, create a version whose availability includes the user and release it.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11232,
    msg: 'create message service trigger rate limit',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '创建消息触发了系统限流。',
      en: 'Creating messages has hit a limit of the whole system.',
    },
    advice: {
      zh: '降低发送频率，稍等再试；尽量避开整点和半点。',
      en: 'Send less often and try again after a while; avoid the full and the half hour where possible.',
    },
    retryable: true,
    source: PAGES.rateLimits,
  },
  {
    code: 11233,
    msg: 'create message chat trigger rate limit',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '在同一会话中创建消息触发了限流。',
      en: 'Creating messages in this chat has hit a limit.',
    },
    advice: SLOW_DOWN,
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 11240,
    msg: 'Robot not turned on',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '机器人没有启用。',
      en: 'The bot is not enabled.',
    },
    advice: ENABLE_BOT,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11247,
    msg: 'internal send message trigger rate limit',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '发送消息触发了频率限制。',
      en: 'Sending messages has hit a rate limit.',
    },
    advice: SLOW_DOWN,
    retryable: true,
    source: PAGES.genericCodes,
  },
  {
    code: 18120,
    msg: 'Collaboration permission authentication failed.',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '机器人与该用户之间不能发起单聊。',
      en: 'The bot and the user may not start a one-to-one chat.',
    },
    advice: {
      zh: '请咨询企业管理员。',
      en: 'Ask the administrator of the tenant.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 18121,
    msg: 'create request is being processed',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '相同的创建消息请求正在处理中。',
      en: 'The same request to create a message is still being processed.',
    },
    advice: {
      zh: '先在会话中看消息是否已出现，没有再稍后重试。',
      en: 'Look in the chat first whether the message has appeared; if not, try again a little later.',
    },
    retryable: true,
    source: PAGES.genericCodes,
  },
]
