import { Suspense } from 'react'
import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES } from '#contract/failures'
import { meaningTexts } from '../exchange-view/meaning-texts.ts'
import { Passage, Passages } from '../exchange-view/passage.tsx'
import { formatDuration, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { lazyComponent } from '../ui/lazy-component.tsx'
import type { CallState } from './call-state.ts'
import { texts } from './texts.ts'

// Loaded on demand, because it is rare.
const LookUp = lazyComponent(() => import('./look-up.tsx'), 'LookUp')

type Props = {
  call: Extract<CallState, { status: 'cancelled' | 'lost' }>
  onFound: (exchange: Exchange) => void
}

/** A call without a response: neither success nor failure; the ledger knows its outcome. */
export function UnknownView({ call, onFound }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale } = useLocale()
  const happened =
    call.status === 'lost'
      ? t.lost
      : t.stoppedAfter(formatDuration(call.afterMs, localeTag(locale, navigator.languages)))
  return (
    <>
      <Suspense>
        <LookUp key={call.key} idempotencyKey={call.key} onFound={onFound} />
      </Suspense>
      <Passages>
        <Passage label={labels.happened}>{happened}</Passage>
        <Passage label={labels.advice}>{CONSEQUENCES.unknown.advice[locale]}</Passage>
      </Passages>
    </>
  )
}
