import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Tables } from '../storage/database.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { type AuditRow, appendAudit, checkChain, everyAuditRow } from './audit-chain.ts'
import { createAuditLog } from './audit-log.ts'

const event = (action: string) => ({
  ...{
    actor: 'anna',
    action,
    status: 200,
    app: 'feishu',
    subject: 's"1',
    request_id: 'r',
    address: null,
  },
  details: { name: 'Delivery check', changes: { role: ['viewer', 'sender'] } },
})

async function filled(count: number) {
  const storage = memoryStorage()
  const audit = createAuditLog(storage, () => 1_800_000_000_000)
  await Promise.all(Array.from({ length: count }, (_, n) => audit.append(event(`POST /api/${n}`))))
  return { storage, audit }
}

async function* rowsOf(rows: readonly AuditRow[]) {
  yield* rows
}

describe('the chain of the audit', () => {
  test('is whole after concurrent events, also an empty one', async () => {
    expect(await (await filled(0)).audit.check()).toMatchObject({ ok: true, count: 0, since: null })
    const { audit } = await filled(40)
    const check = await audit.check()
    expect(check).toMatchObject({ ok: true, count: 40, broken: null })
    expect((await audit.list({}, { limit: 1 })).events[0]).toMatchObject({
      seq: 40,
      hash: check.hash,
    })
  })

  test('is not touched by a write that fails', async () => {
    const { storage, audit } = await filled(2)
    const failing = storage.write(async (tx) => {
      await appendAudit(tx, { ...event('lost'), at_ms: 1 })
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow()
    await audit.append(event('next'))
    expect(await audit.check()).toMatchObject({ ok: true, count: 3 })
  })

  test('shows every change, removal, insertion, swap and cut, with the first event that is wrong', async () => {
    const { storage } = await filled(12)
    const rows: AuditRow[] = []
    for await (const row of everyAuditRow(storage.scan)) rows.push(row)
    const head = rows.at(-1) as AuditRow
    const columns = Object.keys(head).filter((name) => name !== 'seq') as (keyof AuditRow)[]
    const at = fc.nat(rows.length - 1)
    const breach = fc.oneof(
      fc.record({ kind: fc.constant('change'), at, column: fc.constantFrom(...columns) }),
      fc.record({ kind: fc.constantFrom('remove', 'insert', 'cut', 'swap'), at }),
    )
    await fc.assert(
      fc.asyncProperty(breach, async (one) => {
        const changed = rows.map((row) => ({ ...row }))
        const row = changed[one.at] as AuditRow
        if ('column' in one) {
          const value = row[one.column]
          Object.assign(row, { [one.column]: typeof value === 'number' ? value + 1 : `${value}x` })
        } else if (one.kind === 'remove') changed.splice(one.at, 1)
        else if (one.kind === 'insert') changed.splice(one.at, 0, { ...row })
        else if (one.kind === 'cut') changed.length = one.at
        else {
          const other = changed[(one.at + 1) % changed.length] as AuditRow
          const [a, b] = [row.details, other.details]
          row.actor = 'someone else'
          Object.assign(row, { details: b })
          Object.assign(other, { details: a })
        }
        const { ok, broken } = await checkChain(rowsOf(changed), [head])
        expect(ok).toBe(false)
        expect(broken?.seq).toBeLessThanOrEqual(one.at + 2)
      }),
    )
  })

  test('that was written anew from some event on shows against a hash that was written down', async () => {
    const { storage: one } = await filled(5)
    const { storage: other } = await filled(5)
    await other.write((tx) => appendAudit(tx, { ...event('more'), at_ms: 2 }))
    const last = async (storage: typeof one) => {
      const rows: AuditRow[] = []
      for await (const row of everyAuditRow(storage.scan)) rows.push(row)
      return rows
    }
    const written = { seq: 5, hash: 'f'.repeat(64) }
    expect(await checkChain(rowsOf(await last(other)), [written])).toMatchObject({
      ok: false,
      broken: { seq: 5, why: 'changed' },
    })
    expect(await checkChain(rowsOf(await last(one)), [{ seq: 6, hash: 'f' }])).toMatchObject({
      broken: { seq: 6, why: 'end' },
    })
  })

  test('cannot be changed through the database', async () => {
    const { storage, audit } = await filled(3)
    type Work = Parameters<typeof storage.write>[0]
    const row: Tables['audit_events'] = {
      ...event('planted'),
      ...{ seq: 9, at_ms: 1, details: '{}', hash: 'x' },
    }
    const tries: Work[] = [
      (tx) => tx.updateTable('audit_events').set({ actor: 'ben' }).execute(),
      (tx) => tx.deleteFrom('audit_events').where('seq', '=', 3).execute(),
      (tx) => tx.insertInto('audit_events').values(row).execute(),
      (tx) => tx.updateTable('audit_head').set({ seq: 1 }).execute(),
      (tx) => tx.deleteFrom('audit_head').execute(),
    ]
    for (const work of tries) await expect(storage.write(work)).rejects.toThrow()
    expect(await audit.check()).toMatchObject({ ok: true, count: 3 })
  })
})
