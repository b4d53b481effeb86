import { Link } from 'wouter'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import styles from './nothing-found.module.css'
import { texts } from './texts.ts'

/** An empty history, or one in which nothing matches: two different things. */
export function NothingFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useTexts(texts)
  return (
    <div className={styles.none}>
      <p className={styles.title}>{filtered ? t.none : t.empty}</p>
      <p>{filtered ? t.noneHint : t.emptyHint}</p>
      {filtered ? (
        <Button onClick={onClear}>{t.clear}</Button>
      ) : (
        <Link href="/">{t.toConsole}</Link>
      )}
    </div>
  )
}
