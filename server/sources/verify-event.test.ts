import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signEvent, verifyEvent, type WebhookSecrets } from './verify-event.ts'

const KEY = 'test key'
const NOW = 1_796_000_000_000
const PLAIN: WebhookSecrets = { verification_token: 'the-token', encrypt_key: null }
const SECRET: WebhookSecrets = { ...PLAIN, encrypt_key: KEY }
const EVENT = {
  schema: '2.0',
  header: { event_id: 'e1', token: 'the-token', app_id: 'cli_1', event_type: 'any' },
  event: {},
}
const CHALLENGE = { challenge: 'c', token: 'the-token', type: 'url_verification' }

function encrypted(value: unknown, encrypt_key = KEY): string {
  const key = createHash('sha256').update(encrypt_key).digest()
  const iv = Buffer.alloc(16, 7)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(value)), cipher.final()])
  return JSON.stringify({ encrypt: bytes.toString('base64') })
}

type Options = {
  secrets?: WebhookSecrets
  encrypt_key?: string | null
  at_ms?: number
  app_id?: string
  now_ms?: number | null
}

/** Verifies a request as the platform makes it; it is signed unless `encrypt_key` is null. */
function verify(text: string, options: Options = {}) {
  const { secrets = SECRET, encrypt_key = KEY, at_ms = NOW, app_id = 'cli_1' } = options
  const { now_ms = NOW } = options
  const timestamp = String(Math.floor(at_ms / 1000))
  const headers: Record<string, string> =
    encrypt_key === null
      ? {}
      : {
          'x-lark-request-timestamp': timestamp,
          'x-lark-request-nonce': 'nonce',
          'x-lark-signature': signEvent({ timestamp, nonce: 'nonce', encrypt_key, text }),
        }
  return verifyEvent({ text, value: JSON.parse(text), header: (name) => headers[name] }, secrets, {
    app_id,
    now_ms,
  })
}

test('decrypts the documented example of the platform', () => {
  const encrypt = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
  // "hello world" is no event, and what was not decrypted would not even be JSON.
  expect(verify(JSON.stringify({ encrypt }))).toEqual({ is: 'rejected', why: 'undecryptable' })
  expect(verify(encrypted(EVENT))).toEqual({ is: 'event', event: EVENT })
})

describe('accepts', () => {
  test.each<[string, string, Options, string]>([
    ['a plain event', JSON.stringify(EVENT), { secrets: PLAIN, encrypt_key: null }, 'event'],
    [
      'a plain event with an empty-key signature',
      JSON.stringify(EVENT),
      { secrets: PLAIN, encrypt_key: '' },
      'event',
    ],
    [
      'the plain test of the URL',
      JSON.stringify(CHALLENGE),
      { secrets: PLAIN, encrypt_key: null },
      'challenge',
    ],
    [
      'the encrypted test of the URL, without a signature',
      encrypted(CHALLENGE),
      { encrypt_key: null },
      'challenge',
    ],
    [
      'an event of schema 1.0',
      encrypted({ uuid: 'u', token: 'the-token', type: 'event_callback', event: {} }),
      {},
      'event',
    ],
    [
      'an event that is repeated after 7 h',
      encrypted(EVENT),
      { at_ms: NOW - 7.2 * 3_600_000 },
      'event',
    ],
    ['any time if the clock can be moved', encrypted(EVENT), { at_ms: 1, now_ms: null }, 'event'],
  ])('%s', (_, text, options, is) => {
    expect(verify(text, options)).toMatchObject({ is })
  })
})

describe('rejects', () => {
  test.each<[string, string, Options, string]>([
    ['a plain event although there is a key', JSON.stringify(EVENT), {}, 'encryption'],
    ['an encrypted event without a key', encrypted(EVENT), { secrets: PLAIN }, 'encryption'],
    ['an event without a signature', encrypted(EVENT), { encrypt_key: null }, 'signature'],
    ['a signature by another key', encrypted(EVENT), { encrypt_key: 'another' }, 'signature'],
    ['an event encrypted with another key', encrypted(EVENT, 'another'), {}, 'undecryptable'],
    ['a body that is too short to be encrypted', '{"encrypt":"AAAA"}', {}, 'undecryptable'],
    [
      'another token',
      encrypted({ ...EVENT, header: { ...EVENT.header, token: 'x' } }),
      {},
      'token',
    ],
    ['no token', encrypted({ ...EVENT, header: { app_id: 'cli_1' } }), {}, 'token'],
    [
      'the test of a URL with another token',
      encrypted({ ...CHALLENGE, token: 'x' }),
      { encrypt_key: null },
      'token',
    ],
    ['an event of another app', encrypted(EVENT), { app_id: 'cli_2' }, 'app'],
    ['an event that was signed 9 h ago', encrypted(EVENT), { at_ms: NOW - 9 * 3_600_000 }, 'stale'],
    [
      'an event that is signed for 9 h later',
      encrypted(EVENT),
      { at_ms: NOW + 9 * 3_600_000 },
      'stale',
    ],
    ['a time that is none', encrypted(EVENT), { at_ms: Number.NaN }, 'stale'],
  ])('%s', (_, text, options, why) => {
    expect(verify(text, options)).toEqual({ is: 'rejected', why })
  })
})

test('rejects a body in which any byte was changed', () => {
  const text = encrypted(EVENT)
  const timestamp = String(NOW / 1000)
  const signature = signEvent({ timestamp, nonce: 'n', encrypt_key: KEY, text })
  const headers: Record<string, string> = {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': 'n',
    'x-lark-signature': signature,
  }
  const at = fc.integer({ min: 12, max: text.length - 4 })
  fc.assert(
    fc.property(at, fc.constantFrom(...'ABCDEFabcdef0123+/'), (index, letter) => {
      const changed = text.slice(0, index) + letter + text.slice(index + 1)
      const value = JSON.parse(changed)
      const result = verifyEvent(
        { text: changed, value, header: (name) => headers[name] },
        SECRET,
        {
          app_id: 'cli_1',
          now_ms: NOW,
        },
      )
      expect(result.is).toBe(changed === text ? 'event' : 'rejected')
    }),
  )
})
