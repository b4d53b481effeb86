import { LIST_LIMITS } from '../deliveries/list-limits.ts'
import type { Hints } from './hints.ts'

/** The hints for issues of deliveries and lists, by key. */
export const DELIVERY_HINTS = {
  message_or_message_id: {
    zh: 'message 和 message_id 请只给一个。',
    en: 'Give either message or message_id.',
  },
  unknown_template: { zh: '没有这个模板或这个版本。', en: 'There is no such template or version.' },
  delivery_nothing_left: {
    zh: '这次发送已完成，没有可继续的步骤。',
    en: 'This delivery is complete: there is nothing left to do.',
  },
  delivery_nothing_to_recall: {
    zh: '没有可撤回的消息：这次发送没有发出新消息，或消息 ID 未知。',
    en: 'There is nothing to recall: the delivery made no message, or its ID is unknown.',
  },
  template_without_message: {
    zh: '这个模板没有首条消息，请填写 message。',
    en: 'The template has no first message. Give message.',
  },
  delivery_not_exact: {
    zh: '内容中的密钥没有保存，无法继续发送。请重新发送。',
    en: 'A secret in the texts was not stored, so the delivery can’t be continued. Send it anew.',
  },
  delivery_profile_gone: {
    zh: '当时使用的应用已不存在或已指向别的地址，无法继续。',
    en: 'The app it was sent with is gone or points elsewhere now, so it can’t be continued.',
  },
  delivery_chat_unknown: {
    zh: '已过一小时，不能再安全地重发，也不知道会话是哪一个。请自行在会话中查看消息是否已送达。',
    en: 'After an hour it can’t be sent again safely, and its chat is not known. Look in the chat yourself.',
  },
  delivery_chat_unclear: {
    zh: '已读取会话，但无法确定是不是这条消息。请自行在会话中查看，或一分钟后再试。',
    en: 'The chat does not show for certain whether this message arrived. Look yourself, or retry in a minute.',
  },
  delivery_chat_not_read: {
    zh: '不能再安全地重发，会话也未能读取，结果仍然未知。',
    en: 'It can’t be sent again safely, and its chat could not be read: still unknown.',
  },
  list_empty: { zh: '列表至少要有一行。', en: 'A list needs at least one row.' },
  list_name_too_long: {
    zh: `列表名称最多 ${LIST_LIMITS.name} 个字符。`,
    en: `A list name can have at most ${LIST_LIMITS.name} characters.`,
  },
  list_value_too_long: {
    zh: `一个值最多 ${LIST_LIMITS.value} 个字符。`,
    en: `A value can have at most ${LIST_LIMITS.value} characters.`,
  },
  list_pause_at: {
    zh: 'pause_at 应为 0.01–1，或 null（不自动暂停）。',
    en: 'pause_at must be 0.01–1, or null to never pause.',
  },
  list_row_state: {
    zh: 'state 应为行状态，多个用逗号分隔。',
    en: 'state must be row states, separated by commas.',
  },
  list_page: {
    zh: `after 应为行号，limit 应为 1–${LIST_LIMITS.page.max}。`,
    en: `after must be a row number, and limit 1–${LIST_LIMITS.page.max}.`,
  },
  list_has_secret: {
    zh: '内容中含有 token 或密钥，未保存。请删除它。',
    en: 'The texts contain a token or secret. Remove it; nothing was saved.',
  },
  list_state: {
    zh: '列表当前的状态不允许此操作。请刷新后查看。',
    en: 'The list is in a state that does not allow this. Reload it.',
  },
  list_row_sent: {
    zh: '这一行已经开始发送，不能再修改。',
    en: 'This row has begun to be sent and can’t be changed.',
  },
  list_nothing_left: {
    zh: '没有可发送的行。请先处理有问题的行。',
    en: 'No row can be sent. Fix the rows with issues first.',
  },
  clock_time: { zh: '时间应为 HH:MM，例如 21:00。', en: 'Use HH:MM, for example 21:00.' },
  schedule_time: {
    zh: '请填写有效的当地时间，例如 2026-12-01T09:00，不带时区。',
    en: 'Enter a local time that exists, without an offset: 2026-12-01T09:00.',
  },
  schedule_zone: {
    zh: '未知的时区，请使用 IANA 名称，例如 Asia/Shanghai。',
    en: 'Unknown time zone. Use an IANA name, for example Asia/Shanghai.',
  },
  schedule_past: { zh: '这个时间已经过去。', en: 'This time has passed.' },
} satisfies Hints
