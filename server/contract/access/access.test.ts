import { describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import * as approvals from './approvals.ts'
import * as people from './people.ts'
import {
  type Grant,
  grantSchema,
  mayAnywhere,
  mayApprove,
  mayEverywhere,
  mayOn,
  rightsSchema,
} from './roles.ts'
import * as session from './session.ts'

const x = (length: number) => 'x'.repeat(length)

function issuesOf(schema: z.ZodMiniType, value: unknown): string[] {
  const result = schema.safeParse(value)
  return result.success
    ? []
    : result.error.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`)
}

describe('the rights', () => {
  const TEST = { id: 'a', environment: 'test' } as const
  const LIVE = { id: 'a', environment: 'production' } as const
  const grant = (app: string, role: Grant['role'], approver?: boolean): Grant[] => [
    { app, role, ...(approver !== undefined && { approver }) },
  ]

  test.each([
    ['everything', 'admin', LIVE, true],
    [[], 'viewer', TEST, false],
    [grant('a', 'viewer'), 'viewer', TEST, true],
    [grant('a', 'viewer'), 'sender', TEST, false],
    [grant('a', 'sender'), 'sender', LIVE, true],
    [grant('a', 'admin'), 'editor', LIVE, true],
    [grant('b', 'admin'), 'viewer', TEST, false],
    [grant('*', 'editor'), 'sender', TEST, true],
    [grant('*', 'admin'), 'sender', LIVE, false],
    [grant('*', 'editor'), 'editor', LIVE, true],
    [grant('*', 'editor'), 'viewer', LIVE, true],
    [grant('test', 'sender'), 'sender', TEST, true],
    [grant('test', 'admin'), 'viewer', LIVE, false],
    [[...grant('b', 'admin'), ...grant('a', 'viewer')], 'viewer', TEST, true],
  ] as const)('%j allow a %s on %j: %s', (rights, role, app, allowed) => {
    expect(mayOn(rights as Grant[] | 'everything', role, app)).toBe(allowed)
  })

  test.each([
    ['everything', 'admin', true, true],
    [[], 'viewer', false, false],
    [grant('*', 'sender'), 'sender', true, true],
    [grant('*', 'sender'), 'editor', false, false],
    [grant('a', 'admin'), 'viewer', false, true],
    [grant('test', 'admin'), 'viewer', false, true],
    [[...grant('a', 'editor'), ...grant('*', 'viewer')], 'editor', false, true],
    [[...grant('a', 'viewer'), ...grant('*', 'sender')], 'sender', true, true],
  ] as const)(
    '%j allow a %s everywhere: %s, anywhere: %s',
    (rights, role, everywhere, anywhere) => {
      expect(mayEverywhere(rights as Grant[] | 'everything', role)).toBe(everywhere)
      expect(mayAnywhere(rights as Grant[] | 'everything', role)).toBe(anywhere)
    },
  )

  test.each([
    ['everything', true],
    [[], false],
    [grant('a', 'admin'), false],
    [grant('a', 'admin', false), false],
    [grant('a', 'viewer', true), true],
    [grant('*', 'viewer', true), true],
    [grant('b', 'viewer', true), false],
    [[...grant('b', 'viewer', true), ...grant('a', 'viewer', true)], true],
    [[...grant('b', 'viewer', true), ...grant('a', 'admin')], false],
  ] as const)('%j allow to approve: %s', (rights, allowed) => {
    expect(mayApprove(rights as Grant[] | 'everything', LIVE)).toBe(allowed)
  })

  test('are granted for one app, the test apps or all', () => {
    const issues = (body: object) => issuesOf(grantSchema, { app: '*', role: 'viewer', ...body })
    expect(['*', 'test', 'A-z_09', x(64)].flatMap((app) => issues({ app }))).toEqual([])
    for (const app of ['', '**', x(65), 'a*', '*a', 'é', ' a', 'a '])
      expect(issues({ app })).toEqual(['invalid_format app: grant_app_shape'])
    expect(issues({ role: 'x' })).toEqual(['invalid_value role: grant_role'])
    const rights = ['everything', [], grant('a', 'viewer')]
    expect(rights.flatMap((one) => issuesOf(rightsSchema, one))).toEqual([])
    expect(issuesOf(rightsSchema, 'nothing')).toHaveLength(1)
  })
})

describe('a sign-in', () => {
  const password = x(12)
  test('has a name and a password within their limits', () => {
    const issues = (body: object) =>
      issuesOf(session.localSignInSchema, { name: 'a', password: '', ...body })
    expect(issues({ name: x(64), password: x(256) })).toEqual([])
    expect(issues({ name: x(65) })).toEqual(['too_big name: sign_in_name_shape'])
    expect(issues({ password: x(257) })).toEqual(['too_big password: password_length'])
  })

  test('is set up with a token, a name and a password', () => {
    const issues = (body: object) =>
      issuesOf(session.setupSchema, { token: 'a', password, ...body })
    expect(issues({ token: x(100), password: x(256) })).toEqual([])
    expect(issues({ token: x(101) })).toEqual(['too_big token: setup_token'])
    expect(issuesOf(session.setupReadSchema, { token: x(100) })).toEqual([])
    expect(issuesOf(session.setupReadSchema, { token: x(101) })).toEqual([
      'too_big token: setup_token',
    ])
    expect(issues({ password: x(11) })).toEqual(['too_small password: password_length'])
    expect(issues({ password: x(257) })).toEqual(['too_big password: password_length'])
    expect(['a', '0', 'a._@+-9', x(64)].flatMap((name) => issues({ name }))).toEqual([])
    for (const name of ['', 'A', '.a', '-a', x(65), ' a', 'a ', 'é'])
      expect(issues({ name })).toEqual(['invalid_format name: sign_in_name_shape'])
  })

  test('at a provider returns to a path', () => {
    const issues = (body: object) => issuesOf(session.startSignInSchema, { way: 'oidc', ...body })
    expect([...issues({ return_to: x(2000) }), ...issues({ way: 'feishu' })]).toEqual([])
    expect(issues({ return_to: x(2001) })).toEqual(['too_big return_to: return_path'])
    expect(issues({ way: 'local' })).toEqual(['invalid_value way: sign_in_way'])
  })

  test('changes its password', () => {
    const issues = (body: object) =>
      issuesOf(session.changePasswordSchema, { current: 'a', password, ...body })
    expect(issues({})).toEqual([])
    expect(issues({ current: x(257), password: x(11) })).toEqual([
      'too_big current: password_length',
      'too_small password: password_length',
    ])
  })
})

describe('a person', () => {
  const grants: Grant[] = []
  const many = (length: number) => Array.from({ length }, () => ({ app: '*', role: 'viewer' }))
  test.each([
    ['new', people.newPersonSchema, { sign_in_name: 'a', grants }],
    ['changed', people.personChangeSchema, {}],
    ['a token', people.newTokenSchema, { name: 'a', grants }],
  ])('that is %s has a visible name and 100 grants', (_, schema, base) => {
    const issues = (body: object) => issuesOf(schema, { ...base, ...body })
    expect(issues({ name: ` ${x(80)} `, grants: many(100) })).toEqual([])
    for (const name of [' ', x(81), 'a\0b', 'a\u2028b', 'a\ud83d'])
      expect(issues({ name })).toEqual(['custom name: person_name_shape'])
    expect(issues({ grants: many(101) })).toEqual(['too_big grants: too_many_grants'])
    expect(schema.parse({ ...base, name: ' a ' }).name).toBe('a')
  })

  test('has tokens for 1 to 3,650 days', () => {
    const issues = (days: unknown) => issuesOf(people.newTokenSchema, { name: 'a', grants, days })
    expect([...issues(1), ...issues(3650), ...issues(undefined)]).toEqual([])
    expect(issues(0)).toEqual(['too_small days: token_days'])
    expect(issues(3651)).toEqual(['too_big days: token_days'])
    expect(issues(1.5)).toEqual(['invalid_type days: token_days'])
  })
})

test('an approval names what it is for, and a rejection may give a reason', () => {
  const digest = '0123456789abcdef'.repeat(4)
  const issues = (text: string) => issuesOf(approvals.approveSchema, { digest: text })
  expect(issues(digest)).toEqual([])
  for (const text of ['', digest.slice(1), `${digest}0`, ` ${digest}`, `${digest.slice(1)}g`])
    expect(issues(text)).toEqual(['invalid_format digest: approval_digest'])
  const reject = (note: string) => issuesOf(approvals.rejectSchema, { note })
  expect(reject(x(500))).toEqual([])
  expect(reject(x(501))).toEqual(['too_big note: approval_note'])
})
