import { expect, test } from 'vitest'
import type { Endpoint } from '#contract/catalogue/error-code'
import { type Assumptions, DEFAULT_ASSUMPTIONS } from '../assumptions/assumptions.ts'
import type { CallResult } from '../calls/operation.ts'
import { render, renderChosen, renderError } from './envelope.ts'

const context = (assumed: Partial<Assumptions> = {}, endpoint: Endpoint = 'push_follow_up') => ({
  endpoint,
  msgs: { 231001: 'reaction type is invalid.' },
  assumptions: { ...DEFAULT_ASSUMPTIONS, ...assumed },
  logId: 'L',
})
const rendered = (http_status: number, code: number, msg: string, members: object = {}) => ({
  http_status,
  body: {
    code,
    msg,
    error: {
      ...members,
      log_id: 'L',
      troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=L&code=${code}`,
    },
  },
})

test.each<[CallResult, object]>([
  [
    { kind: 'data', data: { x: 1 } },
    { http_status: 200, body: { code: 0, msg: 'success', data: { x: 1 } } },
  ],
  [
    { kind: 'bare', body: { code: 7 } },
    { http_status: 200, body: { code: 7 } },
  ],
  [
    { kind: 'file', bytes: new Uint8Array(1), content_type: 'image/png' },
    { http_status: 200, body: new Uint8Array(1), content_type: 'image/png' },
  ],
  [{ kind: 'error', code: 230006 }, rendered(400, 230006, 'only support latest message.')],
  [{ kind: 'error', code: 230006, msg: 'own' }, rendered(400, 230006, 'own')],
  [{ kind: 'error', code: 231001 }, rendered(400, 231001, 'reaction type is invalid.')],
  [{ kind: 'error', code: 1, msg: 'own' }, rendered(400, 1, 'own')],
  [
    { kind: 'error', code: 99991400 },
    { http_status: 429, body: { code: 99991400, msg: 'request trigger frequency limit' } },
  ],
  [
    { kind: 'error', code: 230006, error: { x: 1 } },
    rendered(400, 230006, 'only support latest message.', { x: 1 }),
  ],
])('renders %j', (result, expected) => {
  expect(render(result, context())).toEqual(expected)
})

test('msg_ext = none prefers the documented text, and a code without one keeps its own', () => {
  const own = (code: number) =>
    render({ kind: 'error', code, msg: 'own' }, context({ msg_ext: 'none' }))
  expect(own(230006)).toEqual(rendered(400, 230006, 'only support latest message.'))
  expect(own(231001)).toEqual(rendered(400, 231001, 'reaction type is invalid.'))
  expect(own(1)).toEqual(rendered(400, 1, 'own'))
})

test('undocumented_http_status holds for codes without a status of their own', () => {
  const statusOf = (code: number, endpoint?: Endpoint) =>
    render(
      { kind: 'error', code, msg: 'x' },
      context({ undocumented_http_status: '200' }, endpoint),
    ).http_status
  expect([statusOf(1), statusOf(231001), statusOf(230006)]).toEqual([200, 400, 400])
  expect(statusOf(230101, 'create_message')).toBe(200)
})

test('a code without any text is a bug', () => {
  for (const msg_ext of ['none', 'shown'] as const) {
    const assumed = msg_ext === 'none' ? { msg_ext } : {}
    expect(() => render({ kind: 'error', code: 1 }, context(assumed))).toThrow(
      'push_follow_up returns 1, which the catalogue does not know',
    )
  }
})

test('violation_path = any_index hides every index of a field and its description', () => {
  const field = 'follow_ups[12].i18n_contents[3].content'
  const violation = (field: string) => ({
    field,
    value: '[7]',
    description: `${field} is required`,
  })
  const error = { x: 1, field_violations: [violation(field)] }
  const shown = (assumed: Partial<Assumptions>, given: object) =>
    render({ kind: 'error', code: 99992402, error: { ...given } }, context(assumed))
  const msg = 'field validation failed'
  expect(shown({}, error)).toEqual(rendered(400, 99992402, msg, error))
  const any = { violation_path: 'any_index' } as const
  expect(shown(any, error)).toEqual(
    rendered(400, 99992402, msg, {
      x: 1,
      field_violations: [violation('follow_ups[*].i18n_contents[*].content')],
    }),
  )
  expect(shown(any, { x: 1 })).toEqual(rendered(400, 99992402, msg, { x: 1 }))
  expect(render({ kind: 'error', code: 99992402 }, context(any))).toEqual(
    rendered(400, 99992402, msg),
  )
})

test.each([
  [
    { code: 0, http_status: 200 },
    { http_status: 200, body: { code: 0, msg: 'success', data: {} } },
  ],
  [
    { code: 0, msg: 'x', http_status: 500 },
    { http_status: 500, body: { code: 0, msg: 'x', data: {} } },
  ],
  [{ code: 230006, http_status: 403 }, rendered(403, 230006, 'only support latest message.')],
  [{ code: 231001, http_status: 400 }, rendered(400, 231001, 'reaction type is invalid.')],
  [{ code: 231001, msg: '', http_status: 400 }, rendered(400, 231001, '')],
  [{ code: 1, http_status: 400 }, rendered(400, 1, '')],
])('a fault can choose %j', (chosen, expected) => {
  expect(renderChosen(chosen, context())).toEqual(expected)
})

test('an error has the log id and the link to the troubleshooter', () => {
  expect(renderError(413, { code: 9499, msg: 'x' }, 'L')).toEqual(rendered(413, 9499, 'x'))
})
