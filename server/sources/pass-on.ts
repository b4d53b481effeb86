import type { EventSourceView } from '#contract/event-sources/event-source'
import type { Clock } from '../feishu/clock.ts'
import type { Upstream } from '../feishu/upstream.ts'
import type { Log } from '../logging/log.ts'

/** A request to the event URL as it came. */
type RawEvent = { text: string; headers: Readonly<Record<string, string>> }

type PassOnStatus = Omit<NonNullable<EventSourceView['webhook']['pass_on']>, 'url'>

type PassOnDeps = {
  upstream: Pick<Upstream, 'call'>
  clock: Clock
  log: Log
  /** The hosts that events may be passed on to, besides this machine. */
  allowedHosts: readonly string[]
  /** The pauses before a failed request is repeated, in milliseconds. */
  pausesMs?: readonly number[]
}

const PAUSES_MS = [5_000, 60_000]
/** More are dropped, so that a bot that is down cannot fill the memory. */
const MAX_WAITING = 1_000
const MAX_RUNNING = 8
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Passes events on to bots, unchanged: the body byte for byte, and the headers of the platform. */
export function createPassOn(deps: PassOnDeps) {
  const { upstream, clock, log, allowedHosts, pausesMs = PAUSES_MS } = deps
  type Job = { profile: string; url: URL; event: RawEvent; tries: number }
  const statuses = new Map<string, PassOnStatus>()
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let ready: Job[] = []
  let closed = false

  /** Returns what became of the events of an app since this console started. */
  function statusOf(profile: string): PassOnStatus {
    const status = statuses.get(profile) ?? {
      delivered: 0,
      failed: 0,
      waiting: 0,
      last_failure: null,
    }
    statuses.set(profile, status)
    return status
  }

  function startReady(): void {
    while (running.size < MAX_RUNNING && !closed) {
      const job = ready.shift()
      if (!job) return
      const run = attempt(job).finally(() => {
        running.delete(run)
        startReady()
      })
      running.add(run)
    }
  }

  async function attempt(job: Job): Promise<void> {
    const { profile, url, event } = job
    const { text: body, headers } = event
    const { failure, response } = await upstream.call({ method: 'POST', url, headers, body })
    const status = statusOf(profile)
    const http_status = response?.http_status ?? 0
    if (failure === null && http_status >= 200 && http_status < 300) {
      status.waiting -= 1
      status.delivered += 1
      return
    }
    const detail = failure ? `${failure.kind} (${failure.detail})` : `HTTP ${http_status}`
    status.last_failure = { at: new Date(clock.wall()).toISOString(), detail }
    const pause = pausesMs[job.tries]
    if (pause === undefined || closed) return giveUp(job, detail)
    job.tries += 1
    const timer = setTimeout(() => {
      timers.delete(timer)
      ready.push(job)
      startReady()
    }, pause).unref()
    timers.add(timer)
  }

  function giveUp({ profile }: Job, detail: string): void {
    const status = statusOf(profile)
    status.waiting -= 1
    status.failed += 1
    log({ event: 'event_not_passed_on', profile, detail })
  }

  return {
    /** Whether the settings allow a URL. */
    allows: ({ hostname, username, password }: URL): boolean =>
      username === '' &&
      password === '' &&
      (LOOPBACK.includes(hostname) || allowedHosts.includes(hostname.replace(/^\[|\]$/g, ''))),
    /** Sends an event to the bot's own URL later; returns at once. */
    send(profile: string, url: string, event: RawEvent) {
      const status = statusOf(profile)
      const job = { profile, url: new URL(url), event, tries: 0 }
      status.waiting += 1
      if (closed || status.waiting > MAX_WAITING) return giveUp(job, 'too many events wait')
      ready.push(job)
      startReady()
    },
    status: statusOf,
    /** Drops what waits, and resolves when running requests have ended. */
    async close(): Promise<void> {
      closed = true
      for (const timer of timers) clearTimeout(timer)
      ready = []
      await Promise.all(running)
    },
  }
}
