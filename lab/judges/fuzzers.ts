import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import {
  findLeak,
  type HostileResponse,
  runProgram,
  type Scanner,
  type ScanTarget,
} from './scanner.ts'

const INPUTS = { full: 50_000, quick: 2_000 }
const CONCURRENCY = 16
const TIMEOUT_MS = 5_000

/** The inputs of the console; `*` is replaced by hostile text. */
const PATHS = [
  '/api/messages/*/push_follow_up',
  '/api/messages?profile=*',
  '/api/messages/om_x/push_follow_up?*=1',
  '/api/exchanges?query=*',
  '/api/exchanges?cursor=*',
  '/api/exchanges/*',
  '/api/exchanges/*/resolve',
  '/api/templates?query=*',
  '/api/templates/*/versions',
  '/api/templates/import',
  '/api/retention',
  '/api/error-codes?endpoint=*',
  '/api/*',
  '/*',
]

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom("' or 1=1 --", '../../etc/passwd', '..', '%00', '\u202e', '<script>', '\r\nx: y'),
  fc.constantFrom('om_x', 'emulator', '__proto__', '9'.repeat(400)),
)

const followUps = fc.record(
  {
    follow_ups: fc.array(
      fc.record(
        { content: fc.oneof(text, fc.jsonValue()), i18n_contents: fc.jsonValue() },
        { requiredKeys: [] },
      ),
      { maxLength: 5 },
    ),
    receive_id_type: text,
    receive_id: text,
    text,
  },
  { requiredKeys: [] },
)

const hostileRequest = fc.record({
  method: fc.constantFrom('POST', 'POST', 'GET', 'PATCH', 'DELETE', 'PUT', 'OPTIONS'),
  path: fc
    .tuple(fc.constantFrom(...PATHS), text)
    .map(([path, hostile]) => path.replace('*', () => encodeURIComponent(hostile.toWellFormed()))),
  type: fc.constantFrom(
    'application/json',
    'application/json',
    'text/plain',
    'APPLICATION/JSON;',
    '',
  ),
  key: fc.option(text),
  body: fc.oneof(
    followUps.map((value) => Buffer.from(JSON.stringify(value))),
    fc.json({ maxDepth: 6 }).map((json) => Buffer.from(json)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  ),
})

type HostileRequest = typeof hostileRequest extends fc.Arbitrary<infer T> ? T : never

/** Tens of thousands of random hostile requests. */
export const FAST_CHECK: Scanner = {
  name: 'fast-check',
  looksFor: 'crashes, 5xx, stack traces, missing policy',
  async run(target, { quick }) {
    const seed = Date.now() % 2 ** 31
    const inputs = fc.sample(hostileRequest, { numRuns: quick ? INPUTS.quick : INPUTS.full, seed })
    const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
    const findings = new Map<string, string>()
    let next = 0
    const work = async () => {
      for (let i = next++; i < inputs.length && findings.size < 20; i = next++) {
        const input = inputs[i]
        const leak = input && findLeak(await sendHostile(target, input, agent))
        if (input && leak && !findings.has(leak)) {
          findings.set(
            leak,
            `${leak}: ${input.method} ${input.path.slice(0, 100)} (seed ${seed}, #${i})`,
          )
        }
      }
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, work))
    agent.destroy()
    return [...findings.values()]
  },
}

function sendHostile(
  { url }: ScanTarget,
  { method, path, type, key, body }: HostileRequest,
  agent: Agent,
) {
  return new Promise<HostileResponse | null>((resolve) => {
    const headers: Record<string, string | number> = { 'content-length': body.length }
    if (type) headers['content-type'] = type
    // Only text that HTTP allows in a header can be sent.
    if (key !== null && /^[\x20-\x7e\x80-\xff]*$/.test(key)) headers['idempotency-key'] = key
    const outgoing = request(
      url + path,
      { method, headers, agent, timeout: TIMEOUT_MS },
      async (response) => {
        const chunks = await response.toArray().catch(() => null)
        if (chunks === null) return resolve(null)
        const headers = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`)
        resolve({
          status: response.statusCode ?? 0,
          headers: headers.join('\n'),
          body: Buffer.concat(chunks).toString(),
        })
      },
    )
    outgoing.once('timeout', () => outgoing.destroy())
    outgoing.once('error', () => resolve(null))
    outgoing.end(body)
  })
}

const SEEDS = { full: 400, quick: 60 }
const BODY =
  '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"x","language":"en_us"}]}]}'

/** Requests with flipped bits, sent over a plain socket. */
export const ZZUF: Scanner = {
  name: 'zzuf',
  program: 'zzuf',
  looksFor: 'errors caused by flipped bits',
  async run(target, { quick }) {
    const findings = new Set<string>()
    const head = `POST /api/messages/om_x/push_follow_up HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(BODY)}\r\n\r\n`
    for (let seed = 0; seed < (quick ? SEEDS.quick : SEEDS.full); seed += 1) {
      // Every other head stays intact, so that the body is read at all.
      const intact = seed % 2 === 0 ? head : ''
      const rest = Buffer.from(seed % 2 === 0 ? BODY : head + BODY)
      const fuzzed = await runProgram(10, 'zzuf', ['-s', String(seed), '-r', '0.01', 'cat'], rest)
      const bytes = Buffer.concat([Buffer.from(intact), Buffer.from(fuzzed.output, 'latin1')])
      const response = await sendBytes(target, bytes)
      // A broken request may get no response, as long as others do.
      const leak =
        response === null && intact === '' ? await checkAlive(target) : findLeak(response)
      if (leak) findings.add(leak)
    }
    return [...findings]
  },
}

async function checkAlive({ url }: ScanTarget): Promise<string | null> {
  const alive = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  return alive?.ok ? null : 'it no longer responds'
}

function sendBytes({ url }: ScanTarget, bytes: Buffer): Promise<HostileResponse | null> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let received = ''
    const done = (): void => {
      socket.destroy()
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(received) ?? []
      const [headers = '', ...body] = received.split('\r\n\r\n')
      resolve(status ? { status: Number(status), headers, body: body.join('') } : null)
    }
    socket.setTimeout(1_500, done)
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.once('error', done)
    socket.once('close', done)
    socket.write(bytes)
  })
}
