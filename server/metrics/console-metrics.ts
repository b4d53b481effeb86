import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { TOKEN_PATH } from '../feishu/paths.ts'
import type { Upstream } from '../feishu/upstream.ts'
import type { LedgerHealth } from '../ledger/ledger-health.ts'
import type { LogEntry } from '../logging/log.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import { createCounter, createHistogram, formatGauge } from './prometheus.ts'

export type ConsoleMetrics = ReturnType<typeof createConsoleMetrics>

/** The bounds of durations, up to the longest that a send can take. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30]
const KNOWN_CODES = new Set([0, ...ERROR_CODES.map(({ code }) => code)])
const NANOSECONDS = 1e9

/**
 * Creates the console's metrics. Labels come from fixed sets, so neither a platform nor a client
 * can add any, and none contains a message, a user or a secret.
 */
export function createConsoleMetrics() {
  const sends = createCounter('follow_up_sends_total', 'Sends that have ended.')
  const durations = createHistogram(
    'follow_up_send_duration_seconds',
    'How long a send took, fetching a token included.',
    SECONDS,
  )
  const events = createCounter('follow_up_problems_total', 'Problems reported to the log.')
  const tokens = createCounter('follow_up_token_fetches_total', 'Calls of the token endpoint.')
  const faults = createCounter(
    'follow_up_ledger_write_failures_total',
    'Writes to the ledger that failed.',
  )
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const databaseWaits = createHistogram(
    'follow_up_database_wait_seconds',
    'How long a request waited for a connection to the database.',
    SECONDS,
  )
  let inFlight = 0
  let connections: Storage['connections']

  return {
    /** Counts the entries of the console's log. */
    log(entry: LogEntry) {
      if (entry.event === 'send_settled') {
        const { endpoint, outcome, code = 'none', duration_ms } = entry
        const known = typeof code === 'string' || KNOWN_CODES.has(code)
        const labels = { endpoint: String(endpoint), outcome: String(outcome) }
        sends.add({ ...labels, code: known ? String(code) : 'other' })
        durations.observe(labels, Number(duration_ms) / 1000)
      } else if (entry.level !== 'info') {
        events.add({ event: String(entry.event) })
      }
    },
    watchUpstream: (upstream: Upstream): Upstream => ({
      ...upstream,
      async call(request) {
        inFlight += 1
        try {
          const result = await upstream.call(request)
          if (request.url.pathname === TOKEN_PATH) {
            tokens.add({ result: result.failure ? 'failed' : 'answered' })
          }
          return result
        } finally {
          inFlight -= 1
        }
      },
    }),
    /** Counts how long a connection to the database server was waited for, in milliseconds. */
    databaseWait: (ms: number) => databaseWaits.observe({}, ms / 1000),
    watchStorage(storage: Storage): Storage {
      connections = storage.connections
      return {
        ...storage,
        async write(work) {
          try {
            return await storage.write(work)
          } catch (error) {
            if (error instanceof StorageError) faults.add({ fault: error.fault })
            throw error
          }
        },
      }
    },
    /** Writes all metrics in Prometheus' text format 0.0.4. */
    text(ledger: LedgerHealth): string {
      const gauges: Record<string, [help: string, value: number]> = {
        follow_up_upstream_calls_in_flight: ['Calls of the platform under way.', inFlight],
        follow_up_ledger_up: ['Whether the ledger can be written.', ledger === 'ok' ? 1 : 0],
        process_resident_memory_bytes: ['Memory of the process.', process.memoryUsage.rss()],
        process_start_time_seconds: [
          'When the process began, in seconds since 1970.',
          performance.timeOrigin / 1000,
        ],
        nodejs_eventloop_lag_p99_seconds: [
          'Delay of the event loop since the last reading, 99th percentile.',
          delay.percentile(99) / NANOSECONDS,
        ],
        nodejs_eventloop_lag_max_seconds: [
          'The longest delay of the event loop since the last reading.',
          delay.max / NANOSECONDS,
        ],
      }
      delay.reset()
      const pool = connections?.()
      if (pool) {
        gauges.follow_up_database_connections = ['Open connections to the database.', pool.open]
        gauges.follow_up_database_connections_limit = [
          'The most connections to the database now, fewer while it has no more.',
          pool.limit,
        ]
        gauges.follow_up_database_waiting = ['Requests that wait for a connection.', pool.waiting]
      }
      const families = [sends, durations, tokens, faults, events, ...(pool ? [databaseWaits] : [])]
      return [
        ...families.map((family) => family.text()),
        ...Object.entries(gauges).map(([name, [help, value]]) => formatGauge(name, help, value)),
      ].join('')
    },
    close: () => delay.disable(),
  }
}
