import type { Preflight, PreflightCheckName } from '#contract/checks'

/** The id of the text that describes Send: the pre-check in one sentence. */
export const PRECHECK_SUMMARY_ID = 'send-precheck'

/** The expected result of a push, as far as it could be checked. */
export type Precheck =
  | { kind: 'checking' }
  /** Not checked yet. */
  | { kind: 'idle' }
  /** The console did not respond. */
  | { kind: 'failed' }
  | { kind: 'over' }
  | { kind: 'works' }
  | { kind: 'refused'; code: number; assumed: boolean; why: string }
  | { kind: 'unclear'; unknown: PreflightCheckName[] }

type PrecheckInput = {
  preflight: Preflight | undefined
  /** Why there is no preflight. */
  otherwise: 'checking' | 'idle' | 'failed'
  /** Whether the 600 s of the message are over, by estimate. */
  over: boolean
}

/** Summarizes what is known about the next push. */
export function summarizePrecheck({ preflight, otherwise, over }: PrecheckInput): Precheck {
  if (preflight && preflight.predicted_code !== null && preflight.predicted_code !== 0) {
    const code = preflight.predicted_code
    const check = preflight.checks.find((one) => one.status === 'fail' && one.code === code)
    return { kind: 'refused', code, assumed: preflight.assumed, why: check?.detail ?? '' }
  }
  if (over) return { kind: 'over' }
  if (!preflight) return { kind: otherwise }
  if (preflight.predicted_code === 0) return { kind: 'works' }
  return {
    kind: 'unclear',
    unknown: preflight.checks
      .filter(({ status }) => status === 'not_checked')
      .map(({ name }) => name),
  }
}

/** Whether a new message would solve the problem. */
export function helpsNewMessage(precheck: Precheck): boolean {
  if (precheck.kind === 'over') return true
  return precheck.kind === 'refused' && FIXED_BY_NEW_MESSAGE.has(precheck.code)
}

/** Too old, not one-to-one, another bot's message, not the latest, bubbles already added. */
const FIXED_BY_NEW_MESSAGE = new Set([230002, 230003, 230004, 230006, 230008])
