import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REDACTED } from '#contract/exchange'
import { createRedact, redactUnsent } from './redact.ts'

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 64,
})
const surrounding = fc.string({ unit: 'binary', maxLength: 40 })

const percentEach = (text: string) =>
  text.replace(/./gs, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
const unicodeEach = (text: string) =>
  text.replace(/./gs, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1)

/** All encodings from which a secret can be decoded. */
const SPELLINGS: Record<string, (secret: string) => string> = {
  'as it is': (secret) => secret,
  'URL-encoded': encodeURIComponent,
  'URL-encoded throughout': percentEach,
  'URL-encoded throughout, in capitals': (secret) => percentEach(secret).toUpperCase(),
  'JSON-escaped': escapeJson,
  'JSON-escaped with slashes': (secret) => escapeJson(secret).replaceAll('/', '\\/'),
  'JSON-escaped throughout': unicodeEach,
  'JSON-escaped twice': (secret) => escapeJson(escapeJson(secret)),
  'JSON-escaped in a URL': (secret) => encodeURIComponent(escapeJson(secret)),
  'in hex': (secret) => Buffer.from(secret).toString('hex'),
  'in capital hex': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  'in base64': (secret) => Buffer.from(secret).toString('base64'),
  'in base64 of URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'in base64 inside a URL': (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
}

describe('redaction', () => {
  test.each(Object.entries(SPELLINGS))('leaves no secret %s in any text', (_, spell) => {
    fc.assert(
      fc.property(printable, surrounding, surrounding, (secret, before, after) => {
        const spelt = spell(secret)
        const shown = createRedact([secret])(`${before}${spelt}${after}`)
        expect(shown).toContain(REDACTED)
        expect(shown).not.toContain(spelt)
        expect(shown).not.toContain(secret)
      }),
    )
  })

  test('finds a secret inside longer base64, wherever it starts', () => {
    fc.assert(
      fc.property(
        printable,
        fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
        fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
        (secret, before, after) => {
          const shown = createRedact([secret])(
            Buffer.from(before + secret + after).toString('base64'),
          )
          expect(Buffer.from(shown.replaceAll(REDACTED, ''), 'base64').toString()).not.toContain(
            secret,
          )
          expect(shown).toContain(REDACTED)
        },
      ),
    )
  })

  test('redacts several secrets, also if they touch or overlap', () => {
    const redact = createRedact(['t-secret-one', 'one-and-two-secret'])
    expect(redact('a t-secret-one b one-and-two-secret c')).toBe(`a ${REDACTED} b ${REDACTED} c`)
    expect(redact('t-secret-one-and-two-secret')).toBe(REDACTED)
    expect(redact('t-secret-onet-secret-one')).toBe(REDACTED + REDACTED)
  })

  test('finds the right position beside letters whose lower case is longer', () => {
    const shown = createRedact(['secret-in-hex'])(
      `İİİ${Buffer.from('secret-in-hex').toString('hex')}`,
    )
    expect(shown).toBe(`İİİ${REDACTED}`)
  })

  test('leaves a text without secrets unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('known-secret'))
        expect(createRedact(['known-secret'])(text)).toBe(text)
      }),
    )
  })

  test('hides the beginning of a secret at the end of a cut text', () => {
    const redact = createRedact(['t-g1044-token-of-the-app'])
    expect(redact('{"echo":"t-g1044-token-of-the-ap', { cut: true })).toBe(`{"echo":"${REDACTED}`)
    expect(redact('{"echo":"t-g1044-token-of-the-ap')).toContain('t-g1044')
    expect(redact('ends with t-', { cut: true })).toBe('ends with t-')
  })

  test('copes with a long token in a large text', () => {
    const token = `t-${'ab'.repeat(2000)}`
    const text = `${'ab'.repeat(64 * 1024)}${'%41'.repeat(40 * 1024)}${token}`
    expect(createRedact([token])(text)).not.toContain(token)
  })
})

const SECRET = 'secret-of-the-test-app'
const redact = (text: string, ...tokens: string[]) => redactUnsent(text, [SECRET, ...tokens])

test.each([
  SECRET,
  'a-6U1SbDiM6XIH2DcTCPyeub',
  't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234',
  't-caecc734c2e3328a62489fe0648c4b98779515d3',
])('a secret is taken out before anything is sent: %s', (secret) => {
  expect(redact(`{"content":"see ${secret}!"}`)).toBe('{"content":"see (redacted)!"}')
})

test('redacts the token in use in every encoding', () => {
  const token = 'odd/token+of"the test'.replace(' ', '_')
  for (const spelling of [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)]) {
    expect(redact(`a ${spelling} b`, token)).toBe('a (redacted) b')
  }
})

test.each([
  'a t-shirt, or two',
  'the t-distribution-of-the-sample-mean',
  'at-123456789012345678901234567890',
  '查看进度 t-12345',
])('a text without one stays as it is: %s', (text) => {
  expect(redact(text)).toBe(text)
})
