import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkSendLimits, SendLimitError } from '../ledger/send-limits.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { recoverAudit } from './audit-chain.ts'
import { createAuditLog } from './audit-log.ts'

describe.skipIf(!HAS_POSTGRES)('several consoles on PostgreSQL', () => {
  let databaseUrl = ''
  async function openTwo() {
    databaseUrl = await newDatabase()
    const first = await openPostgres(databaseUrl)
    const second = await openPostgres(databaseUrl)
    onTestFinished(async () => {
      await Promise.all([first.close(), second.close()])
    })
    return [first, second] as const
  }

  test('add to one chain without gaps, and no statement changes it', async () => {
    const storages = await openTwo()
    const [mine, theirs] = storages.map((storage) => createAuditLog(storage, Date.now))
    const event = {
      ...{ actor: 'anna', action: 'POST /api/templates', status: 201, app: null, subject: null },
      ...{ request_id: null, address: '::1', details: { name: '名\0' } },
    }
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? mine : theirs)?.append(event)),
    )
    expect(await mine?.check()).toMatchObject({ ok: true, count: 40 })
    for (const statement of [
      "update audit_events set actor = 'ben' where seq = 3",
      'delete from audit_events where seq = 40',
      'truncate audit_events',
      'update audit_head set seq = 39',
      'insert into audit_events select 99, at_ms, actor, action, status, app, subject, details, request_id, address, hash from audit_events where seq = 1',
    ]) {
      const run = storages[0].write((tx) => sql.raw(statement).execute(tx))
      await expect(run, statement).rejects.toThrow()
    }
    expect(await theirs?.check()).toMatchObject({ ok: true, count: 40 })
  })

  test('record once as unknown what a console had begun when it ended', async () => {
    const [mine, theirs] = await openTwo()
    const event = {
      ...{ actor: 'anna', action: 'POST /api/templates', app: null, subject: null },
      ...{ request_id: null, address: null, details: {} },
    }
    const ended = await openPostgres(databaseUrl)
    await createAuditLog(ended, Date.now).begin(event)
    const kept = await createAuditLog(mine, Date.now).begin(event)
    expect(await recoverAudit(theirs)).toBe(0)
    await ended.close()
    const both = await Promise.all([recoverAudit(mine), recoverAudit(theirs)])
    expect(both.toSorted()).toEqual([0, 1])
    const audit = createAuditLog(theirs, Date.now)
    expect((await audit.list({}, { limit: 5 })).events).toMatchObject([{ ...event, status: 0 }])
    await createAuditLog(mine, Date.now).append({ ...event, status: 201 }, kept)
    expect(await audit.check()).toMatchObject({ ok: true, count: 2 })
    const notes = await mine.read((db) => db.selectFrom('audit_begun').selectAll().execute())
    expect(notes).toEqual([])
  })

  test('keep one limit together', async () => {
    const storages = await openTwo()
    const limits = { perRecipient: { count: 3, periodMs: 600_000 }, perSender: null }
    const at_ms = Date.now()
    const send = async (n: number) => {
      const storage = storages[n % 2 === 0 ? 0 : 1]
      const values = {
        ...{ id: `d${n}`, idempotency_key: `d${n}`, fingerprint: '', actor: `a${n}`, profile: 'p' },
        ...({ base_url: 'http://u', receive_id_type: 'open_id', receive_id: 'ou_a' } as const),
        ...{ follow_ups: '[]', exact: 1, uuid: `d${n}`, created_at_ms: at_ms, search: '' },
      }
      await storage.write(async (tx) => {
        await tx.insertInto('deliveries').values(values).execute()
        const { actor, base_url, receive_id } = values
        await checkSendLimits(storage, tx, limits, { actor, base_url, receive_id, at_ms })
      })
    }
    const results = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => send(n)))
    const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(9)
    for (const error of refused) expect(error).toBeInstanceOf(SendLimitError)
  })
})
