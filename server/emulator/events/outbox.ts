import type { Attempt, Delivery, Subscription } from '#contract/emulator-events'
import type { Clock } from '../clock.ts'
import { appIdOf, eventIdOf, eventTypeOf, type PlatformEvent } from './platform-event.ts'

/** How long after an attempt was due the next one is, where it failed, in milliseconds. */
const RETRY_AFTER_MS = [15_000, 5 * 60_000, 60 * 60_000, 6 * 60 * 60_000]

const MAX_IN_FLIGHT = 16

export type OutboxOptions = {
  clock: Pick<Clock, 'now' | 'schedule'>
  randomHex: (bytes: number) => string
  /** How many deliveries are remembered. */
  max: number
  subscriptionOf: (app_id: string) => Subscription | undefined
  attempt: (event: PlatformEvent, to: Subscription, signal: AbortSignal) => Promise<Attempt>
  /** Is told of everything that `list` shows otherwise than before. */
  touch: () => void
}

export type Outbox = {
  /** Hands an event to its app, now and again later; `null` where the app has no subscription. */
  send: (event: PlatformEvent) => Delivery | null
  /** The event of a delivery, once more from the start; `null` where there is no such delivery or no subscription. */
  resend: (delivery_id: string) => Delivery | null
  has: (delivery_id: string) => boolean
  /** Oldest first. */
  list: () => Delivery[]
  forgotten: () => number
  /** Ends everything under way and forgets everything. */
  clear: () => void
}

type Job = {
  readonly delivery_id: string
  readonly event: PlatformEvent
  status: Delivery['status']
  attempts: Attempt[]
  /** When the current or next attempt is due, by the emulator's clock. */
  due_ms: number
  callOff: () => void
}

/**
 * Hands events to apps until they have them or the schedule of retries ends.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { clock, randomHex, max, subscriptionOf, attempt, touch } = options
  const jobs = new Map<string, Job>()
  let ready: Job[] = []
  let inFlight = 0
  let forgotten = 0
  let ending = new AbortController()

  function add(event: PlatformEvent): Delivery | null {
    if (!subscriptionOf(appIdOf(event))) return null
    const job: Job = {
      delivery_id: `dlv_${randomHex(8)}`,
      event,
      status: 'sending',
      attempts: [],
      due_ms: clock.now(),
      callOff() {},
    }
    jobs.set(job.delivery_id, job)
    if (jobs.size > max) forgetOne()
    queue(job)
    return describe(job)
  }

  /** One that is over goes before one that still has attempts ahead. */
  function forgetOne() {
    const all = [...jobs.values()]
    const job = all.find(({ status }) => status === 'delivered' || status === 'given_up') ?? all[0]
    if (!job) return
    job.callOff()
    jobs.delete(job.delivery_id)
    forgotten += 1
  }

  function queue(job: Job) {
    job.status = 'sending'
    ready.push(job)
    touch()
    startReady()
  }

  function startReady() {
    while (inFlight < MAX_IN_FLIGHT) {
      const job = ready.shift()
      if (!job) return
      if (jobs.get(job.delivery_id) === job) void run(job)
    }
  }

  async function run(job: Job) {
    const to = subscriptionOf(appIdOf(job.event))
    if (!to) return settle(job, 'given_up')
    const { signal } = ending
    inFlight += 1
    const result = await attempt(job.event, to, signal)
    // A cleared outbox counts anew.
    if (signal.aborted) return
    inFlight -= 1
    job.attempts.push(result)
    if (result.failure === null) settle(job, 'delivered')
    else retry(job)
    startReady()
  }

  function retry(job: Job) {
    const delay = RETRY_AFTER_MS[job.attempts.length - 1]
    if (delay === undefined || jobs.get(job.delivery_id) !== job) return settle(job, 'given_up')
    job.due_ms += delay
    // A clock that stands still runs nothing until it is moved again.
    if (job.due_ms <= clock.now()) return queue(job)
    job.callOff = clock.schedule(job.due_ms, () => queue(job))
    settle(job, 'waiting')
  }

  function settle(job: Job, status: Delivery['status']) {
    job.status = status
    touch()
  }

  return {
    send: add,
    resend(delivery_id) {
      const job = jobs.get(delivery_id)
      return job ? add(job.event) : null
    },
    has: (delivery_id) => jobs.has(delivery_id),
    list: () => [...jobs.values()].map(describe),
    forgotten: () => forgotten,
    clear() {
      ending.abort()
      ending = new AbortController()
      for (const job of jobs.values()) job.callOff()
      jobs.clear()
      ready = []
      inFlight = 0
      forgotten = 0
      touch()
    },
  }
}

function describe({ delivery_id, event, status, attempts, due_ms }: Job): Delivery {
  return {
    delivery_id,
    app_id: appIdOf(event),
    event_id: eventIdOf(event),
    event_type: eventTypeOf(event),
    status,
    attempts: [...attempts],
    next_attempt_ms: status === 'waiting' ? due_ms : null,
  }
}
