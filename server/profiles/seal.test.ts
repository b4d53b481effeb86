import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seal, unseal } from './seal.ts'

const KEY = randomBytes(32)
const PLACE = ['profile-1', 'app_secret']

test('a sealed text opens only with its key and context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sealed = seal(KEY, text, PLACE)
      expect(unseal(KEY, sealed, PLACE)).toBe(text.toWellFormed())
      expect(unseal(randomBytes(32), sealed, PLACE)).toBeNull()
      expect(unseal(KEY, sealed, ['profile-2', 'app_secret'])).toBeNull()
      expect(unseal(KEY, sealed, ['profile-1', 'app_ticket'])).toBeNull()
      expect(unseal(KEY, sealed, ['profile-1app_secret'])).toBeNull()
    }),
    { numRuns: 50 },
  )
})

test('a changed sealed text does not open', () => {
  const sealed = seal(KEY, 'the secret', PLACE)
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(unseal(KEY, `v1.${changed.toString('base64url')}`, PLACE)).toBeNull()
  }
  for (const broken of ['', 'v1.', sealed.slice(0, 30), sealed.replace('v1', 'v2'), 'the secret']) {
    expect(unseal(KEY, broken, PLACE)).toBeNull()
  }
})

test('the same text is sealed differently each time', () => {
  const all = Array.from({ length: 100 }, () => seal(KEY, 'the secret', PLACE))
  expect(new Set(all).size).toBe(100)
  expect(new Set(all.map((sealed) => sealed.slice(0, 19))).size).toBe(100)
})
