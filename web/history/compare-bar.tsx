import { Link } from 'wouter'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import styles from './compare-bar.module.css'
import { texts } from './texts.ts'

type Props = { chosen: readonly string[]; onClear: () => void }

/** What is chosen for comparison, and the way on; always in sight while something is. */
export function CompareBar({ chosen, onClear }: Props) {
  const t = useTexts(texts)
  const [left, right] = chosen
  if (left === undefined) return null
  return (
    <div className={styles.bar} role="status">
      {right === undefined ? (
        <span>{t.compareOne}</span>
      ) : (
        <>
          <span>{t.compareTwo}</span>
          <Link className={styles.open} href={`/history/compare/${left}/${right}`}>
            {t.compareOpen}
          </Link>
        </>
      )}
      <Button variant="ghost" onClick={onClear}>
        {t.compareClear}
      </Button>
    </div>
  )
}
