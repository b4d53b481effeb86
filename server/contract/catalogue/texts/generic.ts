import type { CatalogueTexts, GENERIC_ROWS } from '../rows.ts'

const SLOW_DOWN = { zhAdvice: '降低发送频率，稍后重试。', enAdvice: 'Slow down and retry later.' }
const ENABLE_BOT = {
  zhAdvice: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
  enAdvice:
    'Add the bot under “Add Features” in the developer console, then create a version and release it.',
}

export const GENERIC_TEXTS: CatalogueTexts<typeof GENERIC_ROWS> = {
  0: {
    zh: '成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。',
    zhAdvice: '无需处理。',
    en: 'Success. Only code 0 means success. Some calls return “ok” as msg.',
    enAdvice: 'Nothing to do.',
  },
  2200: {
    zh: '飞书内部服务错误。通常因调用过于频繁。',
    zhAdvice: '降低频率，稍后重试。反复出现时，提供 log_id 咨询飞书技术支持。',
    en: 'Internal Feishu error. It usually means that calls are too frequent.',
    enAdvice:
      'Slow down and retry later. If the code remains, contact Feishu support with the log_id.',
  },
  5000: {
    zh: '飞书内部错误。',
    zhAdvice: '降低频率，稍后重试。反复出现时，提供 log_id 咨询飞书技术支持。',
    en: 'Internal Feishu error.',
    enAdvice:
      'Slow down and retry later. If the code remains, contact Feishu support with the log_id.',
  },
  9499: {
    zh: '请求参数有误。常见原因是 JSON 格式或字段类型错误。msg 也可能是“invalid param”。',
    zhAdvice: '按响应中的错误信息，对照文档检查请求体的结构和各字段的类型。',
    en: 'A request parameter is wrong. Often the JSON is malformed or a field has the wrong type. The msg may also be “invalid param”.',
    enAdvice:
      'Follow the msg, and check the body’s structure and field types in the documentation.',
  },
  10001: {
    zh: '请求参数无效。',
    zhAdvice: '对照接口文档检查路径、查询参数和请求体。',
    en: 'A request parameter is invalid.',
    enAdvice: 'Check the path, query and body in the documentation.',
  },
  10400: {
    zh: '客户端参数错误。',
    zhAdvice: '对照接口文档检查路径、查询参数和请求体。',
    en: 'A client parameter is wrong.',
    enAdvice: 'Check the path, query and body in the documentation.',
  },
  10500: {
    zh: '飞书服务端异常。',
    zhAdvice: '稍后重试。反复出现时，提供 log_id 咨询飞书技术支持。',
    en: 'Feishu server error.',
    enAdvice: 'Retry later. If the code remains, contact Feishu support with the log_id.',
  },
  30005: {
    zh: '这个接口已下线。',
    zhAdvice: '查看接口文档，改用新版接口。',
    en: 'This call was retired.',
    enAdvice: 'Use the newer call in the documentation.',
  },
  10002: {
    zh: '机器人不在该会话中。',
    zhAdvice: '把机器人加入会话后重试。',
    en: 'The bot is not in the chat.',
    enAdvice: 'Add the bot to the chat, then retry.',
  },
  11205: { zh: '应用未启用机器人能力。', en: 'The app has no bot.', ...ENABLE_BOT },
  11207: {
    zh: '应用在当前企业不可用。',
    zhAdvice: '在开发者后台查看应用状态，确认已发布且未被停用。',
    en: 'The app is unavailable in this tenant.',
    enAdvice: 'Check in the developer console that the app is released and not disabled.',
  },
  11209: {
    zh: '应用不存在。',
    zhAdvice: '在开发者后台“凭证与基础信息”页检查 App ID。',
    en: 'The app does not exist.',
    enAdvice: 'Check the App ID on “Credentials & Basic Info” in the developer console.',
  },
  11210: {
    zh: '应用未安装到当前企业。',
    zhAdvice: '请企业管理员安装应用，然后重试。',
    en: 'The app is not installed in this tenant.',
    enAdvice: 'Ask the administrator to install the app, then retry.',
  },
  11225: {
    zh: '机器人对用户不可见。',
    zhAdvice: '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。',
    en: 'The bot is not visible to the user.',
    enAdvice:
      'In the developer console, under “Version Management & Release”, release a version whose availability includes the user.',
  },
  11232: {
    zh: '创建消息触发系统限流。',
    zhAdvice: '降低发送频率，稍后重试。尽量避开整点和半点。',
    en: 'A system-wide limit on new messages is exceeded.',
    enAdvice: 'Slow down and retry later. Avoid the full and the half hour.',
  },
  11233: {
    zh: '在同一会话中创建消息触发限流。',
    en: 'The limit on new messages in this chat is exceeded.',
    ...SLOW_DOWN,
  },
  11240: { zh: '机器人未启用。', en: 'The bot is not enabled.', ...ENABLE_BOT },
  11247: {
    zh: '发送消息触发频率限制。',
    en: 'The rate limit on messages is exceeded.',
    ...SLOW_DOWN,
  },
  18120: {
    zh: '机器人与该用户不能单聊。',
    zhAdvice: '联系企业管理员。',
    en: 'The bot and the user cannot have a one-to-one chat.',
    enAdvice: 'Contact the tenant administrator.',
  },
  18121: {
    zh: '相同的创建消息请求正在处理中。',
    zhAdvice: '先查看消息是否已出现在会话中，没有则稍后重试。',
    en: 'The same request is still being processed.',
    enAdvice: 'Check the chat for the message first. If it is missing, retry later.',
  },
}
