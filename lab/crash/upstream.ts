import { setTimeout } from 'node:timers/promises'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../../server/testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall, json } from '../../server/testing/faults.ts'
import type { RawRequest } from '../../server/testing/raw-request.ts'
import type { Random } from '../seeded-random.ts'
import type { DeliveryEffects } from './compare-deliveries.ts'

export type CrashUpstream = FaultServer & {
  /** How often the send with each key took effect, whatever the response was. */
  executed: ReadonlyMap<string, number>
  /** What it did for each delivery, by the text of its message. */
  effects: ReadonlyMap<string, DeliveryEffects>
}

const SUCCESS = json('200 OK', { code: 0, msg: 'success', data: {} })
const refusal = (code: number) => json('400 Bad Request', { code, msg: 'no' })
const REFUSAL = json('400 Bad Request', { code: 230002, msg: 'expired message.' })
const NO_SCOPE = json('400 Bad Request', { code: 99991672, msg: 'no scope' })
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
 * The key of a send is the text of its first bubble, that of a delivery the text of its message.
 */
export async function startCrashUpstream(random: Random): Promise<CrashUpstream> {
  const executed = new Map<string, number>()
  const { effects, respond } = createMessages()
  const server = await startFaultServer((request) => {
    const delay = random.chance(0.5) ? setTimeout(random.below(60)) : Promise.resolve()
    const until = delay.then(() => {})
    if (isTokenCall(request)) {
      const token = grantToken(`t-crash-${random.below(1e9)}`)
      return { ...(random.chance(0.05) ? FAULTS.reset_before_headers : token), until }
    }
    // A list is checked before it is sent, and chats are read for results; without the scopes all goes on.
    const isWrite = request.method !== 'GET' && request.path.startsWith('/open-apis/im/v1/messages')
    if (!isWrite) return { ...NO_SCOPE, until }
    if (random.chance(0.05)) return { ...DEAD_TOKEN, until }
    if (random.chance(0.1)) return { ...REFUSAL, until }
    const lose = (response: Behaviour) => ({
      ...(random.chance(0.3) ? random.pick(LOST) : response),
      until,
    })
    const response = respond(request)
    if (response) return lose(response)
    const key = keyIn(request.body)
    executed.set(key, (executed.get(key) ?? 0) + 1)
    return lose(SUCCESS)
  })
  return { ...server, executed, effects }
}

/** The messages of deliveries: each uuid makes one, each takes bubbles once and can be recalled. */
function createMessages() {
  const effects = new Map<string, DeliveryEffects>()
  const byUuid = new Map<string, string>()
  const messages = new Map<string, { key: string; hasBubbles: boolean; recalled: boolean }>()
  const count = (key: string, effect: keyof DeliveryEffects) => {
    const done = effects.get(key) ?? { messages: 0, bubbles: 0, recalled: 0 }
    effects.set(key, { ...done, [effect]: done[effect] + 1 })
  }

  function create(body: string): Behaviour {
    const { uuid, content } = JSON.parse(body) as { uuid: string; content: string }
    const message_id = byUuid.get(uuid) ?? `om_d${messages.size}`
    if (!byUuid.has(uuid)) {
      const { text: key } = JSON.parse(content) as { text: string }
      byUuid.set(uuid, message_id)
      messages.set(message_id, { key, hasBubbles: false, recalled: false })
      count(key, 'messages')
    }
    return json('200 OK', { code: 0, msg: 'success', data: { message_id } })
  }

  return {
    effects,
    /** Returns null for a push to a message that no delivery made. */
    respond({ method, path, body }: RawRequest): Behaviour | null {
      if (path.includes('?receive_id_type=')) return create(body)
      const [, id = ''] = /\/messages\/([^/]+)/.exec(path) ?? []
      const message = messages.get(id)
      if (!message) return null
      if (method === 'DELETE') {
        if (message.recalled) return refusal(230110)
        message.recalled = true
        count(message.key, 'recalled')
        return SUCCESS
      }
      if (message.recalled || message.hasBubbles) return refusal(message.recalled ? 230004 : 230008)
      message.hasBubbles = true
      count(message.key, 'bubbles')
      return SUCCESS
    },
  }
}

function keyIn(body: string): string {
  const { follow_ups } = JSON.parse(body) as { follow_ups: { content: string }[] }
  return follow_ups[0]?.content ?? ''
}
