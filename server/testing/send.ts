import { onTestFinished } from 'vitest'
import { exchangeSchema } from '#contract/exchange'
import { refusalSchema } from '#contract/refusal'
import type { Ledger } from '../ledger/ledger.ts'
import { type Behaviour, startFaultServer } from './fault-server.ts'
import { afterToken, isTokenCall, json } from './faults.ts'
import type { RawRequest } from './raw-request.ts'
import { createTestConsole, testProfile } from './test-console.ts'

export const TOKEN = 't-g104-token-of-the-test'
export const PUSH = '/api/messages/om_test/push_follow_up'
export const BODY = { follow_ups: [{ content: '查看进度' }] }
export const SUCCESS = json('200 OK', { code: 0, msg: 'success', data: {} })

/** Starts a console on an upstream of its own for one test; `respond` handles every request. */
export async function startOn(
  respond: (request: RawRequest) => Behaviour,
  deadlineMs = 10_000,
  wrapLedger?: (ledger: Ledger) => Ledger,
) {
  const upstream = await startFaultServer(respond)
  const console = createTestConsole([testProfile(upstream.url)], { deadlineMs, wrapLedger })
  onTestFinished(async () => {
    await console.close()
    await upstream.close()
  })
  /** The requests at the upstream, without those for tokens. */
  const calls = () => upstream.requests.filter((request) => !isTokenCall(request))
  return { ...console, upstream, calls }
}

/** The same with an upstream that grants tokens and responds to every call alike. */
export function startWith(
  behaviour: Behaviour,
  deadlineMs?: number,
  wrapLedger?: (ledger: Ledger) => Ledger,
) {
  return startOn(
    afterToken(TOKEN, () => behaviour),
    deadlineMs,
    wrapLedger,
  )
}

export async function exchangeOf(response: Response) {
  return exchangeSchema.parse(await response.json())
}

export async function refusalOf(response: Response) {
  return refusalSchema.parse(await response.json())
}
