import type { Behaviour } from '../../../server/testing/fault-server.ts'
import { FAULTS, type FaultName, http, json } from '../../../server/testing/faults.ts'
import type { FaultCase } from '../fault.ts'
import { DEADLINE_MS, SUCCESS } from '../fixture.ts'

type ExpectedResult = {
  outcome: 'answered' | 'unknown'
  code?: number
  kind?: string
  /** Whether the console waits until its deadline. */
  slow?: boolean
}

/** The code of the platform's rate limit. */
const LIMITED = 99991400

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

/** A fault in the platform's response to a call that has arrived. */
function row(id: string, fault: string, behaviour: Behaviour, expected: ExpectedResult): FaultCase {
  const { outcome, code = null, kind = '', slow = false } = expected
  return {
    id,
    fault,
    behaviour: `${outcome}${code === null ? `, ${kind}` : ` ${code}`}; one call, one row`,
    async run({ startUpstream, startConsole }, check) {
      const upstream = await startUpstream()
      const console = await startConsole(upstream)
      // The first send of a process also loads modules, which would count as memory.
      await console.send('om_warm')
      const before = { calls: upstream.calls().length, mb: console.peakMb() }
      upstream.behave(behaviour)
      const result = await console.send('om_fault', { key: 'once' })
      check('outcome', result.outcome, outcome)
      check('HTTP status', result.status, outcome === 'answered' ? 200 : 504)
      check('meaning', { code: result.code, kind: result.kind }, { code, kind })
      if (slow) check('in time', Math.abs(result.ms - DEADLINE_MS) < 500, true)
      if (id === 'R3') check('keeps the received part', result.received.length > 0, true)

      const again = await console.send('om_fault', { key: 'once' })
      check('one row for one key', again.id === result.id && again.id !== '', true)
      check('one call', upstream.calls().length - before.calls, 1)
      check('ledger', await console.stateOf(result.id), outcome)
      check('memory', console.peakMb() - before.mb < 64, true)
      check('health', await console.health(), 200)
      upstream.behave(SUCCESS)
      const next = await console.send('om_after')
      // After a rate limit nothing is sent before the reset.
      if (code === LIMITED) check('next send', [next.status, next.error], [429, 'rate_limited'])
      else check('next send', next.code, 0)
    },
  }
}

const broken = (id: string, fault: FaultName, kind: string, slow = false): FaultCase =>
  row(id, fault.replaceAll('_', ' '), FAULTS[fault], { outcome: 'unknown', kind, slow })

const CONTINUES = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(2_000)
const OK = '{"code":0,"msg":"success","data":{}}'

/** R1 to R3 and R5 to R9: the platform has the call, but its response is late, lost or damaged. */
export const RESPONSE_FAULTS: readonly FaultCase[] = [
  broken('R1', 'hang', 'timeout', true),
  broken('R2a', 'reset_before_headers', 'reset'),
  broken('R2b', 'close_before_headers', 'reset'),
  broken('R2c', 'reset_after_headers', 'reset'),
  broken('R2d', 'reset_mid_body', 'reset'),
  broken('R3', 'slow_drip', 'timeout', true),
  broken('R5a', 'html_502', 'not_json'),
  row(
    'R5b',
    '503 with the platform’s own JSON',
    json('503 Service Unavailable', { code: 230001 }),
    {
      outcome: 'answered',
      code: 230001,
    },
  ),
  row(
    'R6a',
    '429 with a reset header',
    json('429 Too Many Requests', { code: LIMITED }, 'x-ogw-ratelimit-reset: 5\r\n'),
    { outcome: 'answered', code: LIMITED },
  ),
  row('R6b', '400 with the rate limit code', json('400 Bad Request', { code: LIMITED }), {
    outcome: 'answered',
    code: LIMITED,
  }),
  broken('R7a', 'captive_portal', 'not_json'),
  broken('R7b', 'empty_200', 'not_json'),
  broken('R7c', 'truncated', 'truncated'),
  broken('R7d', 'truncated_chunked', 'truncated'),
  broken('R7e', 'not_utf8', 'not_json'),
  broken('R7f', 'invalid_json', 'not_json'),
  broken('R7g', 'no_code', 'no_code'),
  broken('R7h', 'code_is_text', 'no_code'),
  broken('R7i', 'json_array', 'no_code'),
  row('R7j', 'right JSON under a wrong type', http('200 OK', 'text/html', OK), {
    outcome: 'answered',
    code: 0,
  }),
  row('R7k', '200 with an error code', json('200 OK', { code: 230006 }), {
    outcome: 'answered',
    code: 230006,
  }),
  broken('R8a', 'huge', 'too_large'),
  broken('R8b', 'gzip_bomb', 'not_json'),
  broken('R9a', 'not_http', 'protocol'),
  broken('R9b', 'two_lengths', 'truncated'),
  row(
    'R9c',
    'length and chunks at once',
    {
      parts: [
        `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n24\r\n${OK}\r\n0\r\n\r\n`,
      ],
      end: 'fin',
    },
    { outcome: 'unknown', kind: 'truncated' },
  ),
  row(
    'R9d',
    'a flood of 100 Continue',
    { parts: [CONTINUES], endless: true, gapMs: 5, end: 'stay' },
    { outcome: 'unknown', kind: 'reset' },
  ),
  row(
    'R9e',
    'TLS instead of plain HTTP',
    { parts: [Buffer.from('160303004a0200004603', 'hex')], end: 'fin' },
    { outcome: 'unknown', kind: 'protocol' },
  ),
  row('R9f', 'a redirect', FAULTS.redirect, { outcome: 'unknown', kind: 'redirect' }),
]
