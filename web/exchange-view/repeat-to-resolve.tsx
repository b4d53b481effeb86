import { RotateCw } from 'lucide-react'
import type { Exchange } from '#contract/exchange'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import styles from './resolve.module.css'
import { resolveTexts } from './resolve-texts.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

type Props = { exchange: Exchange; busy: boolean; repeating: boolean; onRepeat: () => void }

/** The one deliberate repeat, with what it can do and how long it still tells anything. */
export function RepeatToResolve({ exchange, busy, repeating, onRepeat }: Props) {
  const t = useTexts(resolveTexts)
  const left = useSecondsLeft(exchange.message_id)
  return (
    <div className={styles.way}>
      <h4 className={styles.wayTitle}>{t.repeatTitle}</h4>
      <p className={styles.why}>{t.repeatWhy}</p>
      {left === null ? null : <p>{left > 0 ? t.left(left) : t.late}</p>}
      <Button
        variant="primary"
        icon={<RotateCw size={16} aria-hidden="true" />}
        aria-disabled={busy}
        onClick={onRepeat}
      >
        {repeating ? t.repeating : t.repeat}
      </Button>
    </div>
  )
}
