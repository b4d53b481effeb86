import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import * as audit from './audit/audit.ts'
import { newConnectionSchema } from './connections/connection.ts'
import * as create from './create-message.ts'
import * as events from './event-sources/event-source.ts'
import { isCode, isEndpoint, isMoment, isOutcome, isShort } from './exchange-filter.ts'
import * as exchanges from './exchanges.ts'
import { CHAT_ID, MESSAGE_ID, RECEIVE_ID } from './ids.ts'
import { isJsonObject, member, parseJson } from './json.ts'
import * as ledger from './ledger.ts'
import { countCharacters } from './limits.ts'
import { testRecipientSchema } from './profile.ts'
import * as change from './profile-change.ts'
import { receiptSchema } from './receipt.ts'
import * as recipients from './recipients.ts'
import { resultSchema } from './results/result.ts'
import * as summary from './results/summary.ts'
import * as template from './template.ts'

const x = (length: number) => 'x'.repeat(length)
/** Characters that take two UTF-16 units each. */
const wide = (length: number) => '😀'.repeat(length)

function issuesOf(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value)
  return result.success
    ? []
    : result.error.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)
}

/** Every text of `good` matches, and none of `bad`. */
function expectShape(shape: RegExp, good: readonly string[], bad: readonly string[]) {
  expect(good.filter((text) => !shape.test(text))).toEqual([])
  expect(bad.filter((text) => shape.test(text))).toEqual([])
}

test('IDs and keys have exactly these shapes', () => {
  const of = (start: string, max: number) => [
    [`${start}a`, `${start}${x(max)}`, `${start}Az09_`],
    [start, `${start}${x(max + 1)}`, ` ${start}a`, `${start}a `, `x${start}a`, `${start}a\n`],
  ]
  const [om = [], badOm = []] = of('om_', 128)
  expectShape(MESSAGE_ID, [...om, 'om_a-b'], [...badOm, 'om_é', 'om-a'])
  const [oc = [], badOc = []] = of('oc_', 128)
  expectShape(CHAT_ID, [...oc, 'oc_a-b'], [...badOc, 'oc_é', 'oc-a'])
  const [cli = [], badCli = []] = of('cli_', 64)
  expectShape(change.APP_ID, cli, [...badCli, 'cli_a-b', 'cli_é'])
  expectShape(RECEIVE_ID, ['!', '~', x(256)], ['', x(257), ' a', 'a ', 'a b', 'é', '\x7f'])
  expectShape(change.APP_SECRET, [x(8), x(256)], [x(7), x(257), ` ${x(8)}`, `${x(8)} `, `${x(8)}é`])
  expectShape(
    change.PASTED_TOKEN,
    ['t-123456', `t-${x(4094)}`],
    ['t-12345', `t-${x(4095)}`, 'u-123456', ' t-123456', 't-123456 ', 't-123 456'],
  )
  expectShape(ledger.IDEMPOTENCY_KEY, [' ', '~', x(128)], ['', x(129), 'é', 'a\n', '\na', '\x7f'])
})

describe('the filter of exchanges', () => {
  test('has these shapes', () => {
    expect(['answered', 'unknown', 'sending', ''].map(isOutcome)).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(['push_follow_up', 'recall_message', 'any', ''].map(isEndpoint)).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(['0', '-1', '123456789012'].filter(isCode)).toHaveLength(3)
    expect(['', '-', '1234567890123', ' 1', '1 ', '1.5', '+1', '1e3'].filter(isCode)).toEqual([])
    expect([isShort(x(200)), isShort(x(201))]).toEqual([true, false])
    for (const text of [
      '+002026-11-22T06:02:00Z',
      '2026-11-22T06:02:00Z (x)',
      ' 2026-11-22T06:02:00Z',
      '2026-11-22T06:02:00Z ',
      '12026-11-22T06:02:00Z',
    ])
      expect(isMoment(text)).toBe(false)
    expect(isMoment('2026-11-22T06:02:00.123Z')).toBe(true)
    expect(isMoment('2026-11-30T06:02Z')).toBe(true)
    expect(isMoment('2026-11-31T06:02Z')).toBe(false)
  })

  const time = '2026-11-22T06:02Z'
  const later = '2026-11-22T06:03Z'
  test.each([
    ['exchanges', exchanges.exchangesQuerySchema, {}],
    ['an export', exchanges.exportQuerySchema, { format: 'csv' }],
  ])('of %s names each issue, and only the first of each field', (_, schema, base) => {
    const issues = (query: object) => issuesOf(schema, { ...base, ...query })
    expect(issues({})).toEqual([])
    for (const field of ['query', 'profile', 'actor', 'recipient', 'template', 'list']) {
      expect(issues({ [field]: x(200) })).toEqual([])
      expect(issues({ [field]: x(201) })).toEqual([`custom ${field}: query_too_long`])
    }
    expect(issues({ code: '230006', from: time, to: time })).toEqual([])
    expect(issues({ code: 'x' })).toEqual(['custom code: code_shape'])
    expect(issues({ from: 'x', to: time })).toEqual(['custom from: time_shape'])
    expect(issues({ from: time, to: 'x' })).toEqual(['custom to: time_shape'])
    expect(issues({ from: later, to: time })).toEqual(['custom to: to_before_from'])
    expect(issues({ code: 'x', from: later, to: time })).toEqual(['custom code: code_shape'])
    expect([...issues({ from: time }), ...issues({ to: time })]).toEqual([])
    expect(issues({ idempotency_key: x(128) })).toEqual([])
    expect(issues({ idempotency_key: '' })).toEqual([
      'invalid_format idempotency_key: idempotency_key_shape',
    ])
  })

  test('of an export has a format', () => {
    expect(issuesOf(exchanges.exportQuerySchema, { format: 'json' })).toEqual([])
    for (const format of ['xlsx', undefined])
      expect(issuesOf(exchanges.exportQuerySchema, { format })).toEqual([
        'invalid_value format: export_format',
      ])
  })

  test('counts the codes and times of the query as numbers', () => {
    const { cursor: _, ...filter } = exchanges.exchangesQuerySchema.parse({
      ...{ code: '-1', from: '1970-01-01T00:00:01Z', to: '1970-01-01T00:00:02Z', limit: '7' },
      ...{ query: ' a ', actor: 'me' },
    })
    expect(filter).toEqual({ code: -1, from: 1000, to: 2000, limit: 7, query: ' a ', actor: 'me' })
    expect(exchanges.toExchangeFilter(filter)).toMatchObject({
      code: -1,
      from_ms: 1000,
      to_ms: 2000,
      query: ' a ',
      actor: 'me',
    })
    expect(exchanges.toExchangeFilter({ query: ' ' }).query).toBeUndefined()
    expect(exchanges.toExchangeFilter({}).query).toBeUndefined()
  })

  test('has at most 100 exchanges on a page', () => {
    const issues = (limit: string) => issuesOf(exchanges.exchangesQuerySchema, { limit })
    for (const limit of ['1', '99', '100']) expect(issues(limit)).toEqual([])
    for (const limit of ['0', '101', '1000', '010', '5 ', ' 5', '5.0', '1e1', '-1', ''])
      expect(issues(limit)).toEqual(['custom limit: limit_range'])
  })

  test('of results names each issue, and only the first of each field', () => {
    const issues = (query: object) => issuesOf(summary.resultsQuerySchema, query)
    for (const field of ['profile', 'template', 'list']) {
      expect(issues({ [field]: x(200) })).toEqual([])
      expect(issues({ [field]: x(201) })).toEqual([`custom ${field}: query_too_long`])
    }
    expect(issues({ from: 'x', to: time })).toEqual(['custom from: time_shape'])
    expect(issues({ from: later, to: time })).toEqual(['custom to: to_before_from'])
    expect([...issues({ from: time }), ...issues({ to: time })]).toEqual([])
    expect(summary.resultsQuerySchema.parse({ from: '1970-01-01T00:00:01Z' })).toEqual({
      from: 1000,
    })
  })

  test('of the audit log has short texts and a known outcome', () => {
    const { actor, action, app, from, outcome } = audit.auditFilterFields
    for (const field of [actor, action, app]) {
      expect(issuesOf(field, x(200))).toEqual([])
      expect(issuesOf(field, x(201))).toEqual(['too_big : query_too_long'])
    }
    expect(issuesOf(from, 'x')).toEqual(['invalid_format : time_shape'])
    expect(issuesOf(outcome, 'x')).toEqual(['invalid_value : audit_outcome'])
  })
})

test('the retention is 1 to 36,500 days and 1 to 10,000,000 requests', () => {
  const issues = (max_age_days: unknown, max_count: unknown) =>
    issuesOf(exchanges.retentionSchema, { max_age_days, max_count })
  expect(issues(1, 1)).toEqual([])
  expect(issues(36_500, 10_000_000)).toEqual([])
  expect(issues(null, null)).toEqual([])
  expect(issues(0, 0)).toEqual([
    'too_small max_age_days: retention_age',
    'too_small max_count: retention_count',
  ])
  expect(issues(36_501, 10_000_001)).toEqual([
    'too_big max_age_days: retention_age',
    'too_big max_count: retention_count',
  ])
  expect(issues(1.5, 'x')).toEqual([
    'invalid_type max_age_days: retention_age',
    'invalid_type max_count: retention_count',
  ])
})

test('an unknown result is resolved by a person with a note of 1,000 characters, or by a repeat', () => {
  const issues = (note: string) =>
    issuesOf(ledger.resolveByPersonSchema, { verdict: 'delivered', note })
  expect(issues(x(1000))).toEqual([])
  expect(issues(x(1001))).toEqual(['too_big note: note_too_long'])
  expect(issuesOf(ledger.resolveByRepeatSchema, { repeat: true })).toEqual([])
  expect(issuesOf(ledger.resolveByRepeatSchema, { repeat: false })).toHaveLength(1)
})

describe('a new message', () => {
  const TO = { receive_id_type: 'open_id', receive_id: 'ou_a' }
  const typed = { ...TO, msg_type: 'text', content: '{"text":"a"}' }
  const follow_ups = [{ content: 'a' }]

  test.each([
    ['a message', create.createMessageSchema, {}],
    ['a message with bubbles', create.textWithFollowUpsSchema, { follow_ups }],
    ['a message with anything', create.textWithAnythingSchema, { follow_ups: 1 }],
  ])('as text is checked: %s', (_, schema, more) => {
    const issues = (body: object) => issuesOf(schema, { ...TO, text: 'a', ...more, ...body })
    for (const character of [x, wide]) {
      expect(issues({ text: character(4000) })).toEqual([])
      expect(issues({ text: character(4001) })).toEqual(['custom text: text_too_long'])
    }
    expect(issues({ receive_id_type: 'mobile' })).toHaveLength(1)
    expect(issues({ text: ' '.repeat(4001) })).toEqual(['custom text: text_empty'])
    expect(issues({ text: '\ud83d' })).toEqual(['custom text: content_lone_surrogate'])
    expect(issues({ uuid: x(50) })).toEqual([])
    for (const uuid of ['', x(51), ' a', 'a ', 'é'])
      expect(issues({ uuid })).toEqual(['invalid_format uuid: uuid_shape'])
    expect(issues({ receive_id: 'a' })).toEqual([])
    expect(issues({ receive_id: '' })).toEqual(['custom receive_id: receive_id_empty'])
    expect(issues({ receive_id: 'a b' })).toEqual(['invalid_format receive_id: receive_id_shape'])
  })

  test.each([
    ['a message', create.createTypedMessageSchema, {}],
    ['a message with bubbles', create.typedWithFollowUpsSchema, { follow_ups }],
    ['a message with anything', create.typedWithAnythingSchema, { follow_ups: 1 }],
  ])('in the platform’s spelling is checked: %s', (_, schema, more) => {
    const issues = (content: unknown) => issuesOf(schema, { ...typed, ...more, content })
    expect(issues({ text: 'a' })).toEqual([])
    expect(issues('{')).toEqual(['custom content: message_content_not_json'])
    expect(issues(1)).toEqual(['invalid_union content: message_content_kind'])
    expect(issues({ text: x(153_600) })).toEqual(['custom content: message_text_too_large'])
    expect(issues({})).toEqual(['custom content: message_content_without_text'])
  })

  test('has bubbles with texts', () => {
    const body = { ...TO, text: 'a', follow_ups: [{ content: '' }] }
    expect(issuesOf(create.textWithFollowUpsSchema, body)).toEqual([
      'custom follow_ups.0.content: content_empty',
    ])
  })

  test('without its recipient is checked in either spelling', () => {
    const accepts = (value: unknown) => create.messageContentSchema.safeParse(value).success
    const { msg_type, content } = typed
    expect([accepts({ text: 'a' }), accepts({ msg_type, content })]).toEqual([true, true])
    expect([accepts({ text: ' ' }), accepts({ msg_type, content: '{}' })]).toEqual([false, false])
  })
})

describe('an app', () => {
  const base = { name: 'a', app_id: 'cli_a' }
  test.each([
    ['new', change.newProfileSchema],
    ['changed', change.profileChangeSchema],
  ])('that is %s has valid fields', (_, schema) => {
    const issues = (body: object) => issuesOf(schema, { ...base, ...body })
    expect(issues({ name: ` ${x(60)} ` })).toEqual([])
    expect(issues({ name: x(61) })).toEqual(['custom name: profile_name_too_long'])
    for (const name of ['', '\u2028']) {
      expect(issues({ name })).toEqual(['custom name: profile_name_empty'])
    }
    for (const name of ['a\u202eb', 'a\0b', '\ud83d'])
      expect(issues({ name })).toEqual(['custom name: profile_name_unsound'])
    expect(issues({ base_url: x(256) })).toEqual([])
    expect(issues({ base_url: x(257) })).toEqual(['too_big base_url: profile_base_url'])
    expect(issues({ app_id: 'x' })).toEqual(['invalid_format app_id: app_id_shape'])
    expect(issues({ app_secret: x(8), app_ticket: x(4), tenant_key: 'a' })).toEqual([])
    expect(issues({ app_ticket: x(256), tenant_key: x(64) })).toEqual([])
    expect(issues({ app_secret: null, app_ticket: null, tenant_key: null })).toEqual([])
    expect(issues({ app_secret: x(7) })).toEqual(['invalid_format app_secret: app_secret_shape'])
    for (const app_ticket of [x(3), x(257), ` ${x(4)}`, `${x(4)} `])
      expect(issues({ app_ticket })).toEqual(['invalid_format app_ticket: app_ticket_shape'])
    for (const tenant_key of ['', x(65), ' a', 'a ', 'é'])
      expect(issues({ tenant_key })).toEqual(['invalid_format tenant_key: tenant_key_shape'])
    const { name, base_url } = schema.parse({ ...base, name: ' a ', base_url: ' https://a/ ' })
    expect([name, base_url]).toEqual(['a', 'https://a'])
  })

  test('of a test has a recipient without spaces', () => {
    const issues = (receive_id: string) =>
      issuesOf(testRecipientSchema, { receive_id_type: 'open_id', receive_id })
    expect(issues('ou_a')).toEqual([])
    expect(issues('ou a')).toEqual(['invalid_format receive_id: receive_id_shape'])
  })

  test('gets a pasted token for 1 to 7,200 seconds', () => {
    const issues = (expires_in: number, tenant_access_token = 't-123456') =>
      issuesOf(change.pasteTokenSchema, { tenant_access_token, expires_in })
    expect([...issues(1), ...issues(7200)]).toEqual([])
    for (const seconds of [0, 7201])
      expect(issues(seconds)).toEqual(['custom expires_in: expires_in_range'])
    expect(issues(1, 'x')).toEqual(['invalid_format tenant_access_token: pasted_token_shape'])
  })

  test('is connected on one of three platforms', () => {
    expect(issuesOf(newConnectionSchema, { brand: 'lark', profile: 'a' })).toEqual([])
    expect(issuesOf(newConnectionSchema, { brand: 'custom' })).toHaveLength(1)
  })
})

test('a recipient is kept and found by short texts', () => {
  const id = { receive_id_type: 'open_id', receive_id: 'ou_a' }
  const keep = (body: object) => issuesOf(recipients.keepRecipientSchema, { ...id, ...body })
  expect(keep({ name: x(100), language: 'de_de', favourite: true })).toEqual([])
  expect(keep({ name: null, language: null })).toEqual([])
  expect(keep({ name: x(101) })).toEqual(['too_big name: recipient_name_too_long'])
  expect(keep({ language: 'xx' })).toEqual(['invalid_value language: language_not_accepted'])
  expect(keep({ receive_id: 'a b' })).toEqual(['invalid_format receive_id: receive_id_shape'])
  const find = (query: string) => issuesOf(recipients.findRecipientSchema, { query })
  expect([...find('a'), ...find(x(256))]).toEqual([])
  expect(find(x(257))).toEqual(['too_big query: find_too_long'])
  expect(find(' '.repeat(257))).toEqual(['custom query: find_empty'])
  expect(issuesOf(recipients.reachableQuerySchema, { open_id: 'a b' })).toEqual([
    'invalid_format open_id: receive_id_shape',
  ])
  const names = (entries: unknown) =>
    issuesOf(recipients.directorySchema, { entries, dry_run: true })
  expect(names([{ recipient: x(256), name: 'a' }])).toEqual([])
  expect(names([{ recipient: id, name: null }])).toEqual([])
  expect(names([{ recipient: x(257), name: 'a' }])).toHaveLength(1)
  expect(names([])).toEqual(['too_small entries: list_empty'])
  const long = recipients.directorySchema.safeParse({
    entries: [{ recipient: x(257), name: 'a' }],
    dry_run: true,
  })
  expect(JSON.stringify(long.error)).toContain('find_too_long')
})

describe('a template', () => {
  const base = { name: 'a', follow_ups: [] }
  test.each([
    ['new', template.newTemplateSchema],
    ['renamed', template.templateChangeSchema],
  ])('that is %s has a sound name and note', (kind, schema) => {
    const issues = (body: object) => issuesOf(schema, kind === 'new' ? { ...base, ...body } : body)
    expect(issues({ name: ` ${x(80)} `, note: x(1000) })).toEqual([])
    expect(issues({ name: wide(80), note: wide(1000) })).toEqual([])
    expect(issues({ name: ' ' })).toEqual(['custom name: template_name_empty'])
    expect(issues({ name: x(81) })).toEqual(['custom name: template_name_too_long'])
    expect(issues({ note: x(1001) })).toEqual(['custom note: template_note_too_long'])
    for (const text of ['a\0b', '\ud83d'])
      expect(issues({ name: text, note: text })).toEqual([
        'custom name: template_text_unsound',
        'custom note: template_text_unsound',
      ])
  })

  test('gets a version with or without a message, made from another one', () => {
    const issues = (body: object) =>
      issuesOf(template.newVersionSchema, { follow_ups: [], ...body })
    expect([...issues({ message: null }), ...issues({ base_version: 1 })]).toEqual([])
    expect(issues({ message: { content: 'a' } })).toEqual([])
    expect([issues({ message: 'a' }), issues({ base_version: 1.5 })].flat()).toHaveLength(2)
  })

  test('has no note by default', () => {
    expect(template.newTemplateSchema.parse({ ...base, name: ' a ' })).toEqual({
      name: 'a',
      note: '',
      follow_ups: [],
    })
  })

  test('in a file has at least one version, and the file has one of two', () => {
    const file = (version: unknown, versions: unknown, format = 'follow-up-console.templates') =>
      issuesOf(template.templateFileSchema, {
        format,
        version,
        templates: [{ name: 'a', versions }],
      })
    expect([...file(1, [{ follow_ups: [] }]), ...file(2, [{ follow_ups: [] }])]).toEqual([])
    expect(file(1, [])).toEqual(['too_small templates.0.versions: template_versions_empty'])
    for (const version of [0, 3]) expect(file(version, [{ follow_ups: [] }])).toHaveLength(1)
    expect(file(1, [{ follow_ups: [] }], 'x')).toHaveLength(1)
    const { templates } = template.templateFileSchema.parse({
      ...{ format: 'follow-up-console.templates', version: 1 },
      templates: [{ name: 'a', versions: [{ follow_ups: [] }] }],
    })
    expect(templates[0]?.note).toBe('')
  })

  test('has the texts of its message, if it has one, before those of its bubbles', () => {
    const [message, bubble] = [{ content: 'm' }, { content: 'b' }]
    const texts = template.templateTexts({ message, follow_ups: [bubble] })
    expect(texts).toEqual([message, bubble])
    expect(template.templateTexts({ message: null, follow_ups: [bubble] })).toEqual([bubble])
  })
})

test('an event source has printable secrets, a URL of HTTP and 100 events a request', () => {
  const issues = (body: object) => issuesOf(events.webhookSettingsSchema, body)
  for (const field of ['verification_token', 'encrypt_key']) {
    expect([...issues({ [field]: x(256) }), ...issues({ [field]: null })]).toEqual([])
    for (const text of ['', x(257), ' a', 'a ', 'é'])
      expect(issues({ [field]: text })).toEqual([`invalid_format ${field}: header_value`])
  }
  const pass_on_url = `https://a/${x(1990)}`
  expect([...issues({ pass_on_url }), ...issues({ pass_on_url: 'http://a/' })]).toEqual([])
  expect(issues({ pass_on_url: `${pass_on_url}x` })).toEqual(['too_big pass_on_url: url_too_long'])
  for (const url of ['ftp://a/', 'xhttp://a/', 'httpsx://a/', 'a'])
    expect(issues({ pass_on_url: url })).toEqual(['invalid_format pass_on_url: http_url'])
  const handOver = (count: number) =>
    issuesOf(events.handOverSchema, { events: Array.from({ length: count }, () => 1) })
  expect([...handOver(0), ...handOver(100)]).toEqual([])
  expect(handOver(101)).toHaveLength(1)
})

test('a click is on bubble 0, 1 or 2', () => {
  const accepted = [-1, 0, 1, 2, 3].filter(
    (bubble) => resultSchema.safeParse({ kind: 'clicked', certainty: 'certain', bubble }).success,
  )
  expect(accepted).toEqual([0, 1, 2])
})

test('a receipt has these fields of its exchange, and no others', () => {
  expect(Object.keys(receiptSchema.shape.exchange.shape)).toEqual([
    ...['id', 'profile', 'endpoint', 'message_id', 'state', 'outcome', 'actor', 'attempt_of'],
    ...['resolution', 'code', 'msg', 'log_id', 'troubleshooter', 'failure', 'notes'],
    ...['started_at', 'duration_ms'],
  ])
})

test('an audited change has the value before and after it', () => {
  const { changes } = audit.auditEventSchema.shape.details.shape
  expect(issuesOf(changes, { name: ['a', 'b'] })).toEqual([])
  expect(issuesOf(changes, { name: ['a'] })).toHaveLength(1)
})

test('a summary counts each kind of result, and the clicks on three bubbles', () => {
  const { bubbles } = summary.resultsSummarySchema.shape
  expect(issuesOf(bubbles, [1, 2, 3])).toEqual([])
  expect(issuesOf(bubbles, [1, 2])).toHaveLength(1)
  expect(Object.keys(summary.resultsSummarySchema.shape.counts.shape)).toEqual([
    ...['waiting', 'clicked', 'wrote', 'superseded', 'recalled', 'untouched', 'unknown'],
  ])
})

test('JSON is read without inherited members', () => {
  expect([{}, [], null, 'a', 1, undefined].map(isJsonObject)).toEqual([
    ...[true, false, false, false, false, false],
  ])
  expect([member({ a: 1 }, 'a'), member({}, 'toString'), member('abc', 'length')]).toEqual([
    ...[1, undefined, undefined],
  ])
  expect([parseJson('{"a":1}'), parseJson('{')]).toEqual([{ a: 1 }, undefined])
})

test('characters are code points', () => {
  expect(['', 'a', '😀', 'a😀b'].map(countCharacters)).toEqual([0, 1, 1, 3])
})

test.each([
  create.createMessageSchema,
  create.createTypedMessageSchema,
  exchanges.exchangesQuerySchema,
  exchanges.retentionSchema,
  ledger.resolveByPersonSchema,
  change.newProfileSchema,
  change.profileChangeSchema,
  change.pasteTokenSchema,
  recipients.keepRecipientSchema,
  recipients.findRecipientSchema,
  template.newTemplateSchema,
  template.newVersionSchema,
])('a request has no unknown fields (%#)', (schema) => {
  const codes = schema.safeParse({ unknown_field: 1 }).error?.issues.map(({ code }) => code)
  expect(codes).toContain('unrecognized_keys')
})
