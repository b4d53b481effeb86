import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type RecordedRequest = {
  method: string
  path: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

/** `cut` ends after half of its text, `dropped` ends with no response, `silent` never responds. */
type Answer = { status: number; type: string; text: string; cut?: boolean } | 'dropped' | 'silent'

export const LOG_ID = '202611220400001234567890ABCDEF0123'
export const TOKEN = 't-recorder-token'

const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(value),
})
const rejection = (code: number, msg: string) => ({ code, msg, error: { log_id: LOG_ID } })
const success = json(200, { code: 0, msg: 'success', data: {} })
const html: Answer = { status: 502, type: 'text/html', text: '<html>"code":0</html>' }

/** What the push may be answered. */
export const ANSWERS = {
  success,
  rejected: json(400, rejection(230006, 'only support latest message.')),
  alreadyThere: json(400, rejection(230008, 'follow up already exist.')),
  rejectedWith200: json(200, rejection(230001, 'param is invalid.')),
  rateLimited: json(429, rejection(99991400, 'request trigger frequency limit')),
  serverError: json(500, rejection(2200, 'Internal Error')),
  serverErrorWithoutCode: json(500, { message: 'bad gateway', msg: 'bad gateway' }),
  html,
  empty: { status: 200, type: 'application/json', text: '' },
  cut: { status: 200, type: 'application/json', text: '{"code":0,"msg":"success"}', cut: true },
  dropped: 'dropped',
  silent: 'silent',
} as const satisfies Record<string, Answer>

/** What the token request may be answered. */
export const TOKEN_ANSWERS = {
  token: json(200, { code: 0, msg: 'ok', tenant_access_token: TOKEN, expire: 7200 }),
  wrongSecret: json(200, { code: 10014, msg: 'app secret invalid' }),
  html,
  dropped: 'dropped',
} as const satisfies Record<string, Answer>

export type AnswerNames = {
  push?: keyof typeof ANSWERS
  token?: keyof typeof TOKEN_ANSWERS
}

/** A server that takes every token request and push, remembers them, and answers as it is told. */
export async function startRecorder() {
  const requests: RecordedRequest[] = []
  const told: { push: Answer; token: Answer } = { push: success, token: TOKEN_ANSWERS.token }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request
      const headers = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
      )
      requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') })
      const answer = url.endsWith('/internal') ? told.token : told.push
      if (answer === 'silent') return
      if (answer === 'dropped') {
        request.socket.destroy()
        return
      }
      const { status, type, text, cut } = answer
      const length = Buffer.byteLength(text)
      response.writeHead(status, {
        'content-type': type,
        'content-length': length,
        'x-tt-logid': LOG_ID,
      })
      if (cut) response.write(text.slice(0, length / 2), () => request.socket.destroy())
      else response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The requests since the last call of `take`. */
    take: () => requests.splice(0),
    /** Sets the next answers. */
    answer({ push = 'success', token = 'token' }: AnswerNames) {
      told.push = ANSWERS[push]
      told.token = TOKEN_ANSWERS[token]
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Recorder = Awaited<ReturnType<typeof startRecorder>>
