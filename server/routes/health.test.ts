import { expect, test } from 'vitest'
import { StorageError } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createTestConsole } from '../testing/test-console.ts'

const QUIET = { clock: 'ok', retention: 'ok' }

test('health follows whether the ledger can be written', async () => {
  const storage = memoryStorage()
  let full = false
  let probes = 0
  const probe = async () => {
    probes += 1
    if (full) throw new StorageError('full', 'SQLite 13')
    await storage.probe()
  }
  const console = createTestConsole([], { storage: { ...storage, probe } })
  const health = async () => {
    const response = await console.request('/api/health')
    return [response.status, await response.json()]
  }
  expect(await health()).toEqual([200, { status: 'ok', ledger: 'ok', ...QUIET }])
  full = true
  await expect.poll(health).toEqual([503, { status: 'failing', ledger: 'failing', ...QUIET }])
  full = false
  await expect.poll(health).toEqual([200, { status: 'ok', ledger: 'ok', ...QUIET }])
  const before = probes
  await Promise.all(Array.from({ length: 50 }, health))
  expect(probes - before).toBeLessThanOrEqual(1)
})

test('a ledger that does not respond in time is failing', async () => {
  const storage = { ...memoryStorage(), probe: () => new Promise<void>(() => {}) }
  const console = createTestConsole([], { storage })
  expect((await console.request('/api/health')).status).toBe(503)
})

test('a ledger whose files were moved is reported as moved', async () => {
  const probe = () => Promise.reject(new StorageError('moved', 'ledger.db'))
  const console = createTestConsole([], { storage: { ...memoryStorage(), probe } })
  const response = await console.request('/api/health')
  expect([response.status, await response.json()]).toEqual([
    503,
    { status: 'failing', ledger: 'moved', ...QUIET },
  ])
})
