import * as z from 'zod/mini'
import type { AssumptionEvidence } from '#contract/event-sources/event-source'
import { parseJson } from '#contract/json'
import type { Log } from '../logging/log.ts'
import { brandOf } from '../profiles/base-urls.ts'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'

/** One observation that agrees with a value of an assumption; it contains no id and no text. */
export type SeenVariant = Pick<AssumptionEvidence, 'assumption' | 'variant'> & {
  /** Under which conditions; empty by default. */
  detail?: string
}

const bubblesSchema = z.object({
  follow_ups: z.array(
    z.object({
      content: z.string(),
      i18n_contents: z.optional(z.array(z.object({ content: z.string(), language: z.string() }))),
    }),
  ),
})
export type SentBubbles = z.infer<typeof bubblesSchema>['follow_ups']

export type Evidence = {
  /** Counts observations as part of a transaction. */
  write: (tx: Tx, upstream: { base_url: string }, seen: readonly SeenVariant[]) => Promise<void>
  /** Counts them soon, together with others; what waits is lost if the console crashes. */
  note: (upstream: { base_url: string }, seen: readonly SeenVariant[]) => void
  /** Returns the bubbles of a push; empty if it is gone or its body is another one. */
  bubblesOf: (exchange_id: string) => Promise<SentBubbles>
  /** Returns all counts, by assumption. */
  list: () => Promise<AssumptionEvidence[]>
  /** Writes what waits. */
  close: () => Promise<void>
}

type EvidenceDeps = {
  storage: Storage
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
}

/** A commit for each request would only wear the disk. */
const WRITE_EVERY_MS = 1_000

/** Creates the counts of what was seen of undocumented rules, for the platform and emulators apart. */
export function createEvidence({ storage, now, log }: EvidenceDeps): Evidence {
  let waiting: { base_url: string; seen: SeenVariant }[] = []
  let timer: NodeJS.Timeout | null = null

  async function write(
    tx: Tx,
    { base_url }: { base_url: string },
    seen: readonly SeenVariant[],
  ): Promise<void> {
    const brand = brandOf(base_url)
    const at_ms = now()
    const counts = Map.groupBy(seen, ({ assumption, variant, detail = '' }) =>
      JSON.stringify([assumption, variant, detail]),
    )
    // Always in the same order, so that two consoles do not wait for each other.
    for (const [key, { length: count }] of [...counts].sort()) {
      const [assumption = '', variant = '', detail = ''] = JSON.parse(key) as string[]
      const times = { first_at_ms: at_ms, last_at_ms: at_ms }
      await tx
        .insertInto('evidence')
        .values({ brand, assumption, variant, detail, count, ...times })
        .onConflict((on) =>
          on
            .columns(['brand', 'assumption', 'variant', 'detail'])
            .doUpdateSet((is) => ({ count: is('evidence.count', '+', count), last_at_ms: at_ms })),
        )
        .execute()
    }
  }

  async function writeWaiting(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    const upstreams = Map.groupBy(waiting, ({ base_url }) => base_url)
    waiting = []
    for (const [base_url, notes] of [...upstreams].sort()) {
      const seen = notes.map((note) => note.seen)
      await storage
        .write((tx) => write(tx, { base_url }, seen))
        .catch((error: unknown) => {
          const name = error instanceof Error ? error.name : 'unknown'
          log({ event: 'evidence_not_counted', count: seen.length, error: name })
        })
    }
  }

  return {
    write,
    note({ base_url }, seen) {
      waiting.push(...seen.map((one) => ({ base_url, seen: one })))
      if (waiting.length > 0)
        timer ??= setTimeout(() => void writeWaiting(), WRITE_EVERY_MS).unref()
    },
    close: writeWaiting,
    async bubblesOf(exchange_id) {
      const push = await storage.read((db) =>
        db.selectFrom('intents').select('body').where('id', '=', exchange_id).executeTakeFirst(),
      )
      return bubblesSchema.safeParse(parseJson(push?.body ?? '')).data?.follow_ups ?? []
    },
    async list() {
      await writeWaiting()
      const rows = await storage.read((db) =>
        db
          .selectFrom('evidence')
          .selectAll()
          .orderBy('assumption')
          .orderBy('brand')
          .orderBy('count', 'desc')
          .orderBy('variant')
          .orderBy('detail')
          .execute(),
      )
      return rows.map(({ first_at_ms, last_at_ms, ...row }) => ({
        ...row,
        first_at: new Date(first_at_ms).toISOString(),
        last_at: new Date(last_at_ms).toISOString(),
      }))
    },
  }
}
