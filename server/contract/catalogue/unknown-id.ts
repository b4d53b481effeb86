import type { ErrorCode } from '../error-code.ts'
import { PAGES } from './pages.ts'

const CHECK_MESSAGE_ID = {
  zh: '检查 message_id 是否完整、是否以 om_ 开头，并确认它属于当前 profile 的应用和企业。模拟器里的消息在真实平台上不存在，反过来也一样。',
  en: 'Check that the message_id is complete, starts with om_ and belongs to the app and tenant of this profile. A message of the emulator does not exist on the real platform, nor the other way round.',
}
const CHECK_OPEN_ID = {
  zh: '检查 open_id 是否完整、是否以 ou_ 开头，并确认它是用当前应用取得的：同一用户在不同应用中的 open_id 不同。',
  en: 'Check that the open_id is complete, starts with ou_ and was obtained with this app: one user has another open_id in every app.',
}
const CHECK_CHAT_ID = {
  zh: '检查 chat_id 是否完整、是否以 oc_ 开头。单聊的 chat_id 可以从发送消息的返回结果里得到。',
  en: 'Check that the chat_id is complete and starts with oc_. The answer to a message just sent holds the chat_id of a one-to-one chat.',
}
const CHECK_USER_ID = {
  zh: '检查 user_id 是否正确，并确认该用户属于当前企业。',
  en: 'Check the user_id and that the user belongs to this tenant.',
}
const CHECK_UNION_ID = {
  zh: '检查 union_id 是否完整、是否以 on_ 开头，并确认该用户属于当前企业。',
  en: 'Check that the union_id is complete, starts with on_ and that the user belongs to this tenant.',
}

/** Ids that the gateway or an older service does not know, on every call that takes one. */
export const UNKNOWN_ID_CODES: readonly ErrorCode[] = [
  {
    code: 10020,
    msg: 'message id not exist',
    http_status: null,
    endpoints: ['any'],
    meaning: { zh: '消息 ID 无效。', en: 'The message id is invalid.' },
    advice: CHECK_MESSAGE_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 10037,
    msg: 'open_message_id not exist',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'open_message_id（即 message_id）无效。',
      en: 'The open_message_id (that is, the message_id) is invalid.',
    },
    advice: CHECK_MESSAGE_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 11224,
    msg: 'message_id invalid',
    http_status: null,
    endpoints: ['any'],
    meaning: { zh: 'message_id 无效。', en: 'The message_id is invalid.' },
    advice: CHECK_MESSAGE_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992351,
    msg: 'these open ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'open_id 无效，msg 里列出了是哪些。',
      en: 'An open_id is invalid; the msg lists which.',
    },
    advice: CHECK_OPEN_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992352,
    msg: 'these lark ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: '部分 open_id 不存在，msg 里列出了是哪些。',
      en: 'Some open_ids do not exist; the msg lists which.',
    },
    advice: CHECK_OPEN_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992354,
    msg: 'these ids not existed: %v',
    http_status: 400,
    endpoints: ['any'],
    meaning: {
      zh: 'message_id 不存在或不合法。实际返回的 msg 见过“The request you send is not a valid {open_message_id} or not exists. Invalid ids: […]”。',
      en: 'The message_id does not exist or is not valid. The msg has been seen as “The request you send is not a valid {open_message_id} or not exists. Invalid ids: […]”.',
    },
    advice: CHECK_MESSAGE_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992355,
    msg: 'these lark ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: { zh: 'chat_id 不存在。', en: 'The chat_id does not exist.' },
    advice: CHECK_CHAT_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992356,
    msg: 'these open_chat ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'chat_id 不存在，msg 里列出了是哪些。',
      en: 'A chat_id does not exist; the msg lists which.',
    },
    advice: CHECK_CHAT_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992359,
    msg: 'these user ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'user_id 不存在，msg 里列出了是哪些。',
      en: 'A user_id does not exist; the msg lists which.',
    },
    advice: CHECK_USER_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992360,
    msg: 'these ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: { zh: 'user_id 不存在。', en: 'The user_id does not exist.' },
    advice: CHECK_USER_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992361,
    msg: 'open_id cross app',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'open_id 不属于当前应用。',
      en: 'The open_id belongs to another app.',
    },
    advice: {
      zh: '改用当前应用取得的 open_id。测试应用与正式应用是两个应用，open_id 也不相同。',
      en: 'Use an open_id obtained with this app. A test app and the production app are two apps and see different open_ids.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992363,
    msg: 'these ids not existed: %v',
    http_status: null,
    endpoints: ['any'],
    meaning: { zh: 'union_id 不存在。', en: 'The union_id does not exist.' },
    advice: CHECK_UNION_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992364,
    msg: 'user id cross tenant',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'user_id 属于其他企业。通用错误码表还把此码用于不存在的 union_id，msg 为“these ids not existed: %v”。',
      en: 'The user_id belongs to another tenant. The table of generic codes also lists this code for an unknown union_id, with the msg “these ids not existed: %v”.',
    },
    advice: {
      zh: 'user_id 只在本企业内有效，请换成当前企业用户的 ID。',
      en: 'A user_id is valid in its own tenant only: use the id of a user of this tenant.',
    },
    retryable: false,
    source: PAGES.genericCodes,
  },
  {
    code: 99992381,
    msg: 'union_id cross tenant',
    http_status: null,
    endpoints: ['any'],
    meaning: {
      zh: 'union_id 不属于当前企业。',
      en: 'The union_id belongs to another tenant.',
    },
    advice: CHECK_UNION_ID,
    retryable: false,
    source: PAGES.genericCodes,
  },
]
