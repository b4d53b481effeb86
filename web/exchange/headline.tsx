import { MessageSquareDashed } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { type StatusLook, StatusStrip, StripSentence } from '../exchange-view/strip.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useFirstTouch } from '../ui/interaction.ts'
import { type CallState, RESPONSE_HEADLINE_ID } from './call-state.ts'
import type { headlineContent } from './headline-content.ts'
import { idleTexts } from './idle-texts.ts'

const IDLE: StatusLook = { icon: MessageSquareDashed, tone: 'quiet' }

/** The status of the call, with its children beside it. */
export function Headline({ call, children }: { call: CallState; children: ReactNode }) {
  const t = useTexts(idleTexts)
  const { locale } = useLocale()
  const contentOf = useHeadlineContent(call.status !== 'idle')
  const { look, title } =
    contentOf && call.status !== 'idle'
      ? contentOf(call, locale)
      : { look: IDLE, title: t.headline }
  // Always the same element, so that it keeps the focus when its text changes.
  return (
    <StatusStrip look={look} headingId={RESPONSE_HEADLINE_ID} title={title}>
      {call.status === 'idle' ? <StripSentence>{t.sentence}</StripSentence> : null}
      {children}
    </StatusStrip>
  )
}

/** Loads the headline's content at the first interaction with the page, or at once if needed. */
function useHeadlineContent(needed: boolean): typeof headlineContent | null {
  const [loaded, setLoaded] = useState<typeof headlineContent | null>(null)
  const load = useCallback(async () => {
    const { headlineContent } = await import('./headline-content.ts')
    setLoaded(() => headlineContent)
  }, [])
  useFirstTouch(load)
  useEffect(() => {
    if (needed) void load()
  }, [needed, load])
  return loaded
}
