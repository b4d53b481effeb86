import type { Locale } from '#contract/locale'

/** What a command may touch, so that a test can hand it something else. */
export type Terminal = {
  env: Readonly<Record<string, string | undefined>>
  locale: Locale
  /** Writes to standard output. */
  print: (text: string) => void
  /** Writes to standard error. */
  complain: (text: string) => void
  /** Everything of standard input, or `null` where it is longer than that. */
  readInput: (limit: number) => Promise<string | null>
}

/** A command: reads its own arguments and gives the exit code. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>
