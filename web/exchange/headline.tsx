import { MessageSquareDashed } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { type Look, Strip, StripSentence } from '../exchange-view/strip.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useFirstTouch } from '../ui/use-first-touch.ts'
import { ANSWER_HEADLINE_ID, type Answer } from './answer.ts'
import type { headlineOf } from './headline-of.ts'
import { idleTexts } from './idle-texts.ts'

const IDLE: Look = { icon: MessageSquareDashed, tone: 'quiet' }

/** How the call stands, and beside it what the children add. */
export function Headline({ answer, children }: { answer: Answer; children: ReactNode }) {
  const t = useTexts(idleTexts)
  const { locale } = useLocale()
  const of = useHeadlineOf(answer.status !== 'idle')
  const { look, title } =
    of && answer.status !== 'idle' ? of(answer, locale) : { look: IDLE, title: t.headline }
  // Always the same element, so that a focus on it outlives what it says.
  return (
    <Strip look={look} headingId={ANSWER_HEADLINE_ID} title={title}>
      {answer.status === 'idle' ? <StripSentence>{t.sentence}</StripSentence> : null}
      {children}
    </Strip>
  )
}

/** What words a headline; it is loaded when the page is first touched, or at once where it is needed. */
function useHeadlineOf(needed: boolean): typeof headlineOf | null {
  const [loaded, setLoaded] = useState<typeof headlineOf | null>(null)
  const load = useCallback(async () => {
    const { headlineOf } = await import('./headline-of.ts')
    setLoaded(() => headlineOf)
  }, [])
  useFirstTouch(load)
  useEffect(() => {
    if (needed) void load()
  }, [needed, load])
  return loaded
}
