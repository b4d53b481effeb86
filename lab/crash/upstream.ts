import { setTimeout } from 'node:timers/promises'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../../server/testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall, json } from '../../server/testing/faults.ts'
import type { Random } from '../seeded-random.ts'

export type CrashUpstream = FaultServer & {
  /** How often the send with each key took effect, whatever the response was. */
  executed: ReadonlyMap<string, number>
}

const SUCCESS = json('200 OK', { code: 0, msg: 'success', data: {} })
const REFUSAL = json('400 Bad Request', { code: 230002, msg: 'expired message.' })
const DEAD_TOKEN = json('400 Bad Request', { code: 99991663, msg: 'invalid access token' })

/** Lost or damaged responses to a call that took effect. */
const LOST: readonly [Behaviour, ...Behaviour[]] = [
  FAULTS.hang,
  FAULTS.reset_before_headers,
  FAULTS.close_before_headers,
  FAULTS.reset_mid_body,
  FAULTS.truncated,
  FAULTS.html_502,
  FAULTS.not_http,
]

/**
 * Starts a platform that responds late, wrongly or not at all, and records which sends took effect.
 * The key of a send is the text of its first bubble.
 */
export async function startCrashUpstream(random: Random): Promise<CrashUpstream> {
  const executed = new Map<string, number>()
  const server = await startFaultServer((request) => {
    const delay = random.chance(0.5) ? setTimeout(random.below(60)) : Promise.resolve()
    const until = delay.then(() => {})
    if (isTokenCall(request)) {
      const token = grantToken(`t-crash-${random.below(1e9)}`)
      return { ...(random.chance(0.05) ? FAULTS.reset_before_headers : token), until }
    }
    if (random.chance(0.05)) return { ...DEAD_TOKEN, until }
    if (random.chance(0.1)) return { ...REFUSAL, until }
    const key = keyIn(request.body)
    executed.set(key, (executed.get(key) ?? 0) + 1)
    return { ...(random.chance(0.3) ? random.pick(LOST) : SUCCESS), until }
  })
  return { ...server, executed }
}

function keyIn(body: string): string {
  const { follow_ups } = JSON.parse(body) as { follow_ups: { content: string }[] }
  return follow_ups[0]?.content ?? ''
}
