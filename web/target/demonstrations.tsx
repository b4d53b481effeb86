import { RotateCcw } from 'lucide-react'
import type { EmulatorState } from '#contract/emulator-state'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import fieldStyles from '../ui/field.module.css'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

type Props = {
  demonstrations: EmulatorState['demonstrations']
  chosen: string
  resetting: boolean
  onPick: (messageId: string) => void
  onReset: () => void
}

/** The emulator's prepared messages, each with what it shows and what a push would be answered now. */
export function Demonstrations({ demonstrations, chosen, resetting, onPick, onReset }: Props) {
  const t = useTexts(targetTexts)
  const { locale } = useLocale()
  return (
    <details className={styles.disclosure}>
      <summary>
        {t.prepared} <span className={styles.count}>{demonstrations.length}</span>
      </summary>
      <div className={styles.demonstrations}>
        <p className={fieldStyles.hint}>{t.preparedHint}</p>
        <ul className={styles.list}>
          {demonstrations.map((one) => (
            <li key={one.message_id}>
              <button
                type="button"
                className={styles.demonstration}
                aria-pressed={one.message_id === chosen}
                onClick={() => onPick(one.message_id)}
              >
                <span className={styles.demonstrationTitle}>{one.title[locale]}</span>
                <span className={styles.code} data-good={one.expected_code === 0}>
                  {t.answers(one.expected_code)}
                </span>
                <span className={styles.demonstrationText}>
                  <bdi>{one.chat_name}</bdi> · <bdi>{one.text}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <Button
          icon={<RotateCcw size={16} aria-hidden="true" />}
          disabled={resetting}
          onClick={onReset}
        >
          {t.reset}
        </Button>
      </div>
    </details>
  )
}
