import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

/** Codes that sending, replying to, listing and getting messages share. */
export const MESSAGE_CODES: readonly ErrorCode[] = [
  {
    code: 230001,
    msg: 'Your request contains an invalid request parameter.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message', 'list_messages', 'get_message'],
    meaning: {
      zh: '有请求参数不符合要求。msg 末尾可能带有“ext=…”，写明具体原因。',
      en: 'A request parameter is invalid. The msg may end in “ext=…”, which gives the reason.',
    },
    advice: {
      zh: '按 ext 的说明改正；没有 ext 时，对照接口文档检查各个 ID、类型和 content 的格式。',
      en: 'Follow what ext says; without it compare the ids, the types and the format of content with the documentation.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230002,
    msg: 'The bot can not be outside the group.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message', 'list_messages', 'get_message'],
    meaning: {
      zh: '机器人不在对应的群里。在 push_follow_up 上，同一个码表示消息已过期。',
      en: 'The bot is not in the group. On push_follow_up the same code means that the message has expired.',
    },
    advice: {
      zh: '把机器人加入该群后再试；如果要发给单聊，请检查 receive_id 是否填成了群的 ID。',
      en: 'Add the bot to the group, then try again; for a one-to-one chat check that receive_id is not the id of a group.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230006,
    msg: 'Bot ability is not activated.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message', 'list_messages', 'get_message'],
    meaning: {
      zh: '应用没有启用机器人能力。在 push_follow_up 上，同一个码表示消息不是最新的一条。',
      en: 'The bot of the app is not enabled. On push_follow_up the same code means that the message is not the latest.',
    },
    advice: {
      zh: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
      en: 'Add the bot under “Add Features” in the developer console, then create a version and release it.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230013,
    msg: 'Bot has NO availability to this user.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message', 'list_messages', 'get_message'],
    meaning: {
      zh: '用户不在机器人的可用范围内，或在禁用范围内。用户已离职时也会得到此码。',
      en: 'The user is outside the availability of the bot or excluded from it. A user who has left the company gives this code too.',
    },
    advice: {
      zh: '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。仍然报错时，请企业管理员在管理后台确认该用户没有被设为“禁用成员”。',
      en: 'In the developer console, under “Version Management & Release”, create a version whose availability includes the user and release it. If the code remains, ask the administrator whether the user is on the list of excluded members.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
  {
    code: 230027,
    msg: 'Lack of necessary permissions.',
    http_status: 400,
    endpoints: ['create_message', 'reply_message', 'list_messages', 'get_message'],
    meaning: {
      zh: '没有进行此操作的权限：可能缺少接口权限或用户授权，也可能是外部群而机器人没有开启对外共享。',
      en: 'The operation is not permitted: a scope or the authorisation of the user may be missing, or the group is external and the bot is not shared outside.',
    },
    advice: {
      zh: '按返回的错误信息，在开发者后台“开发配置 › 权限管理”页开通缺少的权限；外部群请先为机器人开启对外共享。',
      en: 'Add the scope that the answer names on the page “Permissions & Scopes” of the developer console; for an external group enable external sharing of the bot first.',
    },
    retryable: false,
    source: PAGES.createMessage,
  },
]
