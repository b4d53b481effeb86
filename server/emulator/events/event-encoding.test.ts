import { createDecipheriv, createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encryptEvent } from './send-event.ts'

/** The example of Feishu's page: the key is `test key`, the text `hello world`. */
const EXAMPLE = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='

test('encrypts the example of the documentation byte for byte', () => {
  const iv = Buffer.from(EXAMPLE, 'base64').subarray(0, 16)
  expect(encryptEvent('test key', 'hello world', iv)).toBe(EXAMPLE)
})

test('decrypts any text under any key', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(text, text, bytes, (key, plain, iv) => {
      const sent = Buffer.from(encryptEvent(key, plain, iv), 'base64')
      const hash = createHash('sha256').update(key).digest()
      const decipher = createDecipheriv('aes-256-cbc', hash, sent.subarray(0, 16))
      const got = Buffer.concat([decipher.update(sent.subarray(16)), decipher.final()])
      expect(got.toString()).toBe(plain)
    }),
  )
})
