import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Exchange } from '#contract/exchange'
import type { LogEntry } from '../logging/log.ts'
import { StorageError } from '../storage/storage.ts'
import { TransitionError, UnknownSendError } from './transition.ts'
import { createUnwrittenEnds } from './unwritten-ends.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const end = (id: string) => ({ id, outcome: 'answered', idempotency_key: `key-${id}` }) as Exchange

/** A ledger whose writes wait until they are released, and then fail while `error` is set. */
function createSlowLedger() {
  const written: string[] = []
  let waiting: (() => void)[] = []
  const ledger = {
    error: null as Error | null,
    written,
    release() {
      for (const resolve of waiting) resolve()
      waiting = []
    },
    async settle({ id, recorded }: Exchange) {
      await new Promise<void>((resolve) => waiting.push(resolve))
      if (ledger.error) throw ledger.error
      expect(recorded).toBe(true)
      written.push(id)
    },
  }
  return ledger
}

async function keepEnds(ids: readonly string[]) {
  const ledger = createSlowLedger()
  const logged: LogEntry[] = []
  const ends = createUnwrittenEnds(ledger, (entry) => logged.push(entry))
  ledger.error = new StorageError('full', 'disk full')
  const results = ids.map((id) => ends.write(end(id), `print-${id}`))
  ledger.release()
  expect(await Promise.all(results)).toEqual(ids.map(() => false))
  const events = (event: string) => logged.filter((one) => one.event === event)
  return { ledger, ends, events }
}

test('keeps an end that cannot be written, and finds it by its id and its key', async () => {
  const { ends, events } = await keepEnds(['a', 'b'])
  expect(events('settlement_not_written').map(({ exchange }) => exchange)).toEqual(['a', 'b'])
  expect(ends.findById('a')).toMatchObject({ id: 'a', recorded: false })
  expect(ends.find('key-b')).toMatchObject({ fingerprint: 'print-b', exchange: { id: 'b' } })
  expect(ends.findById('c')).toBeNull()
  expect(ends.find('key-c')).toBeUndefined()
})

test('writes and logs each end once, however many ask for it at the same moment', async () => {
  const ids = Array.from({ length: 14 }, (_, n) => `e${n}`)
  const { ledger, ends, events } = await keepEnds(ids)
  ledger.error = null
  const all = Promise.all([ends.writeAll(), ends.writeAll(), ends.close(), ends.writeAll()])
  for (let i = 0; i < 100; i += 1) {
    ledger.release()
    await Promise.resolve()
  }
  expect(await all).toEqual([0, 0, 0, 0])
  expect(ledger.written).toEqual(ids)
  expect(events('settlement_written').map(({ exchange }) => exchange)).toEqual(ids)
  expect(ends.findById('e0')).toBeNull()
})

test('retries after 0.5 s, then half as often each time, and stops at the first failure', async () => {
  const { ledger, ends, events } = await keepEnds(['a', 'b'])
  const settle = vi.spyOn(ledger, 'settle')
  const tries = async (ms: number) => {
    settle.mockClear()
    await vi.advanceTimersByTimeAsync(ms)
    ledger.release()
    await vi.advanceTimersByTimeAsync(0)
    return settle.mock.calls.length
  }
  expect(await tries(499)).toBe(0)
  // Two failed writes came before, so the pause has doubled once.
  expect(await tries(501)).toBe(1)
  expect(await tries(1_999)).toBe(0)
  ledger.error = null
  expect(await tries(1)).toBeGreaterThan(0)
  for (let i = 0; i < 4; i += 1) {
    ledger.release()
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(ledger.written).toEqual(['a', 'b'])
  expect(events('settlement_written')).toHaveLength(2)
  expect(await ends.close()).toBe(0)
})

test('ends the retries of an end that the ledger has or refuses', async () => {
  const { ledger, ends, events } = await keepEnds(['a'])
  ledger.error = new TransitionError('a has another end')
  const written = ends.writeAll()
  ledger.release()
  expect(await written).toBe(0)
  expect(events('settlement_refused')).toHaveLength(1)

  for (const error of [new TransitionError('another end'), new UnknownSendError('x')]) {
    ledger.error = error
    const result = ends.write(end('x'), 'print')
    ledger.release()
    expect(await result).toBe(false)
    expect(ends.findById('x')).toBeNull()
  }
})

test('retries every 30 s at the latest, and from 0.5 s on again once all are written', async () => {
  const logged: LogEntry[] = []
  let error: Error | null = new StorageError('full', 'disk full')
  const settle = vi.fn(async () => {
    if (error) throw error
  })
  const ends = createUnwrittenEnds({ settle }, (entry) => logged.push(entry))
  await ends.write(end('a'), 'print')
  const tries: number[] = []
  for (let second = 0.5; second <= 150; second += 0.5) {
    settle.mockClear()
    await vi.advanceTimersByTimeAsync(500)
    if (settle.mock.calls.length > 0) tries.push(second)
  }
  expect(tries).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 61.5, 91.5, 121.5])
  error = null
  expect(await ends.writeAll()).toBe(0)
  error = new Error('planted')
  await ends.write(end('b'), 'print')
  settle.mockClear()
  await vi.advanceTimersByTimeAsync(499)
  expect(settle).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(settle).toHaveBeenCalledOnce()
  expect(logged).toEqual([
    {
      ...{ event: 'settlement_not_written', exchange: 'a', outcome: 'answered' },
      error: 'storage full: disk full',
    },
    { event: 'settlement_written', exchange: 'a' },
    {
      ...{ event: 'settlement_not_written', exchange: 'b', outcome: 'answered' },
      error: 'Error: planted',
    },
  ])
  expect(await ends.close()).toBe(1)
  settle.mockClear()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(settle).not.toHaveBeenCalled()
})

test('an end that is written at once is recorded, and kept nowhere', async () => {
  const settle = vi.fn(async () => {})
  const ends = createUnwrittenEnds({ settle }, () => {})
  expect(await ends.write(end('a'), 'print')).toBe(true)
  expect(settle).toHaveBeenCalledExactlyOnceWith({ ...end('a'), recorded: true })
  expect(ends.findById('a')).toBeNull()
})
