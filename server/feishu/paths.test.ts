import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MESSAGE_ID } from '#contract/ids'
import {
  APP_ACCESS_TOKEN_PATH,
  APP_TICKET_RESEND_PATH,
  createMessagePath,
  messagePath,
  PathError,
  pushFollowUpPath,
  STORE_TOKEN_PATH,
  TOKEN_PATH,
  userPath,
} from './paths.ts'

const HOSTILE = [
  '',
  '.',
  '..',
  'om_',
  'om_x/..',
  'om_x/../../../auth/v3/tenant_access_token/internal',
  'om_x?a=b',
  'om_x#a',
  'om_x%2f..',
  'om_x%2F..%2f',
  'om_x\\..',
  'om_x;a',
  'om_x\r\nHost: evil.test',
  'om_x\n',
  'om_x\t',
  'om_x\0',
  ' om_x',
  'om_x ',
  'om_ｘ',
  'ｏｍ_x',
  'om_x\u202e',
  'om_消息',
  `om_${'a'.repeat(70_000)}`,
  'OM_x',
]

describe('the path of a push', () => {
  test('contains a valid message id unchanged', () => {
    expect(pushFollowUpPath('om_3210a18894e206715a4359115f4cf2f5')).toBe(
      '/open-apis/im/v1/messages/om_3210a18894e206715a4359115f4cf2f5/push_follow_up',
    )
  })

  test.each(HOSTILE)('is never built from %j', (id) => {
    expect(() => pushFollowUpPath(id)).toThrow(PathError)
  })

  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }).map((text) => `om_${text}`),
    fc
      .array(
        fc.constantFrom('om_', 'a', '..', '/', '%2e', '%2F', '?', '#', '\\', '\r\n', '\0', '-'),
      )
      .map((parts) => parts.join('')),
    fc.stringMatching(MESSAGE_ID),
  )

  test('matches its template or is rejected, for any text', () => {
    fc.assert(
      fc.property(anything, (id) => {
        let path: string
        try {
          path = pushFollowUpPath(id)
        } catch (error) {
          expect(error).toBeInstanceOf(PathError)
          expect(MESSAGE_ID.test(id)).toBe(false)
          return
        }
        expect(path).toBe(`/open-apis/im/v1/messages/${id}/push_follow_up`)
        expect(new URL(path, 'https://open.feishu.cn').href).toBe(`https://open.feishu.cn${path}`)
      }),
      { numRuns: 2000 },
    )
  })
})

test('the path of a new message has the type of its recipient inside the query', () => {
  expect(createMessagePath('open_id')).toBe('/open-apis/im/v1/messages?receive_id_type=open_id')
  expect(createMessagePath('a&b=c#d')).toBe(
    '/open-apis/im/v1/messages?receive_id_type=a%26b%3Dc%23d',
  )
})

test('the path of a message can have no action', () => {
  expect(messagePath('om_x', '')).toBe('/open-apis/im/v1/messages/om_x')
  expect(() => messagePath('x', '')).toThrow(
    expect.objectContaining({ name: 'PathError', message: 'not a message id' }),
  )
})

test.each([
  ['ou_a', '/open-apis/contact/v3/users/ou_a?user_id_type=open_id'],
  ['a/../b', '/open-apis/contact/v3/users/a%2F..%2Fb?user_id_type=open_id'],
  ['a?b#c', '/open-apis/contact/v3/users/a%3Fb%23c?user_id_type=open_id'],
])('the path of the user %s stays below that of all users', (id, path) => {
  expect(userPath(id, 'open_id')).toBe(path)
})

test.each(['', '.', '..'])('no path of a user is built from %j', (id) => {
  expect(() => userPath(id, 'open_id')).toThrow(PathError)
})

test('the paths of tokens are those that the platform documents', () => {
  expect([TOKEN_PATH, STORE_TOKEN_PATH, APP_ACCESS_TOKEN_PATH, APP_TICKET_RESEND_PATH]).toEqual([
    '/open-apis/auth/v3/tenant_access_token/internal',
    '/open-apis/auth/v3/tenant_access_token',
    '/open-apis/auth/v3/app_access_token',
    '/open-apis/auth/v3/app_ticket/resend',
  ])
})
