import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import * as approvals from './access/approvals.ts'
import * as people from './access/people.ts'
import * as roles from './access/roles.ts'
import * as session from './access/session.ts'
import * as audit from './audit/audit.ts'
import * as errorCode from './catalogue/error-code.ts'
import * as checks from './checks.ts'
import * as connection from './connections/connection.ts'
import * as createMessage from './create-message.ts'
import * as delivery from './deliveries/delivery.ts'
import * as deliveryStates from './deliveries/delivery-states.ts'
import * as list from './deliveries/list.ts'
import { LIST_LIMITS } from './deliveries/list-limits.ts'
import * as listQuery from './deliveries/list-query.ts'
import * as appIds from './emulator/app-ids.ts'
import * as control from './emulator/control.ts'
import * as emulatorEvents from './emulator/events.ts'
import * as faults from './emulator/faults.ts'
import * as scenario from './emulator/scenario.ts'
import * as state from './emulator/state.ts'
import * as eventSource from './event-sources/event-source.ts'
import { FRAME_METHODS, FRAME_PROTO } from './event-sources/frame.ts'
import * as exchanges from './exchanges.ts'
import { bcp47, LANGUAGE_NAMES, LANGUAGES } from './languages.ts'
import * as ledger from './ledger.ts'
import * as limits from './limits.ts'
import * as locale from './locale.ts'
import * as profile from './profile.ts'
import * as profileChange from './profile-change.ts'
import * as receipt from './receipt.ts'
import * as recipients from './recipients.ts'
import * as resultKinds from './results/result-kinds.ts'
import * as summary from './results/summary.ts'
import * as template from './template.ts'

/** Every list of names that a request or a response may have, and every default, in words. */
const NAMES = `
1
2
429 400
added renamed unchanged removed malformed not_found ambiguous duplicate name_missing name_too_long not_checked
address clock token bot push_scope message_scope chat_scope visibility_scope contact_scope budget
advance
answer
answered token_refused not_sent unknown
app user
approve deny
before_effect after_effect
certain likely unknown
changed missing end
client text recipient
create push settle_create settle_push settle_recall
custom isv
custom store pasted_token
default: ''
default: *
default: 0
default: 1
default: 100000000
default: 200
default: 300
default: 400
default: 429
default: 500
default: 502
default: 7.64.6
default: 736588c9260f175e
default: before_effect
default: custom
default: false
default: message
default: platform
default: text/plain
default: true
default: zh_cn
delivered not_delivered undecided
denied expired tenant disabled provider
dns connection_refused unreachable connect_timeout proxy tls timeout reset too_large redirect truncated not_json no_code no_token protocol no_secret no_app_ticket no_tenant_key no_pasted_token pasted_token_expired rate_limited crashed storage
done refused unknown
draft scheduled running paused stopped finished
drop
email mobile open_id union_id user_id chat_id unclear
empty
emulator feishu lark
en_us zh_cn zh_hk zh_tw ja_jp id_id vi_vn th_th pt_br es_es ko_kr de_de fr_fr it_it ru_ru ms_my
encryption undecryptable signature token app stale
environment stored
everything
feishu lark
feishu oidc
follow-up-console.templates
follow-up-console/1
freeze
gray blue green amber red purple
history_deleted retention_held retention_dropped template_deleted template_restored app_deleted secret_changed
html
http_status_disagrees content_type_not_json token_renewed redacted
huge
im.message.receive_v1 im.chat.access_event.bot_p2p_chat_entered_v1
im:chat:readonly application:application:self_manage
im:message:send_as_bot im:message:readonly im:message.p2p_msg:readonly im:user_agent:read contact:user.id:readonly
intent sending answered token_refused not_sent unknown
invalid_json
json csv
latency
local feishu oidc proxy
local person token
log_id
long_connection
malformed not_found ambiguous value_missing text_invalid duplicate out_of_range recent predicted_refusal not_checked
message avatar
message push delivery list
message_id token budget scope bot message_exists p2p sent_by_this_bot user_visible not_recalled latest age not_followed
ndjson csv
no_scope no_access
not_found duplicate out_of_range recent predicted_refusal
not_json too_large wrong_content_type wrong_host foreign_origin not_signed_in sign_in_failed too_many_tries not_allowed not_named waiting_for_approval invalid in_flight recent_delivery version_conflict rate_limited send_limit not_found read_only emulator_unreachable accounts_unreachable rejected_event others_listen not_recorded storage stopping internal
not_watched no_scope chat_unknown chat_unreadable no_access rate_limited console_stopped message_recalled ambiguous counted_elsewhere
off connecting listening others_listen refused
ok ahead behind
open_id
open_id user_id union_id email chat_id
p2p group
pass fail not_checked
paused stopped finished
pending approved denied expired
person refusals unknown profile
person repeat chat
person token
platform console
platform none
poll webhook long_connection stdin console
push_follow_up create_message recall_message
push_follow_up create_message reply_message list_messages get_message recall_message get_chat list_chats tenant_access_token app_ticket any
rate sender recipient
rate_limited
ready invalid waiting running sent message_only refused not_sent unknown stopped
real frozen
refused not_sent message_only stopped
repeat_took_effect already_there already_there_by_delivery already_there_perhaps_another too_late_to_tell could_not_have_worked unknown_again nothing_learned found_in_chat not_in_chat
reset
resume
running sent message_only refused not_sent unknown recalled
sending delivered waiting given_up
server_error
set
set not_set
slow_down lark unreachable proxy unexpected key_lost not_stored
slow_drip
tenant_access_token_internal app_access_token_internal app_ticket_resend app_access_token tenant_access_token create_message reply_message get_message list_messages edit_message recall_message push_follow_up patch_card_message read_users create_reaction list_reactions delete_reaction create_card update_card stream_card_text upload_image download_image list_chats get_chat batch_get_id get_user bot_info list_scopes check_visibility connection_endpoint count_connections
test production
text post interactive
this_bot other_app user unknown
token call
token_expired
true
truncated
used ignored duplicate unreadable
viewer sender editor admin
waiting approved denied expired
waiting approved rejected withdrawn expired
waiting clicked wrote superseded recalled untouched unknown
webhook
webhook long_connection
webhook long_connection stdin
wrong_content_type
yes no not_checked
zh en
`

const MODULES: object[] = [
  ...[approvals, people, roles, session, audit, errorCode, checks, connection, createMessage],
  ...[deliveryStates, delivery, listQuery, list, control, emulatorEvents, faults, scenario, state],
  ...[eventSource, exchanges, ledger, locale, profileChange, profile, receipt, recipients],
  ...[resultKinds, summary, template],
]

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof value === 'object' && value !== null && '_zod' in value
}

/** Adds the lists of names and the defaults of a JSON Schema. */
function collect(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  if ('enum' in node && Array.isArray(node.enum)) {
    found.add(node.enum.filter((name) => name !== '*').join(' '))
  }
  if ('const' in node) found.add(`${node.const}`)
  if ('default' in node && typeof node.default !== 'object') {
    found.add(`default: ${node.default === '' ? "''" : node.default}`)
  }
  for (const child of Object.values(node)) collect(child, found)
}

test('the names in requests and responses are these, and no others', () => {
  const found = new Set<string>()
  for (const value of MODULES.flatMap((one) => Object.values(one))) {
    const schemas = isSchema(value)
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.values(value).filter(isSchema)
        : []
    if (Array.isArray(value) && schemas.length === 0) found.add(value.join(' '))
    for (const schema of schemas) {
      collect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), found)
    }
  }
  expect([...found].sort()).toEqual(NAMES.trim().split('\n').sort())
})

test('the 16 languages have these tags and names', () => {
  const named = LANGUAGES.map((one) => Object.values(LANGUAGE_NAMES[one]).join(' | '))
  expect(LANGUAGES.map((one, at) => `${bcp47(one)}: ${named[at]}`)).toEqual([
    'en-US: English | 英语 | English',
    'zh-CN: 简体中文 | 简体中文 | Chinese, Simplified',
    'zh-HK: 繁體中文（香港） | 繁体中文（香港） | Chinese, Hong Kong',
    'zh-TW: 繁體中文（台灣） | 繁体中文（台湾） | Chinese, Taiwan',
    'ja-JP: 日本語 | 日语 | Japanese',
    'id-ID: Bahasa Indonesia | 印度尼西亚语 | Indonesian',
    'vi-VN: Tiếng Việt | 越南语 | Vietnamese',
    'th-TH: ไทย | 泰语 | Thai',
    'pt-BR: Português (Brasil) | 葡萄牙语（巴西） | Portuguese, Brazil',
    'es-ES: Español | 西班牙语 | Spanish',
    'ko-KR: 한국어 | 韩语 | Korean',
    'de-DE: Deutsch | 德语 | German',
    'fr-FR: Français | 法语 | French',
    'it-IT: Italiano | 意大利语 | Italian',
    'ru-RU: Русский | 俄语 | Russian',
    'ms-MY: Bahasa Melayu | 马来语 | Malay',
  ])
})

test('the scopes of each call are those that its page lists', () => {
  expect(checks.SCOPES).toEqual({
    push: ['im:message', 'im:message:send_as_bot'],
    getMessage: ['im:message', 'im:message:readonly'],
    listMessages: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    getChat: ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'],
    findPeople: ['contact:user.id:readonly'],
    getUser: [
      'contact:contact.base:readonly',
      'contact:contact:access_as_app',
      'contact:contact:readonly',
      'contact:contact:readonly_as_app',
    ],
    checkVisibility: ['application:application:self_manage', 'admin:app.info:readonly'],
  })
})

test('a frame of a long connection has the fields of the official clients', () => {
  expect(FRAME_METHODS).toEqual({ control: 0, data: 1 })
  const fields = Object.entries(FRAME_PROTO.nested).map(([name, type]) => [
    name,
    ...Object.entries(
      type.fields as Record<string, { id: number; type: string; rule?: string }>,
    ).map(([field, { id, type, rule }]) => `${rule ?? 'optional'} ${type} ${field} = ${id}`),
  ])
  expect(fields).toEqual([
    ['Header', 'required string key = 1', 'required string value = 2'],
    [
      'Frame',
      'required uint64 SeqID = 1',
      'required uint64 LogID = 2',
      'required int32 service = 3',
      'required int32 method = 4',
      'repeated Header headers = 5',
      'optional string payload_encoding = 6',
      'optional string payload_type = 7',
      'optional bytes payload = 8',
      'optional string LogIDNew = 9',
    ],
  ])
})

test('the apps of the emulator have the documented IDs', () => {
  const [support, parcels, store] = [
    'cli_0123456789abcdef',
    'cli_13579bdf02468ace',
    'cli_fedcba9876543210',
  ]
  expect({ ...appIds }).toEqual({
    EMULATOR_APP_IDS: { support, parcels, store },
    EMULATOR_APP: { app_id: support, app_secret: 'emulator-secret' },
    EMULATOR_APP_ALIASES: {
      cli_emulator: support,
      cli_emulator_parcels: parcels,
      cli_emulator_store: store,
    },
  })
})

test('an app of the environment is a custom test app without anything stored', () => {
  expect(profile.PROFILE_DEFAULTS).toEqual({
    color: 'gray',
    environment: 'test',
    app_type: 'custom',
    source: 'environment',
    secret: null,
    tenant_key: null,
    app_ticket: null,
    pasted_token: null,
    test_recipient: null,
  })
})

test('the limits and constants that other parts rely on are these', () => {
  expect(approvals.APPROVAL_LIMITS).toEqual({ waiting: { max: 200 }, note: { max: 500 } })
  expect(people.PEOPLE_LIMITS).toEqual({
    people: { max: 1000 },
    grants: { max: 100 },
    name: { max: 80 },
  })
  expect(people.TOKEN_LIMITS).toEqual({
    tokens: { max: 100 },
    days: { min: 1, max: 3650, default: 90 },
  })
  expect(people.TOKEN_PREFIX).toBe('fuc_')
  expect(session.PASSWORD_LIMITS).toEqual({ min: 12, max: 256 })
  expect(session.SIGN_IN_PATH).toBe('/sign-in')
  expect([audit.CLEANUP_ACTION, audit.UNKNOWN_STATUS]).toEqual(['retention', 0])
  expect(exchanges.PAGE).toEqual({ min: 1, max: 100, default: 50 })
  expect(eventSource.HAND_OVER_LIMITS).toEqual({ events: 100, bytes: 1_048_576 })
  expect(eventSource.SHARED_LISTENING_MINUTES).toBe(60)
  expect(recipients.DIRECTORY_LIMITS).toEqual({ entries: 10_000, bytes: 8_388_608 })
  expect([state.REGISTRATION_LIFE_S, state.REGISTRATION_INTERVAL_S]).toEqual([600, 5])
  expect(new Date(control.LATEST_MS).toISOString()).toBe('9999-12-31T15:59:59.999Z')
  expect(resultKinds.WAITING).toEqual({ kind: 'waiting', certainty: 'unknown' })
  expect(LIST_LIMITS).toEqual({
    rows: 10_000,
    bytes: 8_388_608,
    name: 120,
    value: 2000,
    page: { default: 100, max: 500 },
  })
  expect(limits).toMatchObject({
    LIMITS: {
      followUps: { min: 1, max: 3 },
      i18nContents: { min: 0, max: 50 },
      content: { min: 1, max: 200 },
      messageText: { min: 1, max: 4000 },
      messageContent: { text: 153_600, post: 30_720, interactive: 30_720 },
      uuid: { min: 1, max: 50 },
      messageAgeSeconds: 600,
      rate: { perSecond: 50, perMinute: 1000 },
    },
    PROFILE_LIMITS: { name: { max: 60 }, profiles: { max: 100 }, tokenLife: { max: 7200 } },
    RETENTION_LIMITS: { days: { min: 1, max: 36_500 }, rows: { min: 1, max: 10_000_000 } },
    TEMPLATE_LIMITS: {
      name: { min: 1, max: 80 },
      note: { min: 0, max: 1000 },
      templates: { min: 0, max: 1000 },
      file: { max: 1_048_576 },
    },
  })
})
