import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'
import type { Run, RunCalls } from '../exchange-view/run.ts'

/** One call of a run, in the order in which they were made. */
export type RunStep = { name: 'message' | 'bubbles' | 'again' } & (
  | { exchange: Exchange }
  /** The console rejected it, so it was not made. */
  | { refusal: Refusal }
  /** It is being made, or its result did not arrive. */
  | { open: 'waiting' | 'unknown' }
)

/** The calls of a run; the last one decided it. Empty if nothing is known of any. */
export function runSteps(run: Run): RunStep[] {
  switch (run.status) {
    case 'idle':
    case 'refused':
      return []
    case 'done':
      return callSteps(run.calls)
    case 'sending':
      return openSteps(run.before, 'waiting')
    case 'cancelled':
    case 'lost':
      return openSteps(run.before, 'unknown')
  }
}

function callSteps({ create, pushes, refusal }: RunCalls): RunStep[] {
  const steps: RunStep[] = create ? [{ name: 'message', exchange: create }] : []
  for (const exchange of pushes) steps.push({ name: pushName(steps), exchange })
  // Without a message, it was the repeat of the message that was rejected.
  const unsent = create !== null && create.code !== 0
  if (refusal) steps.push({ name: unsent ? 'message' : pushName(steps), refusal })
  return steps
}

/** The calls before a retry, then the retry. */
function openSteps(before: RunCalls | null, open: 'waiting' | 'unknown'): RunStep[] {
  if (!before) return []
  const steps = callSteps({ ...before, refusal: null })
  return [...steps, { name: pushName(steps), open }]
}

function pushName(steps: readonly RunStep[]): 'bubbles' | 'again' {
  return steps.some(({ name }) => name === 'bubbles') ? 'again' : 'bubbles'
}

/** The exchange that decided a run; null if there is none. */
export function decidingExchange(run: Run): Exchange | null {
  const last = runSteps(run).at(-1)
  return last && 'exchange' in last ? last.exchange : null
}
