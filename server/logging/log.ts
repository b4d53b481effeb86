import { escapeControls } from '#contract/texts/control-characters'

/** One line of the server's log; `level: 'info'` marks an entry that is not a problem. */
export type LogEntry = Readonly<Record<string, string | number>>
export type Log = (entry: LogEntry) => void

/** What is written: everything, only problems, or nothing. */
export const LOG_LEVELS = ['all', 'problems', 'off'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** In characters. Longer than any value of the console; values from elsewhere are cut there. */
const VALUE_LIMIT = 500

/**
 * Creates the console's log: one JSON object per line, so that no value can look like a second
 * line. An entry without a level is a warning.
 * @param write receives one line without its line break
 */
export function createLog(level: LogLevel, write: (line: string) => void, now: () => Date): Log {
  return (entry) => {
    const { level: severity = 'warn', ...rest } = entry
    if (level === 'off' || (level === 'problems' && severity === 'info')) return
    write(formatLine({ time: now().toISOString(), level: severity, ...rest }))
  }
}

function formatLine(entry: LogEntry): string {
  const cut = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, VALUE_LIMIT) : value,
  ])
  // JSON leaves some as they are, but a terminal or a log reader may act on them.
  return escapeControls(JSON.stringify(Object.fromEntries(cut)))
}
