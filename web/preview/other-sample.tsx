import { bcp47, type Language } from '#contract/languages'
import { useTexts } from '../i18n/texts.ts'
import { ChatLine } from '../ui/chat-line.tsx'
import { SAMPLE_MESSAGE } from './sample-message.ts'
import { previewTexts } from './texts.ts'

/** The sample in the language of its reader. */
export function OtherSample({ language }: { language: Language }) {
  const t = useTexts(previewTexts)
  return (
    <ChatLine
      who="bot"
      speaker={t.bot}
      text={SAMPLE_MESSAGE[language]}
      lang={bcp47(language)}
      sample
    />
  )
}
