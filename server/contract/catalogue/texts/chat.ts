import type { CatalogueTexts, CHAT_ROWS } from '../rows.ts'

export const CHAT_TEXTS: CatalogueTexts<typeof CHAT_ROWS> = {
  232001: {
    zh: '请求参数无效。',
    zhAdvice: '对照接口文档检查 page_size、page_token 和排序参数。',
    en: 'A request parameter is invalid.',
    enAdvice: 'Check page_size, page_token and the sort order in the documentation.',
  },
  232004: {
    zh: '调用接口的应用不存在。',
    zhAdvice: '提供 log_id，咨询飞书技术支持。',
    en: 'The calling app does not exist.',
    enAdvice: 'Contact Feishu support with the log_id.',
  },
  232006: {
    zh: 'chat_id 无效。',
    zhAdvice: '检查 chat_id 是否完整、是否以 oc_ 开头。单聊的 chat_id 可以从发送消息的响应中获取。',
    en: 'The chat_id is invalid.',
    enAdvice:
      'Check that the chat_id is complete and starts with oc_. The response to a sent message contains the chat_id of a one-to-one chat.',
  },
  232010: {
    zh: '应用与该群不在同一家企业。',
    zhAdvice: '换成同一企业的应用或群。',
    en: 'The app and the chat are in different tenants.',
    enAdvice: 'Use an app or a chat of the same tenant.',
  },
  232011: {
    zh: '机器人不在该群中。',
    zhAdvice: '把机器人加入该群后重试。',
    en: 'The bot is not in the chat.',
    enAdvice: 'Add the bot to the chat, then retry.',
  },
  232025: {
    zh: '应用未启用机器人能力。',
    zhAdvice: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
    en: 'The bot is not enabled.',
    enAdvice:
      'Add the bot under “Add Features” in the developer console, then create a version and release it.',
  },
  232033: {
    zh: '机器人不能操作外部群。',
    zhAdvice: '先为机器人开启对外共享能力。',
    en: 'The bot cannot act in external chats.',
    enAdvice: 'Enable external sharing of the bot first.',
  },
  232034: {
    zh: '应用未在当前企业安装或启用。',
    zhAdvice: '请企业管理员安装并启用应用，然后重试。',
    en: 'The app is not installed or not enabled in this tenant.',
    enAdvice: 'Ask the administrator to install and enable the app, then retry.',
  },
}
