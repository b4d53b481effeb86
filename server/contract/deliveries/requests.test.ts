import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import * as delivery from './delivery.ts'
import * as list from './list.ts'
import * as query from './list-query.ts'

const x = (length: number) => 'x'.repeat(length)
const TO = { receive_id_type: 'open_id', receive_id: 'ou_a' }
const follow_ups = [{ content: 'a' }]
const message = { text: 'a' }
const template = { id: 't', version: 1, values: {} }

function issuesOf(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value)
  return result.success
    ? []
    : result.error.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)
}

describe('a new delivery', () => {
  const issues = (body: object) =>
    issuesOf(delivery.newDeliverySchema, { recipient: TO, message, follow_ups, ...body })
  const without = { message: undefined, follow_ups: undefined }

  test('has a message or its ID, unless a template has both the message and the bubbles', () => {
    expect(issues({})).toEqual([])
    expect(issues({ ...without, template })).toEqual([])
    expect(issues({ message: null, message_id: 'om_a' })).toEqual([])
    expect(issues({ message: null, message_id: 'om_a', recipient: null })).toEqual([])
    expect(issues({ message_id: null })).toEqual([])
    expect(issues({ follow_ups: undefined })).toEqual(['custom follow_ups: required'])
    expect(issues({ message_id: 'om_a' })).toEqual(['custom message: message_or_message_id'])
    expect(issues({ message: null })).toEqual(['custom message: required'])
    expect(issues({ message: undefined, message_id: null })).toEqual(['custom message: required'])
    expect(issues({ recipient: null })).toEqual(['custom recipient: required'])
    expect(issues({ recipient: null, message_id: null })).toEqual(['custom recipient: required'])
  })

  test('has fields within their limits', () => {
    const to = (recipient: object) => issues({ recipient: { ...TO, ...recipient } })
    expect([...to({ label: x(256) }), ...to({ label: null })]).toEqual([])
    expect(to({ label: x(257) })).toEqual(['too_big recipient.label: recipient_name_too_long'])
    expect(to({ receive_id: '' })).toEqual(['custom recipient.receive_id: receive_id_empty'])
    expect(to({ receive_id: ' ' })).toEqual([
      'invalid_format recipient.receive_id: receive_id_shape',
    ])
    expect(issues({ template: { ...template, language: x(20) } })).toEqual([])
    expect(issues({ template: { ...template, language: x(21) } })).toEqual([
      'too_big template.language: language_not_accepted',
    ])
    expect(issues({ message_id: 'x', message: null })).toEqual([
      'invalid_format message_id: message_id_shape',
    ])
  })
})

test('the filter of deliveries has short texts and times', () => {
  const issues = (value: object) => issuesOf(delivery.deliveriesQuerySchema, value)
  for (const field of ['actor', 'recipient', 'template', 'list', 'query']) {
    expect(issues({ [field]: x(200) })).toEqual([])
    expect(issues({ [field]: x(201) })).toEqual([`custom ${field}: query_too_long`])
  }
  expect(issues({ from: 'x', to: 'x', limit: '0' })).toEqual([
    'custom from: time_shape',
    'custom to: time_shape',
    'custom limit: limit_range',
  ])
  expect(delivery.deliveriesQuerySchema.parse({ from: '1970-01-01T00:00:01Z' })).toEqual({
    from: 1000,
  })
})

test('a row of the history has no texts and no exchanges within its delivery', () => {
  const row = delivery.historySchema.shape.rows.def.element
  expect(Object.keys(row.shape.delivery.def.innerType.shape)).toEqual([
    ...['id', 'actor', 'profile', 'recipient', 'template', 'list_id', 'state', 'message_id'],
    ...['next_step', 'created_at'],
  ])
})

describe('a new list', () => {
  const rows = [{ recipient: 'a' }]
  const issues = (body: object) =>
    issuesOf(list.newListSchema, { rows, message, follow_ups, ...body })

  test('has a message and bubbles, unless a template has them', () => {
    expect(issues({})).toEqual([])
    expect(
      issues({ template: { id: 't', version: 1 }, message: null, follow_ups: undefined }),
    ).toEqual([])
    expect(issues({ follow_ups: undefined })).toEqual(['custom follow_ups: required'])
    for (const none of [null, undefined])
      expect(issues({ message: none })).toEqual(['custom message: required'])
  })

  test('has a name, rows and a pause within their limits', () => {
    expect(issues({ name: x(120) })).toEqual([])
    expect(issues({ name: x(121) })).toEqual(['too_big name: list_name_too_long'])
    expect(issues({ rows: [] })).toEqual(['too_small rows: list_empty'])
    expect([0.01, 1, null].flatMap((pause_at) => issues({ pause_at }))).toEqual([])
    expect(issues({ pause_at: 0.009 })).toEqual(['too_small pause_at: list_pause_at'])
    expect(issues({ pause_at: 1.001 })).toEqual(['too_big pause_at: list_pause_at'])
  })

  test('has rows with a recipient and values within their limits', () => {
    const row = (value: object) => issuesOf(list.newListRowSchema, { recipient: 'a', ...value })
    expect([...row({ recipient: x(256) }), ...row({ recipient: TO })]).toEqual([])
    expect(row({ values: { a: x(2000) } })).toEqual([])
    expect(row({ values: { a: x(2001) } })).toEqual(['too_big values.a: list_value_too_long'])
    for (const schema of [list.newListRowSchema, list.listRowChangeSchema]) {
      const long = schema.safeParse({ recipient: x(257) })
      expect(JSON.stringify(long.error)).toContain('find_too_long')
    }
  })

  test('may start at a local time', () => {
    const schedule = (value: object) =>
      issuesOf(list.listScheduleSchema, { at: '2026-12-01T09:00', zone: 'Asia/Shanghai', ...value })
    expect([...schedule({}), ...schedule({ at: '2026-12-01T09:00:30', zone: x(64) })]).toEqual([])
    for (const at of ['12026-12-01T09:00', '2026-12-01T09:00Z', '2026-12-01', ' 2026-12-01T09:00'])
      expect(schedule({ at })).toEqual(['invalid_format at: schedule_time'])
    expect(schedule({ zone: x(65) })).toEqual(['too_big zone: schedule_zone'])
    const quiet = (from: string) => schedule({ quiet_hours: { from, to: '07:00' } })
    expect(['00:00', '19:59', '20:00', '23:59'].flatMap(quiet)).toEqual([])
    for (const from of ['24:00', '9:00', '09:60', '109:00', '09:000', ' 09:00', ''])
      expect(quiet(from)).toEqual(['invalid_format quiet_hours.from: clock_time'])
    expect(schedule({ quiet_hours: null })).toEqual([])
  })

  test('of the failed rows of another has at least one state', () => {
    const again = (states: unknown) => issuesOf(list.againListSchema, { states })
    expect([...again(['refused']), ...again(undefined)]).toEqual([])
    expect([again([]), again(['unknown'])].map((one) => one.length)).toEqual([1, 1])
  })
})

test('the rows and issues of a list have these kinds', () => {
  expect(list.RESTING_LIST_STATES).toEqual(['paused', 'stopped', 'finished'])
  expect(list.AGAIN_ROW_STATES).toEqual(['refused', 'not_sent', 'message_only', 'stopped'])
  expect(list.INCLUDABLE_ISSUES).toEqual([
    ...['not_found', 'duplicate', 'out_of_range', 'recent', 'predicted_refusal'],
  ])
  expect(Object.keys(list.listSummarySchema.shape.counts.shape)).toEqual([
    ...['ready', 'invalid', 'waiting', 'running', 'sent', 'message_only', 'refused', 'not_sent'],
    ...['unknown', 'stopped'],
  ])
})

describe('the query', () => {
  test('of lists has 1 to 100 of them on a page', () => {
    const issues = (value: object) => issuesOf(query.listsQuerySchema, value)
    expect(['1', '100', '001'].flatMap((limit) => issues({ limit }))).toEqual([])
    for (const limit of ['0', '101', '', ' 1', '1 ', '1.0', '1e1', '-1', '0000001'])
      expect(issues({ limit })).toEqual(['custom limit: limit_range'])
    expect(query.listsQuerySchema.parse({ limit: '7' })).toEqual({ limit: 7 })
  })

  test('of a list has states of rows, and 1 to 500 rows after another', () => {
    const issues = (value: object) => issuesOf(query.listQuerySchema, value)
    expect(
      query.listQuerySchema.parse({ state: 'sent,ready', after: '999999', limit: '500' }),
    ).toEqual({ state: ['sent', 'ready'], after: 999_999, limit: 500 })
    expect(issues({ after: '0', limit: '1', issue: 'recent' })).toEqual([])
    for (const state of ['', 'x', 'sent,x', 'x,sent', 'sent,'])
      expect(issues({ state })).toEqual(['custom state: list_row_state'])
    expect(issues({ after: '1000000', limit: '501' })).toEqual([
      'custom after: list_page',
      'custom limit: list_page',
    ])
    expect(issues({ limit: '0' })).toEqual(['custom limit: list_page'])
  })

  test('of an export has a format', () => {
    expect(issuesOf(query.listExportQuerySchema, { format: 'csv' })).toEqual([])
    expect(issuesOf(query.listExportQuerySchema, {})).toEqual([
      'invalid_value format: export_format',
    ])
  })
})

test.each([
  delivery.newDeliverySchema,
  delivery.deliveriesQuerySchema,
  list.newListSchema,
  list.listRowChangeSchema,
  list.againListSchema,
  query.listsQuerySchema,
  query.listQuerySchema,
  query.listExportQuerySchema,
])('a request has no unknown fields (%#)', (schema) => {
  const codes = schema.safeParse({ unknown_field: 1 }).error?.issues.map(({ code }) => code)
  expect(codes).toContain('unrecognized_keys')
})
