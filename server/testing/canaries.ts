import type { Behaviour } from './fault-server.ts'
import { http, json } from './faults.ts'

// With characters that differ in every encoding.
export const TOKEN = 't-g104canary/TOKEN+"of=the\\test'
export const SECRET = 'canary+SECRET/of"the\\app='

const ENCODINGS: ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => JSON.stringify(secret).slice(1, -1),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => Buffer.from(secret).toString('base64').replace(/.?=*$/, ''),
  (secret) => Buffer.from(secret).toString('base64url').slice(0, -1),
]

/** Finds the secrets in a text, in any encoding, also inside JSON strings. */
export function leaksIn(text: string): string[] {
  const spellings = spell([TOKEN, SECRET])
  const once = spellings.map((spelling) => JSON.stringify(spelling).slice(1, -1))
  return [...spellings, ...once].filter((spelling) => text.includes(spelling))
}

export const spell = (secrets: string[]) =>
  secrets.flatMap((secret) => ENCODINGS.map((e) => e(secret)))

/** Responses that contain secrets of the request, by the place that contains them. */
export function echoesOf(...secrets: [string, ...string[]]): Record<string, Behaviour> {
  const [secret] = secrets
  const everything = spell(secrets)
  const asHeaders = everything.map((text, i) => `X-Echo-${i}: ${text}\r\n`).join('')
  const troubleshooter = `https://open.feishu.cn/?t=${encodeURIComponent(secret)}`
  return {
    'in the message of a refusal': json('400 Bad Request', { code: 1, msg: everything.join(' ') }),
    'in the log id and the link': json('400 Bad Request', {
      code: 1,
      error: { log_id: secret, troubleshooter },
    }),
    'in the names of fields': json('400 Bad Request', { code: 1, [secret]: { a: everything } }),
    'in headers': json('400 Bad Request', { code: 1 }, asHeaders),
    'in headers of their own name': json(
      '400 Bad Request',
      { code: 1 },
      `Set-Cookie: session=${secret.slice(0, 15)}\r\nX-My-Token: ${secret.slice(0, 15)}\r\nAuthorization: Bearer ${secret}\r\n`,
    ),
    'in a page': http('502 Bad Gateway', 'text/html', everything.join('<br>'), asHeaders),
    'in the content type': http('200 OK', `text/x-${secret}`, '<html>'),
    'in a redirect': json('307 Found', {}, `Location: https://evil.test/?${secret}\r\n`),
    'in bytes that are no text': http(
      '200 OK',
      'application/json',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(everything.join(' '))]),
    ),
    'cut off in the middle': {
      parts: [`HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"echo":"${secret.slice(0, -1)}`],
      end: 'fin',
    },
    'in the id of a message': json('200 OK', { code: 0, data: { message_id: secret } }),
  }
}
