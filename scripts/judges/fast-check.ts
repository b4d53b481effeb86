import { Agent, request } from 'node:http'
import fc from 'fast-check'
import type { Judge, Target } from './judge.ts'
import { type Answer, flawOf } from './verdict.ts'

const INPUTS = { full: 50_000, quick: 2_000 }
const AT_ONCE = 16
const ANSWER_MS = 5_000

/** Where something is read: every way in of the console, with a place for what is hostile. */
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

type Hostile = typeof hostileRequest extends fc.Arbitrary<infer T> ? T : never

/** Tens of thousands of requests that nobody should send. */
export const FAST_CHECK: Judge = {
  name: 'fast-check',
  looks: 'crashes, 5xx, stack traces, missing policy',
  async run(target, { quick }) {
    const seed = Date.now() % 2 ** 31
    const inputs = fc.sample(hostileRequest, { numRuns: quick ? INPUTS.quick : INPUTS.full, seed })
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
    const findings = new Map<string, string>()
    let next = 0
    const work = async () => {
      for (let i = next++; i < inputs.length && findings.size < 20; i = next++) {
        const input = inputs[i]
        const flaw = input && flawOf(await ask(target, input, agent))
        if (input && flaw && !findings.has(flaw)) {
          findings.set(
            flaw,
            `${flaw}: ${input.method} ${input.path.slice(0, 100)} (seed ${seed}, #${i})`,
          )
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    agent.destroy()
    return [...findings.values()]
  },
}

function ask({ url }: Target, { method, path, type, key, body }: Hostile, agent: Agent) {
  return new Promise<Answer | null>((resolve) => {
    const headers: Record<string, string | number> = { 'content-length': body.length }
    if (type) headers['content-type'] = type
    // What no client can put into a header it cannot send either.
    if (key !== null && /^[\x20-\x7e\x80-\xff]*$/.test(key)) headers['idempotency-key'] = key
    const asking = request(
      url + path,
      { method, headers, agent, timeout: ANSWER_MS },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.once('error', () => resolve(null))
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.entries(response.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n'),
            body: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    asking.once('timeout', () => asking.destroy())
    asking.once('error', () => resolve(null))
    asking.end(body)
  })
}
