import { expect, test } from 'vitest'
import { StorageError } from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { createTestConsole } from '../testing/test-console.ts'

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
  expect(await health()).toEqual([200, { status: 'ok', ledger: 'ok' }])
  full = true
  await expect.poll(health).toEqual([503, { status: 'failing', ledger: 'failing' }])
  full = false
  await expect.poll(health).toEqual([200, { status: 'ok', ledger: 'ok' }])
  const before = probes
  await Promise.all(Array.from({ length: 50 }, health))
  expect(probes - before).toBeLessThanOrEqual(1)
})

test('a ledger that does not respond in time is failing', async () => {
  const storage = { ...memoryStorage(), probe: () => new Promise<void>(() => {}) }
  const console = createTestConsole([], { storage })
  expect((await console.request('/api/health')).status).toBe(503)
})
