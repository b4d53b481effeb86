import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Only for tests: a server for one test. */
export async function startAppServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Received = { headers: IncomingHttpHeaders; body: string }

/** Only for tests: a bot without encryption that passes the check and keeps what it is sent after. */
export async function startBot(answer: (body: string) => { status?: number; body?: string }) {
  const received: Received[] = []
  const url = await startAppServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { challenge } = JSON.parse(body)
    if (typeof challenge === 'string') {
      response.end(JSON.stringify({ challenge }))
      return
    }
    received.push({ headers: request.headers, body })
    const { status = 200, body: text = '{}' } = answer(body)
    response.writeHead(status).end(text)
  })
  return { url, received }
}
