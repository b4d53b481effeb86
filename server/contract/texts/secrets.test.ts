import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutSecrets, findSecrets, maskValues } from './secrets.ts'

const TOKEN = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
const SECRET = 'dskLLdkasdKK12345678'
const x = (length: number) => 'x'.repeat(length)

test.each([
  [`Authorization: Bearer ${TOKEN}`, TOKEN],
  [TOKEN, TOKEN],
  [`u-${TOKEN.slice(2)} x`, `u-${TOKEN.slice(2)}`],
  [`a-${TOKEN.slice(2)}`, `a-${TOKEN.slice(2)}`],
  [`access_token=${TOKEN}&x=1`, TOKEN],
  ['Bearer eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM', 'eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM'],
  [`{"app_secret":"${SECRET}"}`, SECRET],
  [`{"app_secret": "abcdefghijkl"}`, 'abcdefghijkl'],
  [`{\\"app_secret\\":\\"${SECRET}\\"}`, SECRET],
  [`app_id=cli_a1&app_secret=${SECRET}`, SECRET],
  [`%7B%22app_secret%22%3A%22${SECRET}%22%7D`, SECRET],
  [`map[app_id:cli_a1 app_secret:${SECRET}]`, SECRET],
  [`appSecret: '${SECRET}',`, SECRET],
  [`'app_secret' => '${SECRET}'`, SECRET],
  [`APP_SECRET=${SECRET}`, SECRET],
  [`App Secret：${SECRET}`, SECRET],
  [`X-App-Secret: ${SECRET}`, SECRET],
  [`lark.NewClient("cli_a1b2", "${SECRET}")`, SECRET],
  [`.app_secret("${SECRET}")`, SECRET],
  [`lark-cli --app-secret ${SECRET}`, SECRET],
  [`encrypt_key: "${SECRET}"`, SECRET],
  [`"encryptKey":"${SECRET}"`, SECRET],
  [`ENCRYPT_KEY=${SECRET}`, SECRET],
  [`Encrypt Key: ${SECRET}`, SECRET],
  [`{"key":"app_secret","value":"${SECRET}"}`, SECRET],
  [`curl -u me:${SECRET} https://x`, SECRET],
  [`https://me:${SECRET}@host/x`, SECRET],
  [`-b 'session=${SECRET}'`, SECRET],
  [`Cookie: a=1; session=${SECRET}`, SECRET],
  [`New-Object System.Net.Cookie("session", "${SECRET}", "/")`, SECRET],
  [`(${TOKEN})`, TOKEN],
  [`url=%2F${TOKEN}`, TOKEN],
  [`"a\\n${TOKEN}"`, TOKEN],
  ['t-abcdefghijk1-abcdefg', 't-abcdefghijk1-abcdefg'],
  ['Bearer eyJhbGciOiJI.eyJzdWIiOiIx.Sfl/KxwRJSM', 'eyJhbGciOiJI.eyJzdWIiOiIx.Sfl/KxwRJSM'],
  ['(eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM)', 'eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM'],
  ['token=t-abc123', 't-abc123'],
  [`access_token=${SECRET}`, SECRET],
  [`ACCESS_TOKEN=${SECRET}`, SECRET],
  [`the refresh-token: ${SECRET}`, SECRET],
  ['{"verification_token":"abcdefgh"}', 'abcdefgh'],
  ['Bearer abcd1234', 'abcd1234'],
  ['BEARER abcdefgh12345678', 'abcdefgh12345678'],
  ['Bearer    abcdefgh12345678', 'abcdefgh12345678'],
  ['Basic abcd+efgh/12345==', 'abcd+efgh/12345=='],
  ['Bearer abcdefghijklmnopqrstuvwx', 'abcdefghijklmnopqrstuvwx'],
  [`--APP-KEY  =${SECRET}`, SECRET],
  [`--${x(30)}key ${SECRET}`, SECRET],
  ['--app-key "abcdefgh"', 'abcdefgh'],
  [`Client("cli_${x(64)}", "${SECRET}")`, SECRET],
  [`https://${x(100)}:${SECRET}@host/`, SECRET],
  [`curl --user ${x(101)}:${SECRET}`, SECRET],
  ['Cookie: session=abcdefgh', 'abcdefgh'],
  [`Cookie: x-follow-up-console.a=${SECRET}`, SECRET],
  [`new net.cookie(        "session", "${SECRET}")`, SECRET],
  [`"cookies": [{ "name": "session", "value": "${SECRET}" }]`, SECRET],
  ['app_secret="abc-your-12345"', 'abc-your-12345'],
  ['app_secret="x-om_12345678"', 'x-om_12345678'],
  ['app_secret="aAPP_SECRET1"', 'aAPP_SECRET1'],
  ['app_secret="APP_SECRETx1"', 'APP_SECRETx1'],
  ['app_secret="abcdefgh"', 'abcdefgh'],
  ['app_secret=abcdefghij12', 'abcdefghij12'],
  ['app_secret=abcd+efghij12', 'abcd+efghij12'],
])('%s', (text, secret) => {
  expect(findSecrets(text).map(({ start, end }) => text.slice(start, end))).toEqual([secret])
  expect(cutSecrets(text)).not.toContain(secret)
})

test.each([
  't-shirt-size-large',
  't-shirt-size-2024-large-and-long',
  'om_dc13264520392913993dd051dba21dcf',
  '3f2b8c1e-7a54-4d0e-9b1a-5c6d7e8f9012',
  'u-3f2b8c1e-7a54-4d0e-9b1a-5c6d7e8f9012',
  "-b 'follow-up-console.locale=zh'",
  'Cookie: follow-up-console.locale=zh',
  'Authorization: Bearer $TOKEN',
  'Authorization: Bearer {{token}}',
  'Bearer authentication is needed',
  'app_secret = os.environ["APP_SECRET"]',
  'appSecret: process.env.APP_SECRET2!',
  'appSecret: getSecretFromVault2()',
  'app_secret=YOUR_APP_SECRET',
  '{"app_secret":"<your secret 1234>"}',
  '{"id":"cli_9f427eec54ae901b","id_type":"app_id","sender_type":"app"}',
  '{"app_id":"cli_a1b2","chat_type":"private"}',
  'eyJmb2xsb3dfdXBzIjogW3siY29udGVudCI6ICLmn6XnnIvov5vluqYifV19',
  '"token": "c-295ee57216a5dc9de90fefd0aadb4b1d7dxxxx"',
  'a secret: no one knows it',
  'tokens: 5, secrets: many',
  `x${TOKEN}`,
  `start ab${TOKEN}`,
  't-abcdefghij1-abcdefgh',
  't-abcdefghijkl-1234567',
  't-123456789012-abcdefg',
  't-shirt-eyJ-size-large-abc',
  `TOKEN=${SECRET}`,
  `access my token: ${SECRET}`,
  'token=abct-12345678901',
  'Bearer abcdefghijklmnopqrstuvw',
  'Bearer <abcdefgh12345678>',
  '--app-key abcdefgh',
  'Cookie: follow-up-console.locale=zh-Hans-CN',
  `Cookie: follow-up-console.${x(182)}=${SECRET}`,
  'Cookie("follow-up-console.locale", "zh-Hans-CN")',
  'Cookie: session=your-session-1234',
  'app_secret="Your-secret-1234"',
  'app_secret="abcdef...1234"',
  'app_secret="cli_9f427eec54ae901b"',
  'app_secret="APP_SECRET_1"',
  'app_secret="abcdefg"',
  'app_secret=abcdefghi12',
  'app_secret=abcdefghijkl',
  'app_secret=123456789012',
  'app_secret=!abcdefghij12',
])('%s is no secret', (text) => {
  expect(findSecrets(text)).toEqual([])
})

test('cuts each secret of a text, and nothing else', () => {
  expect(cutSecrets(`a https://me:${SECRET}@host app_secret=${SECRET} b`)).toBe(
    'a https://me:(redacted)@host app_secret=(redacted) b',
  )
  expect(cutSecrets('a b', [{ start: 0, end: 1 }])).toBe('(redacted) b')
  expect(cutSecrets('a b')).toBe('a b')
  expect(cutSecrets(`curl -u me:${'a'.repeat(199)}/${TOKEN}`)).toBe(
    'curl -u me:(redacted)(redacted)',
  )
})

describe('the secrets of one text', () => {
  const spansOf = (values: readonly string[]) => {
    let end = -1
    return values.map((value) => {
      const start = end + 1
      end = start + value.length
      return { start, end }
    })
  }
  const mask = (...values: string[]) => maskValues(values.join(' '), spansOf(values))

  test('are hidden in every other one, wherever they occur', () => {
    expect(mask('abcd.efg', 'x y')('abcd.efg, xabcd.efgx')).toBe('(redacted), x(redacted)x')
    expect(mask('abcd.efg')('abcdxefg')).toBe('abcdxefg')
    expect(mask('ab.cd.ef')('ab.cd.ef')).toBe('(redacted)')
    expect(mask('abcdefgh')(`app_secret=${SECRET}`)).toBe('app_secret=(redacted)')
  })

  test('are hidden whole if one begins with another', () => {
    expect(mask('abcdefgh', 'abcdefghijkl')('abcdefghijkl abcdefgh')).toBe('(redacted) (redacted)')
  })

  test('are hidden if they are long enough, and up to 200', () => {
    expect(mask('abcdefg')('abcdefg')).toBe('abcdefg')
    expect(mask()('abc null')).toBe('abc null')
    const many = Array.from({ length: 201 }, (_, at) => `value-${100 + at}`)
    const shown = mask('abcdefg', ...many, ...many)(many.join(' '))
    expect(shown).toBe(`${'(redacted) '.repeat(200)}value-300`)
  })
})

test('spans are sorted, apart and inside the text, whatever the text', () => {
  const piece = fc.constantFrom(
    TOKEN,
    SECRET,
    'app_secret',
    '":"',
    '=',
    'Bearer ',
    'Cookie: a=',
    '\\',
    '%22',
    '"',
    "'",
    ' ',
    '\n',
    'cli_a',
    ',',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      let from = 0
      for (const { start, end } of findSecrets(text)) {
        expect(start).toBeGreaterThanOrEqual(from)
        expect(end).toBeGreaterThan(start)
        from = end
      }
      expect(from).toBeLessThanOrEqual(text.length)
    }),
  )
})
