import { CircleHelp, Hourglass, ShieldX } from 'lucide-react'
import type { Locale } from '#contract/locale'
import type { Look } from '../exchange-view/strip.tsx'
import { verdictOf } from '../exchange-view/verdict.ts'
import { VERDICT_LOOKS } from '../exchange-view/verdict-looks.ts'
import type { Asked } from './answer.ts'
import { headlineText } from './headline-text.ts'
import { type Standing, standingOf } from './standing.ts'

const LOOKS: Record<Standing, Look> = {
  sending: { icon: Hourglass, tone: 'info' },
  console_refused: { icon: ShieldX, tone: 'warn' },
  in_flight: { icon: Hourglass, tone: 'warn' },
  console_broke: { icon: CircleHelp, tone: 'unsure' },
  cancelled: { icon: CircleHelp, tone: 'unsure' },
  lost: { icon: CircleHelp, tone: 'unsure' },
}

/** How a call stands, in a few words and a look. */
export function headlineOf(answer: Asked, locale: Locale): { look: Look; title: string } {
  const look =
    answer.status === 'exchange'
      ? VERDICT_LOOKS[verdictOf(answer.exchange)]
      : LOOKS[standingOf(answer)]
  return { look, title: headlineText(answer, locale) }
}
