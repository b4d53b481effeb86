import { EVIDENCE_MEANINGS } from '#contract/evidence'
import type { Evidence, Resolution, Verdict } from '#contract/ledger'

export type Word = { verdict: Verdict; note: string | null; actor: string; at_ms: number }
export type Repeat = { exchange_id: string; evidence: Evidence; actor: string; at_ms: number }

/**
 * What is known by now of an `unknown` send, from what was added later, each oldest first: the last
 * word of a person, else the last evidence that decides, else the last that does not.
 */
export function resolutionFrom(
  words: readonly Word[],
  repeats: readonly Repeat[],
): Resolution | null {
  const word = words.at(-1)
  if (word) {
    const { at_ms, ...said } = word
    return { ...said, by: 'person', evidence: null, exchange_id: null, at: isoTime(at_ms) }
  }
  const last = repeats.findLast(({ evidence }) => verdictOf(evidence) !== 'undecided')
  const repeat = last ?? repeats.at(-1)
  if (!repeat) return null
  const { at_ms, ...shown } = repeat
  const verdict = verdictOf(repeat.evidence)
  return { ...shown, verdict, by: 'repeat', note: null, at: isoTime(at_ms) }
}

function verdictOf(evidence: Evidence): Verdict {
  return EVIDENCE_MEANINGS[evidence].verdict
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
