import { expect, test } from 'vitest'
import type { ConsoleBus } from '../storage/storage.ts'
import { createListWaits } from './list-waits.ts'

/** Two consoles on one database. */
function startTwo(now: () => number) {
  const listeners: ((data: string) => void)[] = []
  const told: string[] = []
  const bus: ConsoleBus = {
    query: async () => [],
    async notify(_topic, data) {
      told.push(data)
      for (const listener of listeners) listener(data)
    },
    subscribe(_topic, listener) {
      listeners.push(listener)
      return () => {}
    },
  }
  return { sending: createListWaits(bus, now), other: createListWaits(bus, now), told }
}

test('every console knows what holds up the most rows of a list, until it is over', () => {
  let now = 1_000_000
  const { sending, other } = startTwo(() => now)
  expect(other.read('one')).toBeNull()
  sending.add('one', 'recipient', now + 60_000)
  expect(other.read('one')).toEqual({
    limit: 'recipient',
    until: new Date(now + 60_000).toISOString(),
  })
  sending.add('one', 'sender', now + 30_000)
  for (const console of [sending, other]) expect(console.read('one')?.limit).toBe('sender')
  expect(other.read('two')).toBeNull()
  now += 30_000
  expect(other.read('one')?.limit).toBe('recipient')
  now += 30_000
  expect(other.read('one')).toBeNull()
})

test('waits of a moment are left out, and the same wait is told once', () => {
  const { sending, told } = startTwo(() => 0)
  sending.add('one', 'rate', 1_900)
  expect(sending.read('one')).toBeNull()
  for (const until of [10_000, 10_000, 10_400, 20_000]) sending.add('one', 'rate', until)
  expect(told).toHaveLength(2)
})
