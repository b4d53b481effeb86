import type { CatalogueTexts, GENERIC_ROWS } from '../rows.ts'

const SLOW_DOWN = {
  zhAdvice: '降低发送频率，稍等再试。',
  enAdvice: 'Send less often and try again after a while.',
}
const ENABLE_BOT = {
  zhAdvice: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
  enAdvice:
    'Add the bot under “Add Features” in the developer console, then create a version and release it.',
}

export const GENERIC_TEXTS: CatalogueTexts<typeof GENERIC_ROWS> = {
  0: {
    zh: '成功。是否成功只看 code 是不是 0；有些接口的 msg 是“ok”。',
    zhAdvice: '无需处理。',
    en: 'Success. Only code 0 decides that; some calls say “ok” as msg.',
    enAdvice: 'Nothing to do.',
  },
  2200: {
    zh: '飞书内部服务错误，通常出现在频繁调用接口的时候。',
    zhAdvice: '降低频率，稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
    en: 'An internal error of Feishu, usually seen when calls come too often.',
    enAdvice:
      'Slow down and try again later; if it keeps coming back, give the log_id to Feishu support.',
  },
  5000: {
    zh: '飞书内部错误。',
    zhAdvice: '降低频率，稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
    en: 'An internal error of Feishu.',
    enAdvice:
      'Slow down and try again later; if it keeps coming back, give the log_id to Feishu support.',
  },
  9499: {
    zh: '请求参数有误，常见于 JSON 格式或字段类型不对。msg 也可能是“invalid param”。',
    zhAdvice: '按返回的错误信息，对照文档检查请求体的结构和每个字段的类型。',
    en: 'A request parameter is wrong, often the shape of the JSON or the type of a field. The msg may also be “invalid param”.',
    enAdvice:
      'Follow the message returned and compare the structure of the body and the type of each field with the documentation.',
  },
  10001: {
    zh: '请求参数无效。',
    zhAdvice: '对照接口文档检查路径、查询参数和请求体。',
    en: 'A request parameter is invalid.',
    enAdvice: 'Compare path, query and body with the documentation of the call.',
  },
  10400: {
    zh: '客户端参数错误。',
    zhAdvice: '对照接口文档检查路径、查询参数和请求体。',
    en: 'The client sent a wrong parameter.',
    enAdvice: 'Compare path, query and body with the documentation of the call.',
  },
  10500: {
    zh: '飞书服务端异常。',
    zhAdvice: '稍后再试；反复出现时，带上 log_id 咨询飞书技术支持。',
    en: 'An error inside the servers of Feishu.',
    enAdvice: 'Try again later; if it keeps coming back, give the log_id to Feishu support.',
  },
  30005: {
    zh: '这个接口已下线。',
    zhAdvice: '查看接口文档，改用新版本的接口。',
    en: 'This call has been taken out of service.',
    enAdvice: 'Look up the newer call in the documentation and use that.',
  },
  10002: {
    zh: '机器人不在这个会话中。',
    zhAdvice: '把机器人加入会话后再试。',
    en: 'The bot is not in the chat.',
    enAdvice: 'Add the bot to the chat, then try again.',
  },
  11205: {
    zh: '应用没有开通机器人能力。',
    en: 'The app has no bot.',
    ...ENABLE_BOT,
  },
  11207: {
    zh: '应用在当前企业不可用。',
    zhAdvice: '在开发者后台查看应用状态，确认已发布且没有停用。',
    en: 'The app cannot be used in this tenant.',
    enAdvice:
      'Look at the state of the app in the developer console: it must be released and not disabled.',
  },
  11209: {
    zh: '应用不存在。',
    zhAdvice: '在开发者后台“凭证与基础信息”页核对 App ID。',
    en: 'The app does not exist.',
    enAdvice: 'Check the App ID on the page “Credentials & Basic Info” of the developer console.',
  },
  11210: {
    zh: '应用没有安装到当前企业。',
    zhAdvice: '请企业管理员安装应用后再试。',
    en: 'The app is not installed in this tenant.',
    enAdvice: 'Ask the administrator to install the app, then try again.',
  },
  11225: {
    zh: '机器人对用户不可见。',
    zhAdvice: '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。',
    en: 'The bot is not visible to the user.',
    enAdvice:
      'In the developer console, under “Version Management & Release”, create a version whose availability includes the user and release it.',
  },
  11232: {
    zh: '创建消息触发了系统限流。',
    zhAdvice: '降低发送频率，稍等再试；尽量避开整点和半点。',
    en: 'Creating messages has hit a limit of the whole system.',
    enAdvice:
      'Send less often and try again after a while; avoid the full and the half hour where possible.',
  },
  11233: {
    zh: '在同一会话中创建消息触发了限流。',
    en: 'Creating messages in this chat has hit a limit.',
    ...SLOW_DOWN,
  },
  11240: {
    zh: '机器人没有启用。',
    en: 'The bot is not enabled.',
    ...ENABLE_BOT,
  },
  11247: {
    zh: '发送消息触发了频率限制。',
    en: 'Sending messages has hit a rate limit.',
    ...SLOW_DOWN,
  },
  18120: {
    zh: '机器人与该用户之间不能发起单聊。',
    zhAdvice: '请咨询企业管理员。',
    en: 'The bot and the user may not start a one-to-one chat.',
    enAdvice: 'Ask the administrator of the tenant.',
  },
  18121: {
    zh: '相同的创建消息请求正在处理中。',
    zhAdvice: '先在会话中看消息是否已出现，没有再稍后重试。',
    en: 'The same request to create a message is still being processed.',
    enAdvice:
      'Look in the chat first whether the message has appeared; if not, try again a little later.',
  },
}
