import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type RecordedRequest = {
  method: string
  path: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
}

type Answer = { status: number; type: string; text: string } | 'dropped'

export const LOG_ID = '202611220400001234567890ABCDEF0123'
export const TOKEN = 't-recorder-token'

const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(value),
})
const refusal = (code: number, msg: string) => ({ code, msg, error: { log_id: LOG_ID } })

/** What the push may be answered. */
export const ANSWERS = {
  success: json(200, { code: 0, msg: 'success', data: {} }),
  refused: json(400, refusal(230008, 'follow up already exist.')),
  refusedWith200: json(200, refusal(230001, 'param is invalid.')),
  gatewayJson: json(502, { message: 'bad gateway' }),
  gatewayHtml: { status: 502, type: 'text/html', text: '<html>Bad Gateway</html>' },
  empty: { status: 200, type: 'application/json', text: '' },
  dropped: 'dropped',
} as const satisfies Record<string, Answer>

export type AnswerName = keyof typeof ANSWERS

/** A server that takes every token request and push, remembers them, and answers as it is told. */
export async function startRecorder() {
  const requests: RecordedRequest[] = []
  const told = { push: ANSWERS.success as Answer, tokenRefused: false }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request
      const headers = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
      )
      requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') })
      const token = json(200, { code: 0, msg: 'ok', tenant_access_token: TOKEN, expire: 7200 })
      const noToken = json(400, { code: 10014, msg: 'app secret invalid' })
      const answer = !url.endsWith('/internal') ? told.push : told.tokenRefused ? noToken : token
      if (answer === 'dropped') {
        request.socket.destroy()
        return
      }
      const { status, type, text } = answer
      response.writeHead(status, { 'content-type': type, 'x-tt-logid': LOG_ID })
      response.end(text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The requests since the last call of `take`. */
    take: () => requests.splice(0),
    answerPush(name: AnswerName) {
      told.push = ANSWERS[name]
    },
    refuseToken(refused: boolean) {
      told.tokenRefused = refused
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Recorder = Awaited<ReturnType<typeof startRecorder>>
