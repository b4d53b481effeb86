import { lazy, Suspense } from 'react'
import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES } from '#contract/failures'
import { formatDuration, readerTag } from '../exchange-view/format.ts'
import { meaningTexts } from '../exchange-view/meaning-texts.ts'
import { Passage, Passages } from '../exchange-view/passage.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Answer } from './answer.ts'
import { texts } from './texts.ts'

// Rare, and so no part of the first screen.
const LookUp = lazy(async () => ({ default: (await import('./look-up.tsx')).LookUp }))

type Props = {
  answer: Extract<Answer, { status: 'cancelled' | 'lost' }>
  onFound: (exchange: Exchange) => void
}

/** A wait that ended without an answer: neither success nor failure; only the ledger can tell. */
export function UnknownView({ answer, onFound }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale } = useLocale()
  const happened =
    answer.status === 'lost'
      ? t.lost
      : t.stoppedAfter(formatDuration(answer.afterMs, readerTag(locale, navigator.languages)))
  return (
    <>
      <Suspense>
        <LookUp key={answer.key} idempotencyKey={answer.key} onFound={onFound} />
      </Suspense>
      <Passages>
        <Passage label={labels.happened}>{happened}</Passage>
        <Passage label={labels.advice}>{CONSEQUENCES.unknown.advice[locale]}</Passage>
      </Passages>
    </>
  )
}
