import type { CatalogueTexts, UNKNOWN_ID_ROWS } from '../rows.ts'

const CHECK_MESSAGE_ID = {
  zhAdvice:
    '检查 message_id 是否完整、是否以 om_ 开头，并确认它属于当前应用和企业。模拟器与真实平台、模拟器与模拟器之间的消息互不相通。',
  enAdvice:
    'Check that the message_id is complete, starts with om_ and belongs to this app and tenant. Emulators share no messages with the real platform or with each other.',
}
const CHECK_OPEN_ID = {
  zhAdvice:
    '检查 open_id 是否完整、是否以 ou_ 开头，并确认它由当前应用获取。同一用户在不同应用中的 open_id 不同。',
  enAdvice:
    'Check that the open_id is complete, starts with ou_ and was obtained with this app. A user has a different open_id in each app.',
}
const CHECK_CHAT_ID = {
  zhAdvice: '检查 chat_id 是否完整、是否以 oc_ 开头。单聊的 chat_id 可以从发送消息的响应中获取。',
  enAdvice:
    'Check that the chat_id is complete and starts with oc_. The response to a sent message contains the chat_id of a one-to-one chat.',
}
const CHECK_USER_ID = {
  zhAdvice: '检查 user_id 是否正确，并确认该用户属于当前企业。',
  enAdvice: 'Check the user_id, and that the user belongs to this tenant.',
}
const CHECK_UNION_ID = {
  zhAdvice: '检查 union_id 是否完整、是否以 on_ 开头，并确认该用户属于当前企业。',
  enAdvice:
    'Check that the union_id is complete and starts with on_, and that the user belongs to this tenant.',
}

export const UNKNOWN_ID_TEXTS: CatalogueTexts<typeof UNKNOWN_ID_ROWS> = {
  10020: { zh: '消息 ID 无效。', en: 'The message ID is invalid.', ...CHECK_MESSAGE_ID },
  10037: {
    zh: 'open_message_id 无效。它与 message_id 相同。',
    en: 'The open_message_id is invalid. It is the same as message_id.',
    ...CHECK_MESSAGE_ID,
  },
  11224: { zh: 'message_id 无效。', en: 'The message_id is invalid.', ...CHECK_MESSAGE_ID },
  99992351: {
    zh: 'open_id 无效。msg 列出了是哪些。',
    en: 'An open_id is invalid. The msg lists which.',
    ...CHECK_OPEN_ID,
  },
  99992352: {
    zh: '部分 open_id 不存在。msg 列出了是哪些。',
    en: 'Some open_ids do not exist. The msg lists which.',
    ...CHECK_OPEN_ID,
  },
  99992354: {
    zh: 'message_id 不存在或无效。msg 中的“Invalid ids”列出了是哪些。',
    zhAdvice: `以 c- 或 card-action-c- 开头的是卡片回调的 token，不是消息 ID：请改用回调中的 context.open_message_id。${CHECK_MESSAGE_ID.zhAdvice}`,
    en: 'The message_id does not exist or is invalid. “Invalid ids” in the msg lists which.',
    enAdvice: `An ID that starts with c- or card-action-c- is the token of a card callback: use context.open_message_id of the callback instead. ${CHECK_MESSAGE_ID.enAdvice}`,
  },
  99992355: { zh: 'chat_id 不存在。', en: 'The chat_id does not exist.', ...CHECK_CHAT_ID },
  99992356: {
    zh: 'chat_id 不存在。msg 列出了是哪些。',
    en: 'A chat_id does not exist. The msg lists which.',
    ...CHECK_CHAT_ID,
  },
  99992359: {
    zh: 'user_id 不存在。msg 列出了是哪些。',
    en: 'A user_id does not exist. The msg lists which.',
    ...CHECK_USER_ID,
  },
  99992360: { zh: 'user_id 不存在。', en: 'The user_id does not exist.', ...CHECK_USER_ID },
  99992361: {
    zh: 'open_id 不属于当前应用。',
    zhAdvice: '改用当前应用获取的 open_id。测试应用与正式应用的 open_id 不同。',
    en: 'The open_id belongs to another app.',
    enAdvice:
      'Use an open_id obtained with this app. Test and production apps have different open_ids.',
  },
  99992363: { zh: 'union_id 不存在。', en: 'The union_id does not exist.', ...CHECK_UNION_ID },
  99992364: {
    zh: 'user_id 属于其他企业。通用错误码表中，此错误码也表示 union_id 不存在，msg 为“these ids not existed: %v”。',
    zhAdvice: 'user_id 只在本企业内有效，请换用当前企业用户的 ID。',
    en: 'The user_id belongs to another tenant. The generic code table also uses this code for an unknown union_id, with the msg “these ids not existed: %v”.',
    enAdvice: 'A user_id is valid in its own tenant only. Use the ID of a user of this tenant.',
  },
  99992381: {
    zh: 'union_id 不属于当前企业。',
    en: 'The union_id belongs to another tenant.',
    ...CHECK_UNION_ID,
  },
}
