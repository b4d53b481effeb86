import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StorageError } from '../storage/storage.ts'
import { createLedgerHealth, LEDGER_HEALTHS } from './ledger-health.ts'

const delay = vi.fn()

let late = Promise.withResolvers<string>()
beforeEach(() => {
  late = Promise.withResolvers()
  delay.mockReset().mockReturnValue(late.promise)
  vi.spyOn(timers, 'setTimeout').mockImplementation(delay)
  syncBuiltinESMExports()
})
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
  if (delay.mock.lastCall) late.reject(new Error('cancelled'))
})

test.each([
  [null, 'ok'],
  [new StorageError('moved', 'x'), 'moved'],
  [new StorageError('full', 'x'), 'failing'],
  [Object.assign(new Error('x'), { fault: 'moved' }), 'failing'],
])('a write that ends with %s says that the ledger is %s', async (error, health) => {
  const probe = () => (error ? Promise.reject(error) : Promise.resolve())
  expect(await createLedgerHealth(probe, () => 0)()).toBe(health)
  const [, , options] = delay.mock.lastCall ?? []
  expect(options.signal.aborted).toBe(true)
})

test('a ledger whose write takes longer than two seconds is failing', async () => {
  const health = createLedgerHealth(
    () => new Promise(() => {}),
    () => 0,
  )()
  expect(delay.mock.lastCall).toEqual([
    ...[2_000, 'failing', { ref: false, signal: expect.any(AbortSignal) }],
  ])
  late.resolve('failing')
  expect(await health).toBe('failing')
})

test('the result holds for a second', async () => {
  let now = 5_000
  const probe = vi.fn(async () => {})
  const health = createLedgerHealth(probe, () => now)
  await Promise.all([health(), health()])
  now += 999
  await health()
  expect(probe).toHaveBeenCalledOnce()
  now += 1
  await health()
  expect(probe).toHaveBeenCalledTimes(2)
})

test('the states of a ledger are', () => {
  expect(LEDGER_HEALTHS).toEqual(['ok', 'failing', 'moved'])
})
