import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, LOG_LEVELS, type LogLevel } from './log.ts'

const NOW = new Date('2026-11-22T06:02:11.000Z')

function linesOf(level: LogLevel, ...entries: Parameters<ReturnType<typeof createLog>>) {
  const lines: string[] = []
  const log = createLog(
    level,
    (line) => lines.push(line),
    () => NOW,
  )
  for (const entry of entries) log(entry)
  return lines
}

test('writes an entry as one JSON object with time, level and event', () => {
  expect(linesOf('all', { event: 'start', level: 'info', pid: 7 })).toEqual([
    '{"time":"2026-11-22T06:02:11.000Z","level":"info","event":"start","pid":7}',
  ])
})

test('writes only problems by default, everything on all, nothing on off', () => {
  const both = [{ event: 'send_settled', level: 'info' }, { event: 'storage_failed' }] as const
  const events = (level: LogLevel) =>
    both.flatMap((entry) => linesOf(level, entry)).map((line) => JSON.parse(line).event)
  expect(events('all')).toEqual(['send_settled', 'storage_failed'])
  expect(events('problems')).toEqual(['storage_failed'])
  expect(events('off')).toEqual([])
})

test('no value breaks a line, controls a terminal or exceeds the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (value) => {
      const [line = ''] = linesOf('all', { event: 'e', value })
      expect(line).toMatch(/^[^\p{Cc}\p{Bidi_Control}\u2028\u2029]*$/u)
      expect(JSON.parse(line).value).toBe(value.slice(0, 500))
    }),
  )
})

test('an entry without a level is a warning, and a value of 501 characters loses the last one', () => {
  const [line = ''] = linesOf('problems', { event: 'e', text: 'x'.repeat(501), n: 1 })
  expect(JSON.parse(line)).toEqual({
    ...{ time: '2026-11-22T06:02:11.000Z', level: 'warn', event: 'e', text: 'x'.repeat(500), n: 1 },
  })
  expect(linesOf('off', { event: 'e', level: 'error' })).toEqual([])
  expect(linesOf('problems', { event: 'e', level: 'error' })).toHaveLength(1)
})

test('the levels are all, problems and off', () => {
  expect(LOG_LEVELS).toEqual(['all', 'problems', 'off'])
})
