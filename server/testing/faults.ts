import { gzipSync } from 'node:zlib'
import type { Behaviour } from './fault-server.ts'
import type { RawRequest } from './raw-request.ts'

const OK = '{"code":0,"msg":"success","data":{}}'

/** A complete HTTP response with this body. */
export function http(status: string, type: string, body: string | Buffer, more = ''): Behaviour {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n`
  return { parts: [Buffer.concat([Buffer.from(head), Buffer.from(body)])], end: 'stay' }
}

/** A JSON response like those of the platform. */
export function json(status: string, value: unknown, more = ''): Behaviour {
  return http(status, 'application/json; charset=utf-8', JSON.stringify(value), more)
}

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

/** Faulty responses by name. */
export const FAULTS = {
  hang: { parts: [], end: 'stay' },
  reset_before_headers: { parts: [], end: 'reset' },
  close_before_headers: { parts: [], end: 'fin' },
  reset_after_headers: { parts: [`${HEAD}Content-Length: 36\r\n\r\n`], end: 'reset' },
  reset_mid_body: { parts: [`${HEAD}Content-Length: 36\r\n\r\n${OK.slice(0, 9)}`], end: 'reset' },
  truncated: { parts: [`${HEAD}Content-Length: 999\r\n\r\n${OK}`], end: 'fin' },
  truncated_chunked: {
    parts: [`${HEAD}Transfer-Encoding: chunked\r\n\r\n24\r\n${OK}\r\n`],
    end: 'fin',
  },
  html_502: http('502 Bad Gateway', 'text/html', '<html><h1>502 Bad Gateway</h1></html>'),
  captive_portal: http('200 OK', 'text/html', '<html>Please log in to the Wi-Fi</html>'),
  empty_200: http('200 OK', 'application/json', ''),
  huge: { parts: [`${HEAD}\r\n`, 'x'.repeat(64 * 1024)], endless: true, end: 'stay' },
  slow_drip: { parts: [`${HEAD}\r\n`, ' '], gapMs: 10, endless: true, end: 'stay' },
  redirect: json('307 Temporary Redirect', { code: 0 }, 'Location: http://127.0.0.1:1/\r\n'),
  invalid_json: http('200 OK', 'application/json', '{"code":0,'),
  no_code: json('200 OK', { msg: 'success' }),
  code_is_text: json('200 OK', { code: '0' }),
  code_is_fraction: json('200 OK', { code: 0.5 }),
  json_array: json('200 OK', [{ code: 0 }]),
  gzip_bomb: http(
    '200 OK',
    'application/json',
    gzipSync(Buffer.alloc(50 * 1024 * 1024)),
    'Content-Encoding: gzip\r\n',
  ),
  not_utf8: http(
    '200 OK',
    'application/json',
    Buffer.from('{"code":0,"msg":"\xff\xfe"}', 'latin1'),
  ),
  not_http: { parts: ['SSH-2.0-OpenSSH_9.2\r\n'], end: 'stay' },
  two_lengths: {
    parts: [`${HEAD}Content-Length: 36\r\nContent-Length: 35\r\n\r\n${OK}`],
    end: 'fin',
  },
} as const satisfies Record<string, Behaviour>

export type FaultName = keyof typeof FAULTS

const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal'

export function isTokenCall({ path }: RawRequest): boolean {
  return path === TOKEN_PATH
}

export function grantToken(token: string, expire = 7200): Behaviour {
  return json('200 OK', { code: 0, msg: 'ok', tenant_access_token: token, expire })
}

/** Grants every token call; `behaviour` is called for every other request. */
export function afterToken(token: string, behaviour: () => Behaviour) {
  return (request: RawRequest): Behaviour =>
    isTokenCall(request) ? grantToken(token) : behaviour()
}
