import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REDACTED } from '#contract/texts/secrets'
import { createRedact, redactUnsent } from './redact.ts'

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 8,
  maxLength: 64,
})
/** What secrets and tokens of the platform consist of, and more. */
const unescaped = printable.map((secret) => secret.replace(/[\\%&]/g, '.'))
const surrounding = fc.string({ unit: 'binary', maxLength: 40 })

const percentEach = (text: string) =>
  text.replace(/./gs, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
const unicodeEach = (text: string) =>
  text.replace(/./gs, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const base64 = (text: string) => Buffer.from(text).toString('base64')
const hexOf = (text: string) => Buffer.from(text).toString('hex').match(/../g) ?? []
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
  'in base64': base64,
  'in base64 of URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'in base64 inside a URL': (secret) => encodeURIComponent(base64(secret)),
  'in base64 twice': (secret) => base64(base64(secret)),
  'in base64 in lines': (secret) => base64(secret).replace(/.{1,20}/g, '$&\r\n'),
  'in base64 in lines of JSON': (secret) => base64(secret).replace(/.{1,20}/g, '$&\\n'),
  'in base64 twice, both in lines': (secret) =>
    base64(base64(secret).replace(/.{1,20}/g, '$&\n')).replace(/.{1,76}/g, '$&\n'),
  'in hex with colons': (secret) => hexOf(secret).join(':'),
  'in hex with spaces': (secret) => hexOf(secret).join(' '),
  'in hex of a program': (secret) =>
    hexOf(secret)
      .map((digits) => `0x${digits}`)
      .join(', '),
  'in hex of a C string': (secret) =>
    hexOf(secret)
      .map((digits) => `\\x${digits}`)
      .join(''),
  'in HTML entities': (secret) => secret.replace(/./gs, (c) => `&#${c.charCodeAt(0)};`),
  'in HTML entities in hex': (secret) =>
    hexOf(secret)
      .map((digits) => `&#x${digits};`)
      .join(''),
  'escaped for HTML': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
  'with zero-width spaces inside': (secret) => [...secret].join('\u200b'),
  'as the bytes of UTF-8 with zero-width joiners inside': (secret) =>
    Buffer.from([...secret].join('\u200d')).toString('latin1'),
  'with line breaks inside': (secret) => secret.replace(/.{1,5}/g, '$&\n'),
  'with escaped line breaks inside': (secret) => secret.replace(/.{1,5}/g, '$&\\r\\n'),
  'with soft hyphens as entities inside': (secret) => [...secret].join('&#173;'),
}

describe('redaction', () => {
  test.each(Object.entries(SPELLINGS))('leaves no secret %s in any text', (name, spell) => {
    fc.assert(
      fc.property(
        name.endsWith(' inside') ? unescaped : printable,
        surrounding,
        surrounding,
        (secret, before, after) => {
          const spelt = spell(secret)
          const shown = createRedact([secret])(`${before}${spelt}${after}`)
          expect(shown).toContain(REDACTED)
          expect(shown).not.toContain(spelt)
          expect(shown).not.toContain(secret)
        },
      ),
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
    expect(redact('{"echo":"t-g1044-token')).toContain('t-g1044')
    expect(redact('{"echo":"t-g1044', { cut: true })).toBe(`{"echo":"${REDACTED}`)
    expect(redact('{\\"echo\\":\\"%74%2dg10', { cut: true })).toBe(`{\\"echo\\":\\"${REDACTED}`)
    expect(redact('t-', { cut: true })).toBe('t-')
    expect(redact('ends with t-', { cut: true })).toBe('ends with t-')
  })

  test.each([
    ['the start', 1, 0],
    ['the end', 0, 1],
    ['both ends', 0.5, 0.5],
  ])('finds a secret of which a third is cut off at %s', (_, first, last) => {
    const spellings = ['as it is', 'JSON-escaped twice', 'in hex with spaces', 'in base64 twice']
    fc.assert(
      fc.property(
        unescaped.filter(({ length }) => length >= 12),
        fc.constantFrom(...spellings),
        (secret, spelling) => {
          const third = Math.floor(secret.length / 3)
          const piece = secret.slice(
            Math.floor(third * first),
            secret.length - Math.floor(third * last),
          )
          const shown = createRedact([secret])(`« ${SPELLINGS[spelling]?.(piece)} »`)
          expect(shown).toContain(REDACTED)
          expect(shown).not.toContain(piece)
        },
      ),
    )
  })

  test('finds the middle third of a long secret, and no short piece of it', () => {
    const secret = 'Zq3vT8xLw0aN5bY7cR1dK9eM2fP4gS6h'
    const redact = createRedact([secret])
    expect(redact(`<${secret.slice(10, 22)}>`)).toBe(`<${REDACTED}>`)
    expect(redact(`<${secret.slice(12, 21)}>`)).toBe(`<${secret.slice(12, 21)}>`)
    expect(redact(`<${secret.slice(0, 19)}>`)).toBe(`<${secret.slice(0, 19)}>`)
    expect(redact(`<${secret.slice(0, 22)}>`)).toBe(`<${REDACTED}>`)
  })

  test.each([
    'a shop-of-the-town secret and of the test, an app of secrets',
    'https://open.feishu.cn/document/server-docs/im-v1/message/create?lang=zh-CN#3f7b',
    'om_dc13264520392f3c1d2aab3b01d8b8e0 6f1ed002ab5595859014ebf0951522d9',
  ])('leaves a text like a secret as it is: %s', (text) => {
    expect(createRedact(['secret-of-the-test-app', 'emulator-secret'])(text)).toBe(text)
  })

  test('takes no more than in proportion to the size of a text full of escapes', () => {
    const redact = createRedact(['Zq3vT8xLw0aN5bY7cR1dK9eM2fP4gS6h', `t-${'g104'.repeat(10)}`])
    const units = [
      '\\u0041',
      '%41',
      '%25',
      '\\',
      '\\\\\\"',
      '&#65;',
      '&amp;',
      '&',
      '0x',
      'A',
      'a b ',
    ]
    const timeOf = (text: string) => {
      const times = Array.from({ length: 5 }, () => {
        // The time of this thread alone, however busy the machine is.
        const started = process.threadCpuUsage()
        redact(text, { cut: true })
        const { user, system } = process.threadCpuUsage(started)
        return (user + system) / 1000
      })
      return Math.min(...times)
    }
    for (const unit of [...units, `%${'25'.repeat(64)}`]) {
      const [short, long] = [16, 256].map((kb) => unit.repeat((kb * 1024) / unit.length))
      // 16 times the text; a quadratic search would take 256 times as long. Shorter times are too short to measure.
      expect(timeOf(long ?? ''), unit).toBeLessThan(128 * Math.max(timeOf(short ?? ''), 0.5))
    }
  })

  test('copes with a long token in a large text', () => {
    const token = `t-${'ab'.repeat(2000)}`
    const text = `${'ab'.repeat(64 * 1024)}${'%41'.repeat(40 * 1024)}${token}`
    expect(createRedact([token])(text)).not.toContain(token)
  })
})

describe('how much of a secret is found', () => {
  const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
  const asIs = (text: string) => text
  const hex = (text: string) => Buffer.from(text).toString('hex')

  // The middle third has to be there, and as much as stated in all.
  test.each([
    [
      7,
      [[0, 7]],
      [
        [0, 6],
        [1, 7],
      ],
    ],
    [
      8,
      [
        [0, 6],
        [1, 7],
        [2, 8],
      ],
      [
        [0, 5],
        [1, 6],
        [3, 8],
      ],
    ],
    [
      12,
      [
        [0, 8],
        [2, 10],
        [4, 12],
      ],
      [
        [0, 7],
        [1, 8],
        [4, 11],
      ],
    ],
    [
      18,
      [
        [0, 12],
        [2, 12],
        [6, 16],
      ],
      [
        [2, 11],
        [3, 12],
        [6, 15],
        [0, 11],
      ],
    ],
    [
      30,
      [
        [10, 20],
        [0, 20],
      ],
      [
        [0, 19],
        [11, 30],
      ],
    ],
    [
      33,
      [
        [11, 22],
        [0, 22],
      ],
      [
        [0, 21],
        [11, 21],
        [12, 33],
      ],
    ],
  ] as [number, [number, number][], [number, number][]][])(
    'of %i characters these pieces: %j, and not these: %j',
    (length, found, missed) => {
      const secret = ALPHABET.slice(0, length)
      const redact = createRedact([secret])
      for (const spell of [asIs, hex]) {
        for (const [from, to] of found) {
          expect(redact(`<${spell(secret.slice(from, to))}>`), `${from}-${to}`).toBe(
            `<${REDACTED}>`,
          )
        }
        for (const [from, to] of missed) {
          const piece = `<${spell(secret.slice(from, to))}>`
          expect(redact(piece), `${from}-${to}`).toBe(piece)
        }
      }
    },
  )

  test('even if it has one character', () => {
    expect(createRedact(['x'])('a x b')).not.toContain('x')
  })

  test('a text as short as the shortest piece is searched', () => {
    const redact = createRedact([ALPHABET.slice(0, 30), ALPHABET.slice(0, 8)])
    expect(redact('ABCDEF')).toBe(REDACTED)
    expect(redact('ABCDE')).toBe('ABCDE')
  })

  test.each([
    ['…ABCD', 'ABCD', 'ABC'],
    ['hex', hex('ABCD'), hex('ABC')],
    ['base64', 'QUJDRE', 'QUJDR'],
  ])('at the end of a cut text the first four characters, not three, as %s', (_, four, three) => {
    const redact = createRedact([ALPHABET.slice(0, 20)])
    expect(redact(`say "${four}`, { cut: true })).toBe(`say "${REDACTED}`)
    expect(redact(`say "${three}`, { cut: true })).toBe(`say "${three}`)
    expect(redact(`say "${four}`)).toBe(`say "${four}`)
    expect(redact(four, { cut: true })).toBe(REDACTED)
  })

  test('at the end of a cut text all but its last character', () => {
    const redact = createRedact(['ABCDEFG'])
    expect(redact('say ABCDEF', { cut: true })).toBe(`say ${REDACTED}`)
    expect(redact('ABCDEF', { cut: true })).toBe(REDACTED)
  })

  test('one with an escape in itself is found decoded too, if six characters are left of it', () => {
    expect(createRedact(['%41bcdef'])('<\\u0041bcdef>')).toBe(`<${REDACTED}>`)
    expect(createRedact(['%41bcde'])('<\\u0041bcde>')).toBe('<\\u0041bcde>')
    expect(createRedact(['%41bcde'])('<%41bcde>')).toBe(`<${REDACTED}>`)
  })

  test.each([0, 1, 2, 3])('in base64 of base64 that begins %i digits earlier', (offset) => {
    const secret = ALPHABET.slice(0, 12)
    const twice = base64(base64(`${'.'.repeat(offset)}${secret}`))
    expect(createRedact([secret])(`${'a'.repeat(offset)}${twice}`)).toContain(REDACTED)
  })

  test('in base64 of base64 as short as its shortest piece', () => {
    // Seven digits of the secret's base64, which are ten digits of theirs.
    expect(createRedact(['ABCDEFGH'])('<SkRSRVZHUg>')).toBe(`<${REDACTED}>`)
    expect(createRedact(['ABCDEFGH'])('<RFJFVkdS>')).toBe('<RFJFVkdS>')
  })

  test('every one of them, also if it is there several times or repeats itself', () => {
    const redact = createRedact(['', 'ABABABAB', 'ABABABAB', '12345678'])
    expect(redact('ABABABAB 12345678 ABABABAB')).toBe(`${REDACTED} ${REDACTED} ${REDACTED}`)
    expect(redact('xABABABABABABx')).toBe(`x${REDACTED}x`)
    expect(createRedact([])('nothing to hide')).toBe('nothing to hide')
    expect(createRedact(['密', 'é'])('nothing to hide, 密')).toBe('nothing to hide, 密')
    expect(createRedact([''])('nothing to hide')).toBe('nothing to hide')
  })

  test('those of the call at hand, whichever were asked for before', () => {
    createRedact(['first-secret', 'second-secret'])
    const text = 'first-secret second-secret'
    expect(createRedact(['first-secret'])(text)).toBe(`${REDACTED} second-secret`)
    expect(createRedact(['second-secret'])(text)).toBe(`first-secret ${REDACTED}`)
    expect(createRedact(['second-secret', 'first-secret'])(text)).toBe(`${REDACTED} ${REDACTED}`)
    expect(createRedact(['second-secret', 'another'])(text)).toBe(`first-secret ${REDACTED}`)
    expect(createRedact(['unlike-those', 'another'])(text)).toBe(text)
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
