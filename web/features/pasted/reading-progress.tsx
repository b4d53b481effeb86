import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { ProgressBar } from '../../ui/progress.tsx'
import styles from './reading-progress.module.css'

const texts = defineTexts({
  en: { reading: 'Reading…', cancel: 'Cancel' },
  zh: { reading: '正在读取…', cancel: '取消' },
})

/** Shown while a large text is being read. */
export function ReadingProgress({ onCancel }: { onCancel: () => void }) {
  const t = useTexts(texts)
  return (
    <div className={styles.progress}>
      <span>{t.reading}</span>
      <ProgressBar label={t.reading} />
      <Button onClick={onCancel}>{t.cancel}</Button>
    </div>
  )
}
