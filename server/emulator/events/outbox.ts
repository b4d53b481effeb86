import type { EventDelivery, EventDeliveryAttempt, Subscription } from '#contract/emulator/events'
import { appIdOf, eventIdOf, eventTypeOf, type PlatformEvent } from './platform-event.ts'

/**
 * How long after a failed attempt was due the next one is due, in milliseconds. The first pause of a
 * webhook was not seen on long connections.
 */
const LONG_PAUSES_MS = [5 * 60_000, 60 * 60_000, 6 * 60 * 60_000]
const WEBHOOK_PAUSES_MS = [15_000, ...LONG_PAUSES_MS]

const MAX_IN_FLIGHT = 16

export type OutboxClock = {
  /** Milliseconds since 1970. */
  now: () => number
  /** Runs a function at a moment of this clock; returns a function that cancels it. */
  schedule: (at_ms: number, run: () => void) => () => void
}

export type OutboxOptions = {
  clock: OutboxClock
  randomHex: (bytes: number) => string
  /** How many deliveries are remembered. */
  max: number
  subscriptionOf: (app_id: string) => Subscription | undefined
  /** Whether an event that a long connection did not accept is sent again. */
  repeatsOnConnections: () => boolean
  attempt: (
    event: PlatformEvent,
    to: Subscription,
    signal: AbortSignal,
  ) => Promise<EventDeliveryAttempt>
  /** Called when something that `list` shows has changed. */
  touch: () => void
}

export type Outbox = {
  /** Sends an event to its app, with retries; returns null if the app has no subscription. */
  send: (event: PlatformEvent) => EventDelivery | null
  /** Sends the event of a delivery again, as a new delivery; returns null if there is no such delivery or no subscription. */
  resend: (delivery_id: string) => EventDelivery | null
  has: (delivery_id: string) => boolean
  /** Oldest first. */
  list: () => EventDelivery[]
  forgotten: () => number
  /** Ends all attempts and forgets all deliveries. */
  clear: () => void
}

type Job = {
  readonly delivery_id: string
  readonly event: PlatformEvent
  status: EventDelivery['status']
  attempts: EventDeliveryAttempt[]
  /** When the current or next attempt is due, by the emulator's clock. */
  due_ms: number
  cancelRetry: () => void
}

/**
 * Sends events to apps until they accept them or the retries are used up.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { clock, randomHex, max, subscriptionOf, repeatsOnConnections, attempt, touch } = options
  const jobs = new Map<string, Job>()
  let ready: Job[] = []
  let inFlight = 0
  let forgotten = 0
  let ending = new AbortController()

  function add(event: PlatformEvent): EventDelivery | null {
    if (!subscriptionOf(appIdOf(event))) return null
    const job: Job = {
      delivery_id: `dlv_${randomHex(8)}`,
      event,
      status: 'sending',
      attempts: [],
      due_ms: clock.now(),
      cancelRetry() {},
    }
    jobs.set(job.delivery_id, job)
    if (jobs.size > max) forgetOne()
    queue(job)
    return describe(job)
  }

  /** A finished delivery is forgotten before one with attempts left. */
  function forgetOne() {
    const all = [...jobs.values()]
    const job = all.find(({ status }) => status === 'delivered' || status === 'given_up') ?? all[0]
    if (!job) return
    job.cancelRetry()
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
    // `clear` has reset the count.
    if (signal.aborted) return
    inFlight -= 1
    job.attempts.push(result)
    if (result.failure === null) settle(job, 'delivered')
    else retry(job, to)
    startReady()
  }

  function pausesOf({ kind }: Subscription): readonly number[] {
    if (kind !== 'long_connection') return WEBHOOK_PAUSES_MS
    return repeatsOnConnections() ? LONG_PAUSES_MS : []
  }

  function retry(job: Job, to: Subscription) {
    const delay = pausesOf(to)[job.attempts.length - 1]
    if (delay === undefined || jobs.get(job.delivery_id) !== job) return settle(job, 'given_up')
    job.due_ms += delay
    // A frozen clock runs no job until it is moved again.
    if (job.due_ms <= clock.now()) return queue(job)
    job.cancelRetry = clock.schedule(job.due_ms, () => queue(job))
    settle(job, 'waiting')
  }

  function settle(job: Job, status: EventDelivery['status']) {
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
      for (const job of jobs.values()) job.cancelRetry()
      jobs.clear()
      ready = []
      inFlight = 0
      forgotten = 0
      touch()
    },
  }
}

function describe({ delivery_id, event, status, attempts, due_ms }: Job): EventDelivery {
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
