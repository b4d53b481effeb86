/**
 * A platform that answers at once, written by hand on `node:net` so that it is never what is
 * measured: tokens and pushes, both successful, and a count of each.
 */

import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { answerQuestions } from '../answer-questions.ts'

export type UpstreamCounts = { tokens: number; pushes: number; unauthorized: number }
type Question = { delayMs?: number }

const TOKEN = 't-bench0123456789abcdefghijklmnopqrstuv'
const TOKEN_ANSWER = answerOf({ code: 0, msg: 'ok', expire: 7200, tenant_access_token: TOKEN })
const PUSH_ANSWER = answerOf({ code: 0, msg: 'success', data: {} })
const REFUSAL = answerOf({ code: 99991661, msg: 'Missing access token' })

let counts: UpstreamCounts = { tokens: 0, pushes: 0, unauthorized: 0 }
let delayMs = 0

function answerOf(body: object): Buffer {
  const text = JSON.stringify(body)
  return Buffer.from(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n' +
      'X-Tt-Logid: 20261122000000ABCDEF0123456789ABCD\r\n' +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

function answerTo(head: string): Buffer {
  if (head.includes('/tenant_access_token/')) {
    counts.tokens += 1
    return TOKEN_ANSWER
  }
  counts.pushes += 1
  if (head.includes(TOKEN)) return PUSH_ANSWER
  counts.unauthorized += 1
  return REFUSAL
}

function serve(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', async (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      const head = rest.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (rest.length < end + 4 + length) return
      rest = rest.subarray(end + 4 + length)
      if (delayMs > 0) await setTimeout(delayMs)
      socket.write(answerTo(head))
    }
  })
}

answerQuestions((question: Question) => {
  const before = counts
  if (question.delayMs !== undefined) {
    delayMs = question.delayMs
    counts = { tokens: 0, pushes: 0, unauthorized: 0 }
  }
  return before
})
const server = createServer(serve).listen(0, '127.0.0.1', 1024, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
