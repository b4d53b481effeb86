import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLog, type LogLevel } from './create-log.ts'

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

test('an entry is one JSON object with its time, its level and its event', () => {
  expect(linesOf('all', { event: 'start', level: 'info', pid: 7 })).toEqual([
    '{"time":"2026-11-22T06:02:11.000Z","level":"info","event":"start","pid":7}',
  ])
})

test('problems are all that is written unless everything is asked for, and off is off', () => {
  const both = [{ event: 'send_settled', level: 'info' }, { event: 'storage_failed' }] as const
  const events = (level: LogLevel) =>
    both.flatMap((entry) => linesOf(level, entry)).map((line) => JSON.parse(line).event)
  expect(events('all')).toEqual(['send_settled', 'storage_failed'])
  expect(events('problems')).toEqual(['storage_failed'])
  expect(events('off')).toEqual([])
})

test('no value breaks its line, steers a terminal or grows beyond its limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (value) => {
      const [line = ''] = linesOf('all', { event: 'e', value })
      expect(line).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u)
      expect(JSON.parse(line).value).toBe(value.slice(0, 500))
    }),
  )
})
