import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import type { LogEntry } from '../logging/log.ts'
import {
  type Storage,
  StorageError,
  type StorageFault,
  StorageStartError,
} from '../storage/storage.ts'
import { memoryStorage } from '../testing/memory-storage.ts'
import { AT, record, sampleIntent } from '../testing/sample-send.ts'
import { testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'
import type { RetentionLimits } from './ledger.ts'
import { startLedger } from './start-ledger.ts'

async function start(storage: Storage, retention: RetentionLimits = {}) {
  const logged: LogEntry[] = []
  const upstream = createUpstream({ clock: systemClock, deadlineMs: 100 })
  const feishu = {
    upstream,
    tokens: createTenantAccessTokens(upstream, systemClock),
    clock: systemClock,
    budgets: createRateBudgets({ clock: systemClock }),
  }
  const log = (entry: LogEntry) => logged.push(entry)
  const running = await startLedger(storage, { feishu, newId: () => 'id', log, retention })
  onTestFinished(() => running.close())
  return { ...running, logged }
}

/** Creates a storage on which an earlier console left a send running. */
async function crashedStorage() {
  const storage = memoryStorage()
  const { intent } = await record(createLedger(storage, systemClock), sampleIntent())
  return { storage: { ...storage, instance: 'the next one' }, id: intent.id }
}

describe('a console that starts', () => {
  test('ends the sends that an earlier one left running, and logs their number', async () => {
    const { storage, id } = await crashedStorage()
    const { ledger, logged } = await start(storage)
    expect(await ledger.find(id)).toMatchObject({ state: 'unknown' })
    expect(logged).toEqual([{ event: 'sends_recovered', count: 1 }])
  })

  test('starts on a full disk and postpones that', async () => {
    const { storage, id } = await crashedStorage()
    const write = () => Promise.reject(new StorageError('full', 'SQLite 13'))
    const { ledger, logged } = await start({ ...storage, write })
    expect(await ledger.find(id)).toMatchObject({ state: 'sending' })
    expect(logged).toEqual([{ event: 'recovery_failed', error: 'storage full: SQLite 13' }])
  })

  test('does not start on a damaged ledger', async () => {
    const { storage } = await crashedStorage()
    const write = () => Promise.reject(new StorageError('damaged', 'SQLite 11'))
    await expect(start({ ...storage, write })).rejects.toThrow(StorageStartError)
  })

  test('removes exchanges beyond the retention limits', async () => {
    const storage = memoryStorage()
    const before = createLedger(storage, systemClock)
    for (let i = 0; i < 3; i += 1) {
      const intent = sampleIntent({ started_at_ms: AT + i })
      await record(before, intent, { outcome: 'answered', code: 0 })
    }
    const { logged } = await start(storage, { maxCount: 1 })
    await expect.poll(() => logged).toEqual([{ event: 'history_pruned', count: 2 }])
  })
})

test('logs once when the open files are moved, once when they are back, and no other fault', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  let fault: StorageFault | null = null
  const check = async () => {
    if (fault) throw new StorageError(fault, 'the files')
  }
  const { logged } = await start({ ...memoryStorage(), check })
  for (const next of [null, 'moved', 'moved', 'unavailable', 'moved', null] as const) {
    fault = next
    await vi.advanceTimersByTimeAsync(1_000)
  }
  const moved = { event: 'ledger_moved', error: 'storage moved: the files' }
  expect(logged).toEqual([moved, { event: 'ledger_is_back' }, moved, { event: 'ledger_is_back' }])
})

test('recovers every ten seconds, cleans up every hour, and ends both when it closes', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const storage = memoryStorage()
  const checked = vi.fn(async () => {})
  const closed = vi.fn(async () => {})
  let instance = 'one'
  const shared: Storage = { ...storage, check: checked, close: closed }
  Object.defineProperty(shared, 'instance', { get: () => instance })
  const { ledger, logged, close } = await start(shared, { maxCount: 2 })
  const crash = async () => {
    await record(ledger, sampleIntent())
    instance = `after ${instance}`
  }
  const events = () => logged.map(({ event, count }) => `${event} ${count}`)
  await vi.advanceTimersByTimeAsync(999)
  expect(checked).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(checked).toHaveBeenCalledOnce()
  await crash()
  await vi.advanceTimersByTimeAsync(8_999)
  expect(events()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await expect.poll(events).toEqual(['sends_recovered 1'])
  for (let i = 0; i < 2; i += 1) {
    await record(ledger, sampleIntent(), { outcome: 'answered', code: 0 })
  }
  await vi.advanceTimersByTimeAsync(3_590_000 - 1)
  expect(events()).toEqual(['sends_recovered 1'])
  await vi.advanceTimersByTimeAsync(1)
  await expect.poll(events).toEqual(['sends_recovered 1', 'history_pruned 1'])
  await close()
  expect(closed).toHaveBeenCalledOnce()
  checked.mockClear()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(checked).not.toHaveBeenCalled()
})

test('says how to repair a damaged ledger, and throws what is no fault of the storage', async () => {
  const { storage } = await crashedStorage()
  const damaged = () => Promise.reject(new StorageError('damaged', 'SQLite 11'))
  await expect(start({ ...storage, write: damaged })).rejects.toThrow(
    'The ledger cannot be used (storage damaged: SQLite 11): restore a backup with "npm run restore -- FILE".',
  )
  const broken = () => Promise.reject(new RangeError('planted'))
  await expect(start({ ...storage, read: broken })).rejects.toThrow('planted')
})

test('sends no more once it stops', async () => {
  const { sender, stop, retentionStatus } = await start(memoryStorage())
  expect(retentionStatus()).toEqual({ clock: 'ok', held: null, before_ms: null })
  stop()
  const profile = testProfile('http://127.0.0.1:9')
  expect(await sender.push(profile, 'om_a', '{}', { actor: 'a' })).toEqual({ sent: 'stopping' })
})
