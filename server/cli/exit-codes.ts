import type { Outcome } from '#contract/outcome'

/** What the process ends with; part of the command line’s promise to scripts. */
export const EXIT = {
  success: 0,
  /** The platform answered with a code other than 0. */
  refused: 1,
  /** Wrong usage or input; nothing was sent. */
  usage: 2,
  /** No connection, or no token: nothing was sent, and it is safe to try again. */
  not_sent: 3,
  /** The call left and its answer was lost; it is never sent again by itself. */
  unknown: 4,
  /** A fault of this program. */
  bug: 70,
} as const

export function exitCodeOf({ outcome, code }: { outcome: Outcome; code: number | null }): number {
  if (outcome === 'answered') return code === 0 ? EXIT.success : EXIT.refused
  return outcome === 'unknown' ? EXIT.unknown : EXIT.not_sent
}
