import type * as z from 'zod/mini'
import { ENDPOINTS } from '../catalogue/error-code.ts'
import { PAGE } from '../exchanges.ts'
import { NOTE_LIMIT } from '../ledger.ts'
import { PROFILE_LIMITS, TEMPLATE_LIMITS } from '../limits.ts'
import type { Locale } from '../locale.ts'
import type { Issue } from '../refusal.ts'
import { HINTS, type HintKey, type Hints } from './hints.ts'
import { validate } from './validate.ts'

/** The hints for issues that only a request to the console's own API can have, by key. */
const API_HINTS = {
  unknown_profile: {
    zh: '没有这个 profile，请从 /api/profiles 列出的 id 中选择。',
    en: 'There is no such profile: choose an id listed at /api/profiles.',
  },
  profile_base_url: {
    zh: 'base_url 只能是 https://open.feishu.cn、https://open.larksuite.com，或本机模拟器的地址（http://127.0.0.1:端口 或 http://localhost:端口）。',
    en: 'A base_url is https://open.feishu.cn, https://open.larksuite.com, or the address of this machine’s emulator (http://127.0.0.1:PORT or http://localhost:PORT).',
  },
  profile_brand: {
    zh: 'brand 与 base_url 不符；可以省略 brand，控制台会根据 base_url 判断。',
    en: 'The brand is not that of the base_url: leave brand out, and the base_url tells it.',
  },
  secret_beside_pasted: {
    zh: '使用粘贴 token 的 profile 不保存 App Secret；请去掉它，或改用其他 app_type。',
    en: 'A profile of pasted tokens keeps no App Secret: leave it out, or choose another app_type.',
  },
  only_of_store_apps: {
    zh: '只有商店应用（app_type 为 store）才有这一项，请去掉。',
    en: 'Only a store app (app_type store) has this: leave it out.',
  },
  no_console_key: {
    zh: '使用 PostgreSQL 时，控制台没有地方存放加密密钥：请设置环境变量 CONSOLE_KEY（32 字节的 base64 或 hex）并重启，再保存密钥。没有保存任何内容。',
    en: 'With PostgreSQL the console has no place for an encryption key of its own: set CONSOLE_KEY (32 bytes in base64 or hex), restart, and save the secret again. Nothing was saved.',
  },
  profiles_full: {
    zh: `最多保存 ${PROFILE_LIMITS.profiles.max} 个 profile，请先删除一些。`,
    en: `At most ${PROFILE_LIMITS.profiles.max} profiles are kept: remove some first.`,
  },
  not_a_store_app: {
    zh: '只有填好 App Secret 的商店应用才能请求重新推送 app_ticket。',
    en: 'Only a store app that has its App Secret can ask for its app_ticket.',
  },
  unknown_parameter: {
    zh: '没有这个查询参数，请删除。',
    en: 'There is no such query parameter: remove it.',
  },
  repeated_parameter: {
    zh: '这个查询参数只能出现一次。',
    en: 'Give this query parameter only once.',
  },
  message_content_kind: {
    zh: 'content 应为 JSON 对象，或写成字符串的 JSON 对象。',
    en: 'content is a JSON object, or one written as a string.',
  },
  send_anyway_value: {
    zh: 'send_anyway 只能是 1；不需要时请去掉。',
    en: 'send_anyway can only be 1; otherwise leave it out.',
  },
  idempotency_key_shape: {
    zh: 'Idempotency-Key 须为 1–128 个可打印的 ASCII 字符。',
    en: 'An Idempotency-Key is 1–128 printable ASCII characters.',
  },
  idempotency_key_reused: {
    zh: '这个 Idempotency-Key 已用于另一个请求；换了内容或目标，就请换一个新的。',
    en: 'This Idempotency-Key belongs to another request: with another body or target, use a new one.',
  },
  query_too_long: {
    zh: '搜索文字最多 200 个字符，请缩短。',
    en: 'A search holds at most 200 characters: shorten it.',
  },
  code_shape: { zh: 'code 应为整数。', en: 'A code is a whole number.' },
  time_shape: {
    zh: '时间应为 ISO 8601，并带时区，例如 2026-11-22T08:00:00Z。',
    en: 'A time is ISO 8601 with its zone, for example 2026-11-22T08:00:00Z.',
  },
  to_before_from: { zh: 'to 不能早于 from。', en: 'to cannot be before from.' },
  limit_range: {
    zh: `limit 应为 ${PAGE.min}–${PAGE.max} 的整数。`,
    en: `limit is a whole number from ${PAGE.min} to ${PAGE.max}.`,
  },
  cursor_shape: {
    zh: 'cursor 只能是上一页给出的 next_cursor，请从第一页重新开始。',
    en: 'A cursor can only be the next_cursor of the page before: start again from the first page.',
  },
  export_format: { zh: 'format 只能是 json 或 csv。', en: 'format is json or csv.' },
  retention_age: {
    zh: 'max_age_days 应为 1–36500 的整数，或 null（不限）。',
    en: 'max_age_days is a whole number from 1 to 36500, or null for no limit.',
  },
  retention_count: {
    zh: 'max_count 应为 1–10000000 的整数，或 null（不限）。',
    en: 'max_count is a whole number from 1 to 10000000, or null for no limit.',
  },
  note_too_long: {
    zh: `备注最多 ${NOTE_LIMIT} 个字符，请缩短。`,
    en: `A note holds at most ${NOTE_LIMIT} characters: shorten it.`,
  },
  not_unknown: {
    zh: '只有结果未知的发送才需要判定。',
    en: 'Only a send whose outcome is unknown can be resolved.',
  },
  not_repeatable: {
    zh: '这次发送不能原样重发：它不是结果未知的 push_follow_up，或当时的请求体没有原样保存。',
    en: 'This send cannot be repeated as it was: it is no push_follow_up of unknown outcome, or its exact body was not kept.',
  },
  profile_gone: {
    zh: '当时使用的 profile 已不存在或已指向别的地址，无法原样重发。',
    en: 'The profile it was sent with is gone or points elsewhere now, so it cannot be repeated.',
  },
  template_name_empty: { zh: '请填写模板名称。', en: 'Give the template a name.' },
  template_name_too_long: {
    zh: `模板名称最多 ${TEMPLATE_LIMITS.name.max} 个字符，请缩短。`,
    en: `A template’s name holds at most ${TEMPLATE_LIMITS.name.max} characters: shorten it.`,
  },
  template_name_taken: {
    zh: '已有同名模板，请换一个名称，或把内容保存为它的新版本。',
    en: 'Another template has this name: choose another one, or save a new version of that template.',
  },
  template_note_too_long: {
    zh: `模板备注最多 ${TEMPLATE_LIMITS.note.max} 个字符，请缩短。`,
    en: `A template’s note holds at most ${TEMPLATE_LIMITS.note.max} characters: shorten it.`,
  },
  template_text_unsound: {
    zh: '含有不完整的字符或 NUL 字符，请删除后重新输入。',
    en: 'Holds an incomplete character or a NUL: delete it and type it again.',
  },
  template_versions_empty: {
    zh: '模板至少要有一个版本。',
    en: 'A template needs at least one version.',
  },
  templates_full: {
    zh: `最多保存 ${TEMPLATE_LIMITS.templates.max} 个模板，请先删除一些。`,
    en: `At most ${TEMPLATE_LIMITS.templates.max} templates are kept: delete some first.`,
  },
  unknown_endpoint: {
    zh: `没有这个接口名称，请使用以下之一：${ENDPOINTS.join('、')}。`,
    en: `There is no such endpoint: use one of ${ENDPOINTS.join(', ')}.`,
  },
  chat_id_or_app_id: {
    zh: 'chat_id 和 app_id 请只给一个。',
    en: 'Give either chat_id or app_id.',
  },
  chat_id_or_open_id: {
    zh: 'chat_id 和 open_id 请只给一个。',
    en: 'Give either chat_id or open_id.',
  },
  text_or_content: {
    zh: '请给 text，或者给 msg_type 和 content。',
    en: 'Give either text, or msg_type and content.',
  },
  chat_id_shape: {
    zh: 'chat_id 应以 oc_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
    en: 'A chat_id is oc_ followed by 1–128 letters, digits, _ or -.',
  },
  messages_limit_range: {
    zh: 'limit 应为 1–50 的整数。',
    en: 'limit is a whole number from 1 to 50.',
  },
  recipient_name_too_long: {
    zh: '称呼最多 100 个字符，请缩短。',
    en: 'A name holds at most 100 characters: shorten it.',
  },
  recipient_not_sent_to: {
    zh: '邮箱只在向它发送过消息之后才会保存。请先查找这个人，再收藏找到的 open_id。',
    en: 'An email address is kept only once something was sent to it. Find the person first, then keep the open_id found.',
  },
  find_empty: {
    zh: '请输入邮箱、手机号或 ID。',
    en: 'Enter an email address, a mobile number or an id.',
  },
  find_too_long: {
    zh: '最多 256 个字符，请只粘贴邮箱、手机号或 ID。',
    en: 'At most 256 characters: paste only the email address, mobile number or id.',
  },
  http_url: {
    zh: '应为以 http:// 或 https:// 开头的 URL。',
    en: 'Give a URL that starts with http:// or https://.',
  },
  header_value: {
    zh: '最多 256 个可打印的 ASCII 字符。',
    en: 'Give at most 256 printable ASCII characters.',
  },
  status_with_body: {
    zh: '请选择一个带正文的 HTTP 状态码。',
    en: 'Give an HTTP status that comes with a body.',
  },
  id_cli: { zh: '应为以 cli_ 开头的 id。', en: 'Give an id that starts with cli_.' },
  id_ou: { zh: '应为以 ou_ 开头的 id。', en: 'Give an id that starts with ou_.' },
  id_on: { zh: '应为以 on_ 开头的 id。', en: 'Give an id that starts with on_.' },
  id_oc: { zh: '应为以 oc_ 开头的 id。', en: 'Give an id that starts with oc_.' },
} satisfies Hints

export type ApiHintKey = keyof typeof API_HINTS

const ALL_HINTS = { ...HINTS, ...API_HINTS }

/** Validates a part of a request to the console's own API. */
export function validateRequest<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  locale: Locale,
) {
  return validate(schema, value, locale, ALL_HINTS)
}

/** Returns an issue that no schema reports, by the key of its hint. */
export function describeIssue(path: string, key: HintKey | ApiHintKey, locale: Locale): Issue {
  return { path, message: ALL_HINTS[key][locale] }
}
