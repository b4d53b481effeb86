import { lazy, Suspense } from 'react'
import type { Language } from '#contract/languages'
import { useTexts } from '../i18n/texts.ts'
import { ChatLine } from '../ui/chat-line.tsx'
import { previewTexts } from './texts.ts'

const OtherSample = lazy(async () => ({
  default: (await import('./other-sample.tsx')).OtherSample,
}))

type Props = {
  language: Language
  /** Whether that is the page's own language, whose sample is at hand. */
  own: boolean
}

/** Stands where no message was chosen yet; its words say that it is a sample. */
export function SampleLine({ language, own }: Props) {
  const t = useTexts(previewTexts)
  const at = <ChatLine who="bot" speaker={t.bot} text={t.sample} lang={t.sampleLang} sample />
  return own ? (
    at
  ) : (
    <Suspense fallback={at}>
      <OtherSample language={language} />
    </Suspense>
  )
}
