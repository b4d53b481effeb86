import type { Log, LogEntry } from '../http/error-mapper.ts'

/** What is written: everything, what someone may have to look at, or nothing. */
export const LOG_LEVELS = ['all', 'problems', 'off'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Longer than any value of ours; what others may have written is cut there. */
const VALUE_LIMIT = 500

/**
 * The console's log: a JSON object to a line, so that nothing in a value can look like a second
 * line. An entry without a level is a warning.
 * @param write takes one line without its end
 */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date): Log {
  return (entry) => {
    const { level: weight = 'warn', ...rest } = entry
    if (level === 'off' || (level === 'problems' && weight === 'info')) return
    write(line({ time: now().toISOString(), level: weight, ...rest }))
  }
}

function line(entry: LogEntry): string {
  const cut = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, VALUE_LIMIT) : value,
  ])
  // What JSON leaves as it is although a terminal or a log reader may act on it.
  return JSON.stringify(Object.fromEntries(cut)).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
