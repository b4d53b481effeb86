import { expect, test, vi } from 'vitest'
import { createTestClock, START } from '../testing/client.ts'
import { createClock } from './clock.ts'

function start(mode: 'real' | 'frozen' = 'real') {
  const machine = createTestClock()
  return { machine, clock: createClock(machine.read, mode) }
}

test('follows the machine, stops while frozen, and continues from there', () => {
  const { machine, clock } = start()
  machine.advance(10)
  expect(clock.describe()).toEqual({ now_ms: START + 10, mode: 'real', offset_ms: 0 })
  clock.freeze()
  machine.advance(1000)
  expect(clock.describe()).toEqual({ now_ms: START + 10, mode: 'frozen', offset_ms: -1000 })
  clock.resume()
  machine.advance(5)
  expect(clock.describe()).toEqual({ now_ms: START + 15, mode: 'real', offset_ms: -1000 })
})

test.each(['real', 'frozen'] as const)('a %s clock can be moved both ways and reset', (mode) => {
  const { clock } = start(mode)
  clock.advance(601_000)
  expect(clock.now()).toBe(START + 601_000)
  clock.advance(-2000)
  expect(clock.now()).toBe(START + 599_000)
  clock.set(0)
  expect(clock.describe()).toMatchObject({ now_ms: 0, mode })
  clock.reset()
  expect(clock.describe()).toEqual({ now_ms: START, mode, offset_ms: 0 })
})

test('stays within the years of four digits', () => {
  const { clock } = start('frozen')
  clock.advance(-2 * START)
  expect(clock.now()).toBe(0)
  clock.set(1e16)
  expect(new Date(clock.now() + 8 * 3_600_000).toISOString()).toMatch(/^9999-12-31T23:59:59\.999/)
})

test('runs each job once when the clock is moved past it, the earliest first', () => {
  const { clock } = start('frozen')
  const ran: string[] = []
  clock.schedule(START + 2000, () => ran.push('second'))
  clock.schedule(START + 1000, () => ran.push('first'))
  clock.schedule(START + 2001, () => ran.push('third'))
  clock.schedule(START + 1500, () => ran.push('called off'))()
  clock.advance(999)
  expect(ran).toEqual([])
  clock.advance(1001)
  expect(ran).toEqual(['first', 'second'])
  clock.advance(1)
  expect(ran).toEqual(['first', 'second', 'third'])
  clock.advance(1_000_000)
  expect(ran).toHaveLength(3)
})

test('a job can cancel another one that is due at the same time', () => {
  const { clock } = start('frozen')
  const ran: string[] = []
  clock.schedule(START + 1, () => {
    ran.push('first')
    callOff()
  })
  const callOff = clock.schedule(START + 2, () => ran.push('second'))
  clock.advance(5)
  expect(ran).toEqual(['first'])
})

test('a running clock runs its jobs, a closed one does not', () => {
  vi.useFakeTimers({ now: START })
  try {
    const clock = createClock(Date.now, 'real')
    const ran: string[] = []
    clock.schedule(START + 1000, () => ran.push('at once'))
    clock.schedule(START + 60 * 24 * 3_600_000, () => ran.push('far ahead'))
    vi.advanceTimersByTime(1000)
    expect(ran).toEqual(['at once'])
    clock.freeze()
    vi.advanceTimersByTime(70 * 24 * 3_600_000)
    expect(ran).toEqual(['at once'])
    clock.set(START + 59 * 24 * 3_600_000)
    clock.resume()
    vi.advanceTimersByTime(24 * 3_600_000)
    expect(ran).toEqual(['at once', 'far ahead'])
    clock.schedule(clock.now() + 1, () => ran.push('never'))
    clock.close()
    vi.advanceTimersByTime(10)
    expect(ran).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})

test('a clock that is two hours ahead says that clients keep expired tokens', () => {
  const clock = createClock(() => START, 'real')
  clock.advance(2 * 3_600_000 - 1)
  expect(clock.describe()).not.toHaveProperty('hint')
  clock.advance(1)
  expect(clock.describe().hint?.en).toContain('99991663')
  clock.reset()
  expect(clock.describe()).not.toHaveProperty('hint')
})
