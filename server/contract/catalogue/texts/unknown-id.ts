import type { CatalogueTexts, UNKNOWN_ID_ROWS } from '../rows.ts'

const CHECK_MESSAGE_ID = {
  zhAdvice:
    '检查 message_id 是否完整、是否以 om_ 开头，并确认它属于当前 profile 的应用和企业。模拟器里的消息在真实平台上不存在，反过来也一样。',
  enAdvice:
    'Check that the message_id is complete, starts with om_ and belongs to the app and tenant of this profile. A message of the emulator does not exist on the real platform, nor the other way round.',
}
const CHECK_OPEN_ID = {
  zhAdvice:
    '检查 open_id 是否完整、是否以 ou_ 开头，并确认它是用当前应用取得的：同一用户在不同应用中的 open_id 不同。',
  enAdvice:
    'Check that the open_id is complete, starts with ou_ and was obtained with this app: one user has another open_id in every app.',
}
const CHECK_CHAT_ID = {
  zhAdvice:
    '检查 chat_id 是否完整、是否以 oc_ 开头。单聊的 chat_id 可以从发送消息的返回结果里得到。',
  enAdvice:
    'Check that the chat_id is complete and starts with oc_. The answer to a message just sent holds the chat_id of a one-to-one chat.',
}
const CHECK_USER_ID = {
  zhAdvice: '检查 user_id 是否正确，并确认该用户属于当前企业。',
  enAdvice: 'Check the user_id and that the user belongs to this tenant.',
}
const CHECK_UNION_ID = {
  zhAdvice: '检查 union_id 是否完整、是否以 on_ 开头，并确认该用户属于当前企业。',
  enAdvice:
    'Check that the union_id is complete, starts with on_ and that the user belongs to this tenant.',
}

export const UNKNOWN_ID_TEXTS: CatalogueTexts<typeof UNKNOWN_ID_ROWS> = {
  10020: {
    zh: '消息 ID 无效。',
    en: 'The message id is invalid.',
    ...CHECK_MESSAGE_ID,
  },
  10037: {
    zh: 'open_message_id（即 message_id）无效。',
    en: 'The open_message_id (that is, the message_id) is invalid.',
    ...CHECK_MESSAGE_ID,
  },
  11224: {
    zh: 'message_id 无效。',
    en: 'The message_id is invalid.',
    ...CHECK_MESSAGE_ID,
  },
  99992351: {
    zh: 'open_id 无效，msg 里列出了是哪些。',
    en: 'An open_id is invalid; the msg lists which.',
    ...CHECK_OPEN_ID,
  },
  99992352: {
    zh: '部分 open_id 不存在，msg 里列出了是哪些。',
    en: 'Some open_ids do not exist; the msg lists which.',
    ...CHECK_OPEN_ID,
  },
  99992354: {
    zh: 'message_id 不存在或不合法。实际返回的 msg 见过“The request you send is not a valid {open_message_id} or not exists. Invalid ids: […]”。',
    en: 'The message_id does not exist or is not valid. The msg has been seen as “The request you send is not a valid {open_message_id} or not exists. Invalid ids: […]”.',
    ...CHECK_MESSAGE_ID,
  },
  99992355: {
    zh: 'chat_id 不存在。',
    en: 'The chat_id does not exist.',
    ...CHECK_CHAT_ID,
  },
  99992356: {
    zh: 'chat_id 不存在，msg 里列出了是哪些。',
    en: 'A chat_id does not exist; the msg lists which.',
    ...CHECK_CHAT_ID,
  },
  99992359: {
    zh: 'user_id 不存在，msg 里列出了是哪些。',
    en: 'A user_id does not exist; the msg lists which.',
    ...CHECK_USER_ID,
  },
  99992360: {
    zh: 'user_id 不存在。',
    en: 'The user_id does not exist.',
    ...CHECK_USER_ID,
  },
  99992361: {
    zh: 'open_id 不属于当前应用。',
    zhAdvice: '改用当前应用取得的 open_id。测试应用与正式应用是两个应用，open_id 也不相同。',
    en: 'The open_id belongs to another app.',
    enAdvice:
      'Use an open_id obtained with this app. A test app and the production app are two apps and see different open_ids.',
  },
  99992363: {
    zh: 'union_id 不存在。',
    en: 'The union_id does not exist.',
    ...CHECK_UNION_ID,
  },
  99992364: {
    zh: 'user_id 属于其他企业。通用错误码表还把此码用于不存在的 union_id，msg 为“these ids not existed: %v”。',
    zhAdvice: 'user_id 只在本企业内有效，请换成当前企业用户的 ID。',
    en: 'The user_id belongs to another tenant. The table of generic codes also lists this code for an unknown union_id, with the msg “these ids not existed: %v”.',
    enAdvice: 'A user_id is valid in its own tenant only: use the id of a user of this tenant.',
  },
  99992381: {
    zh: 'union_id 不属于当前企业。',
    en: 'The union_id belongs to another tenant.',
    ...CHECK_UNION_ID,
  },
}
