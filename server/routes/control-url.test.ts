import fc from 'fast-check'
import { expect, test } from 'vitest'
import { controlUrl } from './control-url.ts'

const BASE = 'http://127.0.0.1:4311'

test('an id of an id’s shape is filled in', () => {
  expect(controlUrl(BASE, '/users/:open_id/clicks', { open_id: 'ou_a-1' })?.href).toBe(
    `${BASE}/_emulator/users/ou_a-1/clicks`,
  )
})

test.each(['', '..', '.', '%2e%2e', 'a/b', 'a\\b', 'a?b', 'a#b', 'a b', 'ä', 'a\n'])(
  'nothing is built from “%s”',
  (open_id) => {
    expect(controlUrl(BASE, '/users/:open_id', { open_id })).toBeNull()
  },
)

test('whatever stands in an id, the call stays one of the emulator’s own to that very id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (app_id) => {
      const url = controlUrl(BASE, '/apps/:app_id/subscription', { app_id })
      if (url) expect(url.href).toBe(`${BASE}/_emulator/apps/${app_id}/subscription`)
    }),
  )
})
