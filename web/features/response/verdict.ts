import { CircleHelp, Hourglass, ShieldX } from 'lucide-react'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import type { Refusal } from '#contract/refusal'
import { exchangeStatus, STATUS_LOOKS, statusText } from '../exchange-view/exchange-status.ts'
import { explain, shortMeaning } from '../exchange-view/explain.ts'
import type { StatusLook } from '../exchange-view/parts.tsx'
import type { ShownRun } from './pane-props.ts'
import type { RunStep } from './run-steps.ts'
import { texts } from './texts.ts'

/** The result of a run or of one of its calls, in one line. */
export type Verdict = { look: StatusLook; code: number | null; title: string }

const WAITING: StatusLook = { icon: Hourglass, tone: 'info' }
const UNKNOWN: StatusLook = { icon: CircleHelp, tone: 'unsure' }
const REJECTED: StatusLook = { icon: ShieldX, tone: 'warn' }

/** @param step the call that is shown; null if the run has none */
export function verdictOf(run: ShownRun, step: RunStep | null, locale: Locale): Verdict {
  const t = texts[locale].verdicts
  if (step && 'exchange' in step) return exchangeVerdict(step.exchange, locale)
  if (step && 'refusal' in step) return refusalVerdict(step.refusal, locale)
  switch (run.status) {
    case 'refused':
      return refusalVerdict(run.refusal, locale)
    case 'cancelled':
      return { look: UNKNOWN, code: null, title: t.cancelled }
    case 'lost':
      return { look: UNKNOWN, code: null, title: t.lost }
    case 'sending':
    case 'done':
      return { look: WAITING, code: null, title: t.sending }
  }
}

function exchangeVerdict(exchange: Exchange, locale: Locale): Verdict {
  const status = exchangeStatus(exchange)
  const known = status === 'refused' || status === 'token_refused'
  const title = (known && shortMeaning(exchange, locale)) || statusText(exchange, locale)
  return {
    look: STATUS_LOOKS[status],
    code: exchange.code,
    // Without it, the code of a refused token would read like the one of the call.
    title: status === 'token_refused' ? texts[locale].notSent(title) : title,
  }
}

function refusalVerdict({ error }: Refusal, locale: Locale): Verdict {
  const t = texts[locale].verdicts
  // After an internal error the call may have been made; the other errors exclude that.
  if (error === 'internal') return { look: UNKNOWN, code: null, title: t.internal }
  const title =
    error === 'in_flight' ? t.in_flight : error === 'rate_limited' ? t.rate_limited : t.not_sent
  return { look: REJECTED, code: null, title }
}

/** The text for screen readers: the verdict and what happened. */
export function announcement(run: ShownRun, step: RunStep | null, locale: Locale): string {
  const { code, title } = verdictOf(run, step, locale)
  const stop = locale === 'zh' ? '。' : '. '
  const headline = code === null ? title : texts[locale].codeAndTitle(code, title)
  const refusal =
    step && 'refusal' in step ? step.refusal : run.status === 'refused' ? run.refusal : null
  if (refusal) return [headline, refusal.message].join(stop)
  if (!step || !('exchange' in step)) return headline
  return [headline, explain(step.exchange, locale).happened[0] ?? ''].join(stop)
}
