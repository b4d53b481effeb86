import { CONSEQUENCES } from '#contract/failures'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Answer } from './answer.ts'
import { formatDuration, readerTag } from './format.ts'
import { meaningTexts } from './meaning-texts.ts'
import { Passage, Passages } from './passage.tsx'
import { texts } from './texts.ts'

type Props = { answer: Extract<Answer, { status: 'cancelled' | 'lost' }> }

/** A wait that ended without an answer: neither success nor failure, and nothing here can tell. */
export function UnknownView({ answer }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale } = useLocale()
  const happened =
    answer.status === 'lost'
      ? t.lost
      : t.stoppedAfter(formatDuration(answer.afterMs, readerTag(locale, navigator.languages)))
  return (
    <Passages>
      <Passage label={labels.happened}>{happened}</Passage>
      <Passage label={labels.advice}>{CONSEQUENCES.unknown.advice[locale]}</Passage>
    </Passages>
  )
}
