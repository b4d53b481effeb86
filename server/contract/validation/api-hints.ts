import type * as z from 'zod/mini'
import { ACCESS_HINTS } from '../access/access-hints.ts'
import { ENDPOINTS } from '../catalogue/error-code.ts'
import { PAGE } from '../exchanges.ts'
import { NOTE_LIMIT } from '../ledger.ts'
import { PROFILE_LIMITS, TEMPLATE_LIMITS } from '../limits.ts'
import type { Locale } from '../locale.ts'
import type { Issue } from '../refusal.ts'
import { DELIVERY_HINTS } from './delivery-hints.ts'
import { HINTS, type HintKey, type Hints } from './hints.ts'
import { validate } from './validate.ts'

/** The hints for issues that only a request to the console's own API can have, by key. */
const API_HINTS = {
  ...DELIVERY_HINTS,
  ...ACCESS_HINTS,
  unknown_profile: {
    zh: '应用不存在，请使用 /api/profiles 中的 ID。',
    en: 'Unknown app. Use an ID from /api/profiles.',
  },
  profile_base_url: {
    zh: 'base_url 只能是 https://open.feishu.cn、https://open.larksuite.com，或本机模拟器的地址（http://127.0.0.1:端口）。',
    en: 'Use https://open.feishu.cn, https://open.larksuite.com, or the emulator on this machine (http://127.0.0.1:PORT).',
  },
  profile_brand: {
    zh: 'brand 与 base_url 不一致，可省略 brand。',
    en: 'brand does not match base_url. Omit brand.',
  },
  secret_beside_pasted: {
    zh: '使用粘贴 token 的应用不保存 App Secret。请删除它，或改用其他 app_type。',
    en: 'An app with a pasted token has no App Secret. Omit it, or use another app_type.',
  },
  only_of_store_apps: {
    zh: '仅商店应用（app_type 为 store）有此字段，请删除。',
    en: 'Only a store app (app_type store) has this. Omit it.',
  },
  no_console_key: {
    zh: '使用 PostgreSQL 时需要加密密钥：请设置环境变量 CONSOLE_KEY（32 字节，base64 或 hex），重启后再保存。未保存任何内容。',
    en: 'PostgreSQL needs an encryption key: set CONSOLE_KEY (32 bytes in base64 or hex), restart and save again. Nothing was saved.',
  },
  profiles_full: {
    zh: `最多 ${PROFILE_LIMITS.profiles.max} 个应用，请先删除一些。`,
    en: `At most ${PROFILE_LIMITS.profiles.max} apps. Delete some first.`,
  },
  connection_brand: {
    zh: 'brand 与应用的平台不一致。',
    en: 'brand is not the platform of the app.',
  },
  connection_app_id: {
    zh: '此应用没有 App ID，无法扫码添加权限。',
    en: 'This app has no App ID, so scopes cannot be added by scan.',
  },
  connections_full: {
    zh: '正在等待扫码的连接过多，请先取消一些。',
    en: 'Too many connections wait for a scan. Cancel some first.',
  },
  no_emulator: { zh: '模拟器未运行。', en: 'There is no emulator.' },
  not_a_custom_app: {
    zh: '只有已填写 App Secret 的自建应用才能使用长连接。',
    en: 'Only a custom app with an App Secret can have a long connection.',
  },
  pass_on_host: {
    zh: '只能转发到本机，或环境变量 EVENT_PASS_ON_HOSTS 中的主机；URL 不能含用户名或密码。',
    en: 'Use a URL of this machine, or of a host in EVENT_PASS_ON_HOSTS, without a user name or password.',
  },
  not_a_store_app: {
    zh: '只有已填写 App Secret 的商店应用才能重新获取 app_ticket。',
    en: 'Only a store app with an App Secret can request its app_ticket.',
  },
  unknown_parameter: { zh: '未知的查询参数，请删除。', en: 'Unknown query parameter. Remove it.' },
  repeated_parameter: {
    zh: '这个查询参数只能出现一次。',
    en: 'Use this query parameter only once.',
  },
  message_content_kind: {
    zh: 'content 应为 JSON 对象，或其字符串形式。',
    en: 'content must be a JSON object, or one as a string.',
  },
  send_anyway_value: {
    zh: 'send_anyway 只能是 1，不需要时请删除。',
    en: 'send_anyway must be 1. Otherwise omit it.',
  },
  idempotency_key_shape: {
    zh: 'Idempotency-Key 应为 1–128 个可打印的 ASCII 字符。',
    en: 'Idempotency-Key must be 1–128 printable ASCII characters.',
  },
  idempotency_key_reused: {
    zh: '此 Idempotency-Key 已用于其他请求，请换一个。',
    en: 'This Idempotency-Key was used for another request. Use a new one.',
  },
  query_too_long: {
    zh: '搜索文字最多 200 个字符。',
    en: 'A search can have at most 200 characters.',
  },
  code_shape: { zh: '请输入整数。', en: 'Enter a whole number.' },
  time_shape: {
    zh: '时间应为带时区的 ISO 8601 格式，例如 2026-11-22T08:00:00Z。',
    en: 'Use ISO 8601 with a time zone, for example 2026-11-22T08:00:00Z.',
  },
  to_before_from: { zh: 'to 不能早于 from。', en: 'to must not be before from.' },
  limit_range: {
    zh: `limit 应为 ${PAGE.min}–${PAGE.max} 的整数。`,
    en: `limit must be a whole number from ${PAGE.min} to ${PAGE.max}.`,
  },
  cursor_shape: {
    zh: 'cursor 只能是上一页的 next_cursor，请从第一页重新开始。',
    en: 'cursor must be the next_cursor of the previous page. Start again from the first page.',
  },
  export_format: { zh: 'format 只能是 json 或 csv。', en: 'format must be json or csv.' },
  retention_age: {
    zh: 'max_age_days 应为 1–36500 的整数，或 null（不限）。',
    en: 'max_age_days must be a whole number from 1 to 36500, or null for no limit.',
  },
  retention_count: {
    zh: 'max_count 应为 1–10000000 的整数，或 null（不限）。',
    en: 'max_count must be a whole number from 1 to 10000000, or null for no limit.',
  },
  note_too_long: {
    zh: `备注最多 ${NOTE_LIMIT} 个字符。`,
    en: `A note can have at most ${NOTE_LIMIT} characters.`,
  },
  not_unknown: {
    zh: '只有结果未知的请求需要确认。',
    en: 'Only a request with an unknown result can be resolved.',
  },
  not_repeatable: {
    zh: '无法原样重发：它不是结果未知的 push_follow_up，或未保存原始请求体。',
    en: 'It can’t be repeated: it is no push_follow_up with an unknown result, or its exact body was not saved.',
  },
  required: { zh: '请填写此项。', en: 'This field is required.' },
  profile_gone: {
    zh: '当时的应用已被删除或已更改地址，无法重发。',
    en: 'It can’t be repeated: its app was deleted or has another address now.',
  },
  template_has_secret: {
    zh: '此处含有 token 或密钥，未保存。请删除它；如果是真实的，请更换。',
    en: 'This contains a token or secret; nothing was saved. Remove it, and replace it if it is real.',
  },
  template_name_empty: { zh: '请填写模板名称。', en: 'Enter a name for the template.' },
  template_name_too_long: {
    zh: `模板名称最多 ${TEMPLATE_LIMITS.name.max} 个字符。`,
    en: `A template name can have at most ${TEMPLATE_LIMITS.name.max} characters.`,
  },
  template_name_taken: {
    zh: '已有同名模板。请换一个名称，或保存为该模板的新版本。',
    en: 'A template with this name exists. Choose another name, or save a new version of it.',
  },
  template_note_too_long: {
    zh: `模板备注最多 ${TEMPLATE_LIMITS.note.max} 个字符。`,
    en: `A template note can have at most ${TEMPLATE_LIMITS.note.max} characters.`,
  },
  template_text_unsound: {
    zh: '含有不完整的字符或 NUL 字符，请删除后重新输入。',
    en: 'Contains an incomplete character or NUL. Delete it and type it again.',
  },
  template_versions_empty: {
    zh: '模板至少要有一个版本。',
    en: 'A template needs at least one version.',
  },
  templates_full: {
    zh: `最多 ${TEMPLATE_LIMITS.templates.max} 个模板，请先删除一些。`,
    en: `At most ${TEMPLATE_LIMITS.templates.max} templates. Delete some first.`,
  },
  unknown_endpoint: {
    zh: `未知的接口，请使用以下之一：${ENDPOINTS.join('、')}。`,
    en: `Unknown endpoint. Use one of ${ENDPOINTS.join(', ')}.`,
  },
  chat_id_or_app_id: { zh: 'chat_id 和 app_id 只能填一个。', en: 'Use either chat_id or app_id.' },
  chat_id_or_open_id: {
    zh: 'chat_id 和 open_id 只能填一个。',
    en: 'Use either chat_id or open_id.',
  },
  text_or_content: {
    zh: '请填写 text，或填写 msg_type 和 content。',
    en: 'Use either text, or msg_type and content.',
  },
  chat_id_shape: {
    zh: 'chat_id 应以 oc_ 开头，后面是 1–128 个字母、数字、_ 或 -。',
    en: 'A chat_id must be oc_ followed by 1–128 letters, digits, _ or -.',
  },
  messages_limit_range: {
    zh: 'limit 应为 1–50 的整数。',
    en: 'limit must be a whole number from 1 to 50.',
  },
  recipient_name_too_long: {
    zh: '显示名称最多 100 个字符。',
    en: 'A display name can have at most 100 characters.',
  },
  recipient_not_sent_to: {
    zh: '发送过消息的邮箱才会保存。请先查找此用户，再收藏其 open_id。',
    en: 'An email is saved only after a message was sent to it. Find the user first, then save the open_id.',
  },
  find_empty: { zh: '请输入邮箱、手机号或 ID。', en: 'Enter an email, mobile number or ID.' },
  find_too_long: {
    zh: '最多 256 个字符，请只粘贴邮箱、手机号或 ID。',
    en: 'At most 256 characters. Paste only the email, mobile number or ID.',
  },
  http_url: {
    zh: '应为以 http:// 或 https:// 开头的 URL。',
    en: 'Enter a URL that starts with http:// or https://.',
  },
  url_too_long: { zh: '最多 2000 个字符。', en: 'At most 2,000 characters.' },
  header_value: {
    zh: '最多 256 个可打印的 ASCII 字符。',
    en: 'Use at most 256 printable ASCII characters.',
  },
  status_with_body: {
    zh: '请使用可带响应体的 HTTP 状态码。',
    en: 'Use an HTTP status that has a body.',
  },
  client_version: {
    zh: '应为客户端版本，例如 7.64.6。',
    en: 'Enter a client version such as 7.64.6.',
  },
  id_cli: { zh: '应为以 cli_ 开头的 ID。', en: 'Enter an ID that starts with cli_.' },
  id_ou: { zh: '应为以 ou_ 开头的 ID。', en: 'Enter an ID that starts with ou_.' },
  id_on: { zh: '应为以 on_ 开头的 ID。', en: 'Enter an ID that starts with on_.' },
  id_oc: { zh: '应为以 oc_ 开头的 ID。', en: 'Enter an ID that starts with oc_.' },
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
