import { randomUUID } from 'node:crypto'
import { type AuditCheck, type AuditEvent, UNKNOWN_STATUS } from '#contract/audit/audit'
import { BYTE_ORDER_MARK, csvLine } from '../exports/export-exchanges.ts'
import { parseCursor } from '../ledger/list-exchanges.ts'
import type { Storage } from '../storage/storage.ts'
import {
  type AuditRow,
  appendAudit,
  checkChain,
  everyAuditRow,
  type NewAuditEvent,
} from './audit-chain.ts'

export type AuditFilter = {
  actor?: string | undefined
  action?: string | undefined
  app?: string | undefined
  from?: string | undefined
  outcome?: 'done' | 'refused' | 'unknown' | undefined
}

export type AuditLog = ReturnType<typeof createAuditLog>

/** Rows of a page of an export. */
const EXPORT_LIMIT = 500

/** Creates the audit of a storage. */
export function createAuditLog(
  storage: Pick<Storage, 'instance' | 'read' | 'scan' | 'write'>,
  now: () => number,
) {
  async function readPage(
    filter: AuditFilter,
    { limit, before }: { limit: number; before: number },
  ) {
    const { actor, action, app, from, outcome } = filter
    return storage.scan((db) => {
      let query = db.selectFrom('audit_events').selectAll().where('seq', '<', before)
      if (actor !== undefined) query = query.where('actor', '=', actor)
      if (action !== undefined) query = query.where('action', '=', action)
      if (app !== undefined) query = query.where('app', '=', app)
      if (from !== undefined) query = query.where('at_ms', '>=', Date.parse(from))
      if (outcome === 'unknown') query = query.where('status', '=', UNKNOWN_STATUS)
      if (outcome === 'done') {
        query = query.where('status', '<', 400).where('status', '!=', UNKNOWN_STATUS)
      }
      if (outcome === 'refused') query = query.where('status', '>=', 400)
      return query.orderBy('seq', 'desc').limit(limit).execute()
    })
  }

  return {
    /**
     * Notes a change that is about to be made, and returns the note's ID when it is on the disk: a crash
     * leaves the note, which `recoverAudit` turns into an event. @throws StorageError
     */
    async begin(event: Omit<NewAuditEvent, 'at_ms' | 'status'>): Promise<string> {
      const id = randomUUID()
      const values = { id, event: JSON.stringify({ ...event, at_ms: now() }) }
      await storage.write(async (tx) => {
        await tx
          .insertInto('audit_begun')
          .values({ ...values, instance: storage.instance })
          .execute()
      })
      return id
    },
    /**
     * Adds an event in place of its note; null if nothing was changed. Resolves when it is on the
     * disk. @throws StorageError
     */
    append: (event: Omit<NewAuditEvent, 'at_ms'> | null, begun?: string): Promise<void> =>
      storage.write(async (tx) => {
        if (event) await appendAudit(tx, { ...event, at_ms: now() })
        if (begun) await tx.deleteFrom('audit_begun').where('id', '=', begun).execute()
      }),

    /** Returns one page, newest first. @throws CursorError if the cursor is malformed */
    async list(filter: AuditFilter, page: { limit: number; cursor?: string | undefined }) {
      const { limit, cursor } = page
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : parseCursor(cursor)
      const rows = await readPage(filter, { limit: limit + 1, before })
      const events = rows.slice(0, limit).map(toEvent)
      return { events, next_cursor: rows.length > limit ? String(events.at(-1)?.seq) : null }
    },

    /** Yields all events that match, newest first. */
    async *every(filter: AuditFilter): AsyncGenerator<AuditEvent> {
      for (let before = Number.MAX_SAFE_INTEGER; ; ) {
        const rows = await readPage(filter, { limit: EXPORT_LIMIT, before })
        yield* rows.map(toEvent)
        const last = rows.at(-1)
        if (last === undefined || rows.length < EXPORT_LIMIT) return
        before = last.seq
      }
    },

    /** Checks that no event was changed or removed. */
    async check(): Promise<AuditCheck> {
      const head = await storage.read((db) =>
        db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow(),
      )
      const { since_ms, ...found } = await checkChain(everyAuditRow(storage.scan), [head])
      const since = since_ms === null ? null : new Date(since_ms).toISOString()
      return { ...found, at: new Date(now()).toISOString(), since }
    },
  }
}

function toEvent({ at_ms, details, ...row }: AuditRow): AuditEvent {
  return { ...row, at: new Date(at_ms).toISOString(), details: JSON.parse(details) }
}

/** Yields a line of JSON for each event. */
export async function* auditNdjson(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`
}

const COLUMNS = [
  ...(['seq', 'at', 'actor', 'action', 'status', 'app', 'subject'] as const),
  ...(['request_id', 'address', 'hash'] as const),
]

/** Yields the lines of a CSV file. */
export async function* auditCsv(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine([...COLUMNS, 'details'])
  for await (const event of events) {
    yield csvLine([...COLUMNS.map((name) => event[name]), JSON.stringify(event.details)])
  }
}
