import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutSecrets, findSecrets } from './secrets.ts'

const TOKEN = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
const SECRET = 'dskLLdkasdKK12345678'

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
])('%s is no secret', (text) => {
  expect(findSecrets(text)).toEqual([])
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
