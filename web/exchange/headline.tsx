import { CircleHelp, Hourglass, MessageSquareDashed, ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Look, Strip, StripSentence } from '../exchange-view/strip.tsx'
import { verdictOf } from '../exchange-view/verdict.ts'
import { VERDICT_LOOKS } from '../exchange-view/verdict-looks.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { ANSWER_HEADLINE_ID, type Answer } from './answer.ts'
import { headlineText } from './headline-text.ts'
import { type Standing, standingOf } from './standing.ts'
import { texts } from './texts.ts'

const LOOKS: Record<Standing, Look> = {
  idle: { icon: MessageSquareDashed, tone: 'quiet' },
  sending: { icon: Hourglass, tone: 'info' },
  console_refused: { icon: ShieldX, tone: 'warn' },
  in_flight: { icon: Hourglass, tone: 'warn' },
  console_broke: { icon: CircleHelp, tone: 'unsure' },
  cancelled: { icon: CircleHelp, tone: 'unsure' },
  lost: { icon: CircleHelp, tone: 'unsure' },
}

/** How the call stands, and beside it what the children add. */
export function Headline({ answer, children }: { answer: Answer; children: ReactNode }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const look =
    answer.status === 'exchange'
      ? VERDICT_LOOKS[verdictOf(answer.exchange)]
      : LOOKS[standingOf(answer)]
  // Always the same element, so that a focus on it outlives what it says.
  return (
    <Strip look={look} headingId={ANSWER_HEADLINE_ID} title={headlineText(answer, locale)}>
      {answer.status === 'idle' ? <StripSentence>{t.idle}</StripSentence> : null}
      {children}
    </Strip>
  )
}
