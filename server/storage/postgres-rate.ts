import type { ConsoleBus, Storage } from './storage.ts'

type RateLimit = { limit: number; periodMs: number }

/** Counts the calls of all consoles on one database, so that together they keep the limits. */
export type SharedRate = {
  /**
   * Grants one call of a budget, or returns how long to wait, in milliseconds. Without a database the
   * call is granted, with an id of null.
   */
  claim(
    budget: string,
    limits: readonly RateLimit[],
  ): Promise<{ id: string | null } | { wait_ms: number }>
  /** The granted call is over, or was never sent. */
  end(id: string, sent: boolean): void
  /** Pauses a budget for every console. */
  pause(budget: string, ms: number): void
  /** Tells the others that a person uses an app: lists leave something to people then. */
  announcePerson(app: string): void
  /** Calls the listeners with what other consoles do, now and within the last minute. */
  watch(budget: string, listener: RateListener): void
  watchPersons(listener: (app: string) => void): void
}

export type RateListener = {
  /** Another console made a call so long ago. */
  call(agoMs: number): void
  pause(ms: number): void
}

const ANNOUNCE_MS = 5_000

/** Creates the shared counts; null if there is only one console. */
export function createSharedRate({
  bus,
  instance,
}: Pick<Storage, 'bus' | 'instance'>): SharedRate | null {
  return bus ? shareRate(bus, instance) : null
}

function shareRate(bus: ConsoleBus, instance: string): SharedRate {
  const listeners = new Map<string, RateListener>()
  const announcedAt = new Map<string, number>()
  bus.subscribe('rate_call', (budget) => listeners.get(budget)?.call(0))
  bus.subscribe('rate_pause', (data) => {
    const { budget, ms } = JSON.parse(data)
    listeners.get(budget)?.pause(ms)
  })
  /** Runs a statement whose failure only makes the counts less exact. */
  const tell = (text: string, values: readonly unknown[]) =>
    void bus.query(text, values).catch(() => {})

  async function load(budget: string, listener: RateListener): Promise<void> {
    const calls = await bus.query<{ ago_ms: number }>(
      `select extract(epoch from clock_timestamp() - counted_at(c, clock_timestamp()))::float8 * 1000 as ago_ms
        from rate_calls c where budget = $1 and console <> $2 order by 1 desc`,
      [budget, instance],
    )
    for (const { ago_ms } of calls) listener.call(ago_ms)
    const pauses = await bus.query<{ ms: number }>(
      `select extract(epoch from until_at - clock_timestamp())::float8 * 1000 as ms from rate_pauses
        where budget = $1 and until_at > clock_timestamp()`,
      [budget],
    )
    for (const { ms } of pauses) listener.pause(ms)
  }

  return {
    async claim(budget, limits) {
      try {
        const [row] = await bus.query<{ call_id: number | null; wait_ms: number }>(
          'select call_id, wait_ms from claim_call($1, $2, $3, $4)',
          [budget, instance, limits.map(({ limit }) => limit), limits.map((one) => one.periodMs)],
        )
        if (row && row.call_id === null) return { wait_ms: row.wait_ms }
        return { id: row ? String(row.call_id) : null }
      } catch {
        // The ledger refuses a send without the database; other calls keep this console's limits.
        return { id: null }
      }
    },
    end(id, sent) {
      if (sent) tell('update rate_calls set ended_at = clock_timestamp() where id = $1', [id])
      else tell('delete from rate_calls where id = $1', [id])
    },
    pause(budget, ms) {
      tell(
        `insert into rate_pauses values ($1, clock_timestamp() + $2 * interval '1 millisecond')
          on conflict (budget) do update set until_at = greatest(rate_pauses.until_at, excluded.until_at)`,
        [budget, ms],
      )
      void bus.notify('rate_pause', JSON.stringify({ budget, ms }))
    },
    announcePerson(app) {
      const now = performance.now()
      if (now - (announcedAt.get(app) ?? Number.NEGATIVE_INFINITY) < ANNOUNCE_MS) return
      announcedAt.set(app, now)
      void bus.notify('rate_person', app)
    },
    watch(budget, listener) {
      listeners.set(budget, listener)
      // Without it, the first claims find out.
      load(budget, listener).catch(() => {})
    },
    watchPersons: (listener) => void bus.subscribe('rate_person', listener),
  }
}
