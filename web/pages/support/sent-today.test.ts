import { expect, test } from 'vitest'
import type { Delivery } from '#contract/deliveries/delivery'
import { mergeDeliveries } from './sent-today.tsx'
import { findRecent } from './use-checked-form.ts'
import { settlePress } from './use-desk.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 10, minute)).toISOString()
const one = (id: string, state: Delivery['state'], minute: number, actor = 'local') =>
  ({ id, state, actor, created_at: at(minute) }) as Delivery

test('unknown deliveries come first, then running ones, then the newest; each once', () => {
  const newest = [one('c', 'sent', 3), one('b', 'running', 2), one('a', 'unknown', 1)]
  const open = [one('a', 'unknown', 1), one('old', 'unknown', 0)]
  expect(mergeDeliveries(newest, open).map(({ id }) => id)).toEqual(['a', 'old', 'b', 'c'])
})

test('only what reached the person, or may have, within ten minutes is recent', () => {
  const now = Date.parse(at(20))
  expect(findRecent([one('a', 'sent', 15)], now)).toEqual({ at: at(15), own: true })
  expect(findRecent([one('a', 'sent', 15, 'anna')], now)?.own).toBe(false)
  expect(findRecent([one('a', 'sent', 10)], now)).toBeNull()
  expect(findRecent([one('a', 'refused', 15), one('b', 'unknown', 14)], now)?.at).toBe(at(14))
})

test('a press stays open only if a request of it may have been sent', () => {
  const press = { key: 'k', body: {} as never, at_ms: 0, open: false, delivery: null }
  const open = { ...press, open: true }
  const refused = (error: 'rate_limited' | 'stopping') => ({
    end: 'refused' as const,
    refusal: { error, message: '', issues: [] },
  })
  expect(settlePress(press, { end: 'lost' }).open).toBe(true)
  expect(settlePress(press, { end: 'sign_in' }).open).toBe(false)
  expect(settlePress(open, { end: 'sign_in' }).open).toBe(true)
  expect(settlePress(press, refused('stopping')).open).toBe(false)
  expect(settlePress(open, refused('stopping')).open).toBe(true)
  expect(settlePress(open, refused('rate_limited')).open).toBe(false)
  expect(settlePress(open, { end: 'delivery', delivery: one('d', 'sent', 0) })).toMatchObject({
    open: false,
    delivery: 'd',
  })
})
