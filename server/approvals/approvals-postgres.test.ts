import { randomUUID } from 'node:crypto'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createAuditLog } from '../audit/audit-log.ts'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { testProfile } from '../testing/test-console.ts'
import { createApprovals } from './approvals.ts'

describe.skipIf(!HAS_POSTGRES)('several consoles on PostgreSQL', () => {
  test('make one proposal of one key, take one decision, and change nothing afterwards', async () => {
    const url = await newDatabase()
    const storages = [await openPostgres(url), await openPostgres(url)] as const
    onTestFinished(async () => {
      await Promise.all(storages.map((storage) => storage.close()))
    })
    const own = { now: Date.now, newId: randomUUID, redact: (text: string) => text }
    const [mine, theirs] = storages.map((storage) =>
      createApprovals({ ...own, storage, keepLabels: true }),
    )
    if (!mine || !theirs) throw new Error('two consoles')
    const profile = testProfile('http://127.0.0.1:9', { environment: 'production' })
    await mine.require(profile.id, true)
    expect(await theirs.isRequired(profile)).toBe(true)
    expect(await theirs.isRequired({ ...profile, environment: 'test' })).toBe(false)

    const content = { kind: 'push', message_id: 'om_1', body: '{"follow_ups":[]}' } as const
    const from = { request_id: null, address: null }
    const submission = { actor: 'ann', idempotency_key: 'key', from }
    const submitted = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? mine : theirs).submit(profile, content, submission),
      ),
    )
    const rows = submitted.map((one) => ('row' in one ? one : null))
    expect(new Set(rows.map((one) => one?.row.id)).size).toBe(1)
    const events = await createAuditLog(storages[0], Date.now).list({}, { limit: 20 })
    expect(events.events.filter(({ status }) => status === 202)).toHaveLength(1)
    const { id = '', digest = '' } = rows[0]?.row ?? {}

    const decided = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? mine : theirs).decide(
          id,
          n % 3 === 0 ? { step: 'reject' } : { step: 'approve', digest },
          { person: `p${n}`, actor: `p${n}`, isApprover: true, note: null },
          profile,
        ),
      ),
    )
    expect(decided.filter((one) => 'row' in one)).toHaveLength(1)
    const change = { content: '{}' }
    const forge = storages[0].write((tx) =>
      tx.updateTable('approvals').set(change).where('id', '=', id).execute(),
    )
    await expect(forge).rejects.toThrow()
    const again = storages[1].write((tx) =>
      tx.updateTable('approvals').set({ state: 'waiting' }).where('id', '=', id).execute(),
    )
    await expect(again).rejects.toThrow()
  })
})
