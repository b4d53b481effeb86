import { useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { CONSEQUENCES } from '#contract/failures'
import { findByKey } from '../../api-client/history.ts'
import { formatDuration } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { meaningTexts } from '../exchange-view/meaning-texts.ts'
import { Passage, Passages } from '../exchange-view/parts.tsx'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useProductionQuestion } from '../profile/profile-badge.tsx'
import type { ResponsePaneProps, ShownRun } from './pane-props.ts'
import { texts } from './texts.ts'
import styles from './unknown-view.module.css'

type Props = Pick<ResponsePaneProps, 'profile' | 'onAskAgain' | 'onFound'> & {
  run: Extract<ShownRun, { status: 'cancelled' | 'lost' }>
}

/** A run without a response: neither success nor failure; the history knows its result. */
export function UnknownView({ run, profile, onAskAgain, onFound }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale, tag } = useLocale()
  const question = useProductionQuestion(profile)
  return (
    <Passages>
      <Passage label={labels.happened}>
        <p>{run.status === 'lost' ? t.lost : t.stoppedAfter(formatDuration(run.afterMs, tag))}</p>
      </Passage>
      <Passage label={labels.advice}>
        <LookUp idempotencyKey={run.key} onFound={onFound} />
        <div className={styles.way}>
          <HoldButton question={question} onPress={onAskAgain}>
            {t.askAgain}
          </HoldButton>
          <p>{t.askAgainWhy}</p>
        </div>
        <p>{CONSEQUENCES.unknown.advice[locale]}</p>
      </Passage>
    </Passages>
  )
}

type LookUpProps = { idempotencyKey: string; onFound: (exchange: Exchange) => void }

type LookUpResult = 'none' | { failed: unknown } | null

/** Looks up a call in the history whose response did not reach the page. */
function LookUp({ idempotencyKey, onFound }: LookUpProps) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [result, setResult] = useState<LookUpResult>(null)
  const [looking, setLooking] = useState(false)

  const lookUp = async () => {
    setLooking(true)
    try {
      const exchange = await findByKey(idempotencyKey, { locale })
      if (exchange) onFound(exchange)
      else setResult('none')
    } catch (failed) {
      setResult({ failed })
    } finally {
      setLooking(false)
    }
  }
  return (
    <>
      <div className={styles.way}>
        <Button
          variant="primary"
          aria-disabled={looking}
          onClick={() => {
            if (!looking) void lookUp()
          }}
        >
          {t.lookUp}
        </Button>
        <p>{t.lookUpWhy}</p>
      </div>
      <div role="status">
        {result === 'none' ? <Callout tone="good">{t.none}</Callout> : null}
        {result !== null && result !== 'none' ? <RequestFailure error={result.failed} /> : null}
      </div>
    </>
  )
}
