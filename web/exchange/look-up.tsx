import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { findByKey } from '../api-client/history.ts'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import { useLocale } from '../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import styles from './look-up.module.css'

const texts = defineTexts({
  en: {
    lookUp: 'Look it up',
    why: 'The ledger knows what became of it, even if this page does not.',
    none: 'The ledger holds no such send: it was never begun, so nothing was sent. It is safe to send again.',
  },
  zh: {
    lookUp: '查一下结果',
    why: '即使本页不知道，账本里也记着它的下落。',
    none: '账本里没有这次发送：它没有开始，所以什么也没有发出，可以放心再发。',
  },
})

type Props = { idempotencyKey: string; onFound: (exchange: Exchange) => void }

type LookUpResult = 'none' | { failed: unknown } | null

/** Looks up a call in the ledger whose response did not reach the page. */
export function LookUp({ idempotencyKey, onFound }: Props) {
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
    <div className={styles.lookUp}>
      <p>{t.why}</p>
      <Button
        variant="primary"
        icon={<Search size={16} aria-hidden="true" />}
        aria-disabled={looking}
        onClick={() => {
          if (!looking) void lookUp()
        }}
      >
        {t.lookUp}
      </Button>
      <div role="status" className={styles.result}>
        {result === 'none' ? <Callout tone="good">{t.none}</Callout> : null}
        {result !== null && result !== 'none' ? <RequestFailure error={result.failed} /> : null}
      </div>
    </div>
  )
}
