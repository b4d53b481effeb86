import type { Exchange, WireRequest } from '#contract/exchange'
import { createMessage } from '../feishu/create-message.ts'
import { type ApiCall, type ExchangeDeps, performExchange } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/push-follow-up.ts'
import type { Place } from '../feishu/rate-line.ts'
import { redactUnsent } from '../feishu/redact-unsent.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Log } from '../http/error-mapper.ts'
import { StorageError } from '../storage/storage-error.ts'
import { awaitEnd } from './await-end.ts'
import type { Begun, Intent, Ledger } from './ledger.ts'
import { brokenExchange, type SendRow } from './row-exchange.ts'
import { sendSettled } from './send-settled.ts'
import type { Order, Sender, Sent } from './sender.ts'
import { sha256 } from './sha256.ts'
import { TransitionError } from './transition.ts'
import { createUnwritten } from './unwritten.ts'

type Deps = {
  ledger: Ledger
  feishu: ExchangeDeps
  newId: () => string
  log: Log
}

type Send = {
  profile: SecretProfile
  call: ApiCall
  /** What was asked for, where the call itself holds more. */
  asked: string
  message_id: string | null
  order: Order & { attempt_of?: string | undefined }
  /** The call that has to follow at once. */
  next?: Exchange['endpoint'] | undefined
}

type NotBegun = Exclude<Begun, { begun: 'now' }>

/** Sends by way of the ledger. */
export function createSender({ ledger, feishu, newId, log }: Deps): Sender & {
  /** From now on nothing new leaves; what has left goes on. */
  stop(): void
  /** Waits for the running sends and tries to write what is not written yet; says how much is left. */
  close(): Promise<number>
} {
  const unwritten = createUnwritten(ledger, log)
  /** What this process is sending, by key: a double click waits for the first. */
  let stopping = false
  const running = new Map<string, { fingerprint: string; result: Promise<Sent> }>()

  function intentOf({ profile, call, asked, message_id, order }: Send): Intent {
    const { id: profileId, base_url } = profile
    const hide = (text: string) => redactUnsent(text, feishu.tokens.secrets(profile))
    return {
      id: newId(),
      idempotency_key: order.idempotency_key ?? newId(),
      fingerprint: sha256(JSON.stringify([call.endpoint, profileId, base_url, call.path, asked])),
      actor: order.actor,
      profile: profileId,
      base_url,
      endpoint: call.endpoint,
      message_id,
      attempt_of: order.attempt_of ?? null,
      url: hide(base_url + call.path),
      body: hide(call.body),
      body_sha256: sha256(call.body),
      started_at_ms: feishu.clock.wall(),
    }
  }

  async function send(order: Send): Promise<Sent> {
    if (stopping) return { sent: 'stopping' }
    const intent = intentOf(order)
    const { idempotency_key: key, fingerprint } = intent
    const twin = running.get(key)
    if (twin) return twin.fingerprint === fingerprint ? twin.result : { sent: 'key_reused' }
    const result = sendOnce(intent, order).finally(() => running.delete(key))
    running.set(key, { fingerprint, result })
    return result
  }

  async function sendOnce(intent: Intent, order: Send): Promise<Sent> {
    const left = await unwritten.writeAll()
    const held = unwritten.find(intent.idempotency_key)
    if (held) {
      return held.fingerprint === intent.fingerprint
        ? { sent: 'done', exchange: held.exchange }
        : { sent: 'key_reused' }
    }
    // A ledger that cannot take the last end will not take this one's either.
    if (left > 0) return { sent: 'not_recorded' }
    const place = placeFor(order)
    try {
      return await beginAndRun(intent, order, place)
    } finally {
      if ('end' in place) place.end()
    }
  }

  /** A place for the call, unless there is none for the one that has to follow. */
  function placeFor({ profile, call, next }: Send): Place {
    const room = next && feishu.budgets.queue(profile, next)
    if (room && !('end' in room)) return room
    room?.end()
    return feishu.budgets.queue(profile, call.endpoint)
  }

  async function beginAndRun(intent: Intent, order: Send, place: Place): Promise<Sent> {
    try {
      if (!('wait' in place)) {
        // Who asks for what was sent before needs no room, and who finds none leaves no trace.
        const seen = await ledger.seen(intent)
        return seen ? told(seen) : { sent: 'rate_limited', resets_at_ms: place.wait_until }
      }
      // It is written while it waits for token and turn, so that a stop in between is told as it is.
      // Where there is nothing to wait for, it begins together with its departure: one commit less.
      const atOnce = place.free() && feishu.tokens.has(order.profile)
      const begun = atOnce ? null : await ledger.begin(intent)
      if (begun && begun.begun !== 'now') return told(begun)
      return run(intent, order, place, atOnce)
    } catch (error) {
      return giveUp(intent, error)
    }
  }

  async function told(begun: NotBegun): Promise<Sent> {
    switch (begun.begun) {
      case 'key_reused':
        return { sent: 'key_reused' }
      case 'in_flight':
        return { sent: 'in_flight', in_flight: begun.in_flight }
      case 'before':
        return awaitEnd(ledger, begun.exchange)
    }
  }

  async function run(
    intent: Intent,
    { profile, call }: Send,
    turn: Place,
    atOnce: boolean,
  ): Promise<Sent> {
    const { id, actor, attempt_of, idempotency_key, started_at_ms } = intent
    let begun = !atOnce
    let row = notLeft(intent)
    let exchange: Exchange

    async function begin(request?: WireRequest): Promise<void> {
      const how = await ledger.begin(intent, request)
      if (how.begun !== 'now') throw new NotBegunError(how)
      begun = true
    }

    try {
      exchange = await performExchange(feishu, profile, call, {
        id,
        actor,
        attempt_of,
        idempotency_key,
        started_at_ms,
        turn,
        mayRepeat: () => !stopping,
        async beforeCall(request) {
          if (stopping) throw new StoppingError()
          await (begun ? ledger.depart(id, request) : begin(request))
          const departed_at_ms = feishu.clock.wall()
          row = { ...row, departed_at_ms, request: JSON.stringify(request) }
        },
      })
      // The token or the turn were gone after all, and the call was not made.
      if (!begun) await begin()
    } catch (error) {
      if (error instanceof NotBegunError) return told(error.begun)
      if (error instanceof StoppingError) return stopBeforeCall(intent)
      if (row.departed_at_ms === null) return giveUp(intent, error)
      // A fault of the console itself; what the call came to is lost with it.
      const broken = brokenExchange(row, 'crashed', 'failed during the call')
      await unwritten.write(broken, intent.fingerprint)
      throw error
    }
    const recorded = await unwritten.write(exchange, intent.fingerprint)
    log(sendSettled(exchange))
    return { sent: 'done', exchange: { ...exchange, recorded } }
  }

  /** Nothing has left, and the ledger shall say so, should it hold the beginning. */
  async function giveUp(intent: Intent, error: unknown): Promise<Sent> {
    const { message, name } = error instanceof Error ? error : new Error()
    const ours = error instanceof StorageError || error instanceof TransitionError
    log({ event: 'send_not_recorded', exchange: intent.id, error: ours ? message : name })
    const fault = error instanceof StorageError ? error.fault : 'other'
    const exchange = brokenExchange(notLeft(intent), 'storage', fault)
    await unwritten.write(exchange, intent.fingerprint)
    return { sent: 'not_recorded' }
  }

  async function stopBeforeCall(intent: Intent): Promise<Sent> {
    const exchange = brokenExchange(notLeft(intent), 'crashed', 'stopped before the call')
    await unwritten.write(exchange, intent.fingerprint)
    return { sent: 'stopping' }
  }

  const sender: Sender = {
    push: (profile, message_id, body, order) =>
      send({ profile, call: pushFollowUp(message_id, body), asked: body, message_id, order }),
    create: (profile, message, { uuid, then_push, ...order }) =>
      send({
        profile,
        call: createMessage(message, uuid ?? newId()),
        asked: JSON.stringify(then_push === undefined ? message : [message, uuid, then_push]),
        message_id: null,
        order,
        next: then_push === undefined ? undefined : 'push_follow_up',
      }),
    async repeat(profile, exchange, order) {
      const { id, state, endpoint, message_id } = exchange
      const open = state === 'unknown' && endpoint === 'push_follow_up' && message_id !== null
      const body = open ? await ledger.exactBody(id) : null
      if (body === null || message_id === null) return { sent: 'not_repeatable' }
      return sender.push(profile, message_id, body, { ...order, attempt_of: id })
    },
    unwritten: (id) => unwritten.findById(id),
  }
  return {
    ...sender,
    stop() {
      stopping = true
    },
    async close() {
      stopping = true
      await Promise.allSettled([...running.values()].map(({ result }) => result))
      return unwritten.close()
    },
  }
}

/** The console was told to stop before the call left. */
class StoppingError extends Error {}

/** The ledger did not take the send: it knows it, or another one is in its way. */
class NotBegunError extends Error {
  readonly begun: NotBegun
  constructor(begun: NotBegun) {
    super(begun.begun)
    this.begun = begun
  }
}

function notLeft(intent: Intent): SendRow {
  return { ...intent, seq: 0, departed_at_ms: null, request: null, exchange: null }
}
