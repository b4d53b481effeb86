import type { Preflight, PreflightCheckName } from '#contract/preflight'

/** What can be said about a push before it is made; never more than was found. */
export type Outlook =
  | { kind: 'checking' }
  /** Nobody looked. */
  | { kind: 'idle' }
  /** The console itself gave no answer. */
  | { kind: 'failed' }
  | { kind: 'over' }
  | { kind: 'works' }
  | { kind: 'refused'; code: number; assumed: boolean; why: string }
  | { kind: 'unclear'; unknown: PreflightCheckName[] }

type Known = {
  preflight: Preflight | undefined
  /** Where there is none: why. */
  otherwise: 'checking' | 'idle' | 'failed'
  /** Whether the 600 s have run down, by the best estimate there is. */
  over: boolean
}

/** What a push would come to, in a word, from what is known now. */
export function outlookOf({ preflight, otherwise, over }: Known): Outlook {
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

/** Whether another message of the bot would take bubbles where this one does not. */
export function helpsNewMessage(outlook: Outlook): boolean {
  if (outlook.kind === 'over') return true
  return outlook.kind === 'refused' && MENDED_BY_NEW_MESSAGE.has(outlook.code)
}

/** Too old, not one-to-one, another bot's, overtaken, followed already. */
const MENDED_BY_NEW_MESSAGE = new Set([230002, 230003, 230004, 230006, 230008])
