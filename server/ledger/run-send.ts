import { setTimeout } from 'node:timers/promises'
import type { Exchange, WireRequest } from '#contract/exchange'
import { WAITING } from '#contract/results/result-kinds'
import { type ExchangeDeps, type PlatformCall, performExchange } from '../feishu/exchange.ts'
import type { RateSlot } from '../feishu/rate-queue.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Log, LogEntry } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import type { BeginResult, Intent, Ledger } from './ledger.ts'
import { brokenExchange, type ExchangeRow } from './row-exchange.ts'
import type { SendResult } from './sender.ts'
import { TransitionError } from './transition.ts'
import type { UnwrittenEnds } from './unwritten-ends.ts'

type SendRunnerDeps = {
  ledger: Ledger
  feishu: ExchangeDeps
  log: Log
  unwritten: UnwrittenEnds
  /** Whether the console is stopping, so that no new call may leave. */
  isStopping: () => boolean
}

type BeginConflict = Exclude<BeginResult, { begun: 'now' }>

/**
 * Returns a function that begins a send in the ledger, makes its call and records its end.
 * @throws StorageError if the end of an earlier send with the same key cannot be read
 */
export function createSendRunner({ ledger, feishu, log, unwritten, isStopping }: SendRunnerDeps) {
  async function performSend(
    intent: Intent,
    profile: SecretProfile,
    call: PlatformCall,
    { slot, immediate }: { slot: RateSlot; immediate: boolean },
  ): Promise<SendResult> {
    const { id, actor, attempt_of, delivery, idempotency_key, started_at_ms } = intent
    let begun = !immediate
    let row = unsentRow(intent)
    let exchange: Exchange

    async function begin(request?: WireRequest): Promise<void> {
      const result = await ledger.begin(intent, request)
      if (result.begun !== 'now') throw new BeginConflictError(result)
      begun = true
    }

    try {
      exchange = await performExchange(feishu, profile, call, {
        id,
        actor,
        attempt_of,
        delivery,
        idempotency_key,
        started_at_ms,
        slot,
        mayRepeat: () => !isStopping(),
        async beforeCall(request) {
          if (isStopping()) throw new StoppingError()
          await (begun ? ledger.depart(id, request) : begin(request))
          const departed_at_ms = feishu.clock.wall()
          row = { ...row, departed_at_ms, request: JSON.stringify(request) }
        },
      })
      // The token or the slot was lost meanwhile, and the call was not made.
      if (!begun) await begin()
    } catch (error) {
      if (error instanceof BeginConflictError) return toResult(error.conflict)
      if (error instanceof StoppingError) return stopBeforeCall(intent)
      if (row.departed_at_ms === null) return giveUp(intent, error)
      // A bug of the console; the call's result is lost.
      const broken = brokenExchange(row, 'crashed', 'failed during the call')
      await unwritten.write(broken, intent.fingerprint)
      throw error
    }
    const recorded = await unwritten.write(exchange, intent.fingerprint)
    log(settledEntry(exchange))
    const { endpoint, outcome, code } = exchange
    const landed = endpoint === 'push_follow_up' && outcome === 'answered' && code === 0
    const result = recorded && landed ? { result: WAITING } : {}
    return { sent: 'done', exchange: { ...exchange, recorded, ...result } }
  }

  async function toResult(conflict: BeginConflict): Promise<SendResult> {
    switch (conflict.begun) {
      case 'key_reused':
        return { sent: 'key_reused' }
      case 'limited':
        return { sent: 'limited', limit: conflict.limit }
      case 'in_flight':
        return { sent: 'in_flight', in_flight: conflict.in_flight }
      case 'before':
        return awaitEnd(ledger, conflict.exchange)
    }
  }

  /** Ends a send whose call was not made because of a storage error. */
  async function giveUp(intent: Intent, error: unknown): Promise<SendResult> {
    const { message, name } = error instanceof Error ? error : new Error()
    const ours = error instanceof StorageError || error instanceof TransitionError
    log({ event: 'send_not_recorded', exchange: intent.id, error: ours ? message : name })
    const fault = error instanceof StorageError ? error.fault : 'other'
    const exchange = brokenExchange(unsentRow(intent), 'storage', fault)
    await unwritten.write(exchange, intent.fingerprint)
    return { sent: 'not_recorded' }
  }

  async function stopBeforeCall(intent: Intent): Promise<SendResult> {
    const exchange = brokenExchange(unsentRow(intent), 'crashed', 'stopped before the call')
    await unwritten.write(exchange, intent.fingerprint)
    return { sent: 'stopping' }
  }

  return async function runSend(
    intent: Intent,
    profile: SecretProfile,
    call: PlatformCall,
    slot: RateSlot,
  ): Promise<SendResult> {
    try {
      if (!('wait' in slot)) {
        // A repeated request needs no slot, and one without a slot leaves no trace.
        const seen = await ledger.seen(intent)
        return seen ? toResult(seen) : { sent: 'rate_limited', resets_at_ms: slot.wait_until }
      }
      // The intent is committed before waiting for token and slot, so that a stop meanwhile is
      // recorded. Without waiting, it is committed together with the departure: one commit less.
      const immediate = slot.isFree() && feishu.tokens.has(profile)
      const begun = immediate ? null : await ledger.begin(intent)
      if (begun && begun.begun !== 'now') return toResult(begun)
      return performSend(intent, profile, call, { slot, immediate })
    } catch (error) {
      return giveUp(intent, error)
    }
  }
}

const POLL_MS = 100
/** Longer than a send can take: two tokens and two calls of 15 s. */
const MAX_WAIT_MS = 65_000

/** Waits until a send of another console has ended and returns its exchange. */
async function awaitEnd(
  ledger: Pick<Ledger, 'find' | 'recover'>,
  exchange: Exchange,
): Promise<SendResult> {
  let latest = exchange
  for (let waited = 0; isRunning(latest); waited += POLL_MS) {
    if (waited >= MAX_WAIT_MS) {
      const { id, actor, started_at } = latest
      return { sent: 'in_flight', in_flight: { exchange_id: id, actor, started_at } }
    }
    await setTimeout(POLL_MS)
    // The other console may have crashed; then this ends its send.
    await ledger.recover()
    latest = (await ledger.find(latest.id)) ?? latest
  }
  return { sent: 'done', exchange: latest }
}

function isRunning({ state }: Exchange): boolean {
  return state === 'intent' || state === 'sending'
}

function unsentRow(intent: Intent): ExchangeRow {
  return { ...intent, seq: 0, departed_at_ms: null, request: null, exchange: null }
}

/** The log entry of a send that has ended, without its texts and response. */
function settledEntry(exchange: Exchange): LogEntry {
  const { id, profile, endpoint, message_id, outcome, code, failure, duration_ms } = exchange
  return {
    level: 'info',
    event: 'send_settled',
    exchange: id,
    profile,
    endpoint,
    ...(message_id !== null && { message_id }),
    outcome,
    ...(code !== null && { code }),
    ...(failure && { failure: failure.kind }),
    duration_ms,
  }
}

/** The console is stopping, so the call must not leave. */
class StoppingError extends Error {}

/** The ledger did not begin the send: the key is used, or another send on the message is running. */
class BeginConflictError extends Error {
  readonly conflict: BeginConflict
  constructor(conflict: BeginConflict) {
    super(conflict.begun)
    this.conflict = conflict
  }
}
