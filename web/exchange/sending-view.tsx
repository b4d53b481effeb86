import { useLayoutEffect, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { ANSWER_HEADLINE_ID } from './answer.ts'
import { Elapsed } from './elapsed.tsx'
import styles from './sending-view.module.css'
import { texts } from './texts.ts'

type Props = { startedAt: number; onCancel: () => void }

/** The wait: how long it lasts, and the way out with what it costs. */
export function SendingView({ startedAt, onCancel }: Props) {
  const t = useTexts(texts)
  const stop = useRef<HTMLButtonElement>(null)
  // The answer takes the button away; a focus on it would fall back to the top of the page.
  useLayoutEffect(() => {
    const button = stop.current
    return () => {
      if (document.activeElement === button) document.getElementById(ANSWER_HEADLINE_ID)?.focus()
    }
  }, [])
  return (
    <div className={styles.wait}>
      <ProgressBar label={t.waiting} />
      <div className={styles.row}>
        <Button ref={stop} onClick={onCancel}>
          {t.stop}
        </Button>
        <Elapsed since={startedAt} />
      </div>
      <p className={styles.note}>{t.stopNote}</p>
    </div>
  )
}
