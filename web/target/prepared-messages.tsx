import { RotateCcw } from 'lucide-react'
import type { EmulatorState } from '#contract/emulator/state'
import type { Profile } from '#contract/profile'
import { controlCall, useControl, useEmulatorState } from '../api-client/emulator.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import fieldStyles from '../ui/form/field.module.css'
import styles from './target.module.css'
import { targetTexts } from './texts.ts'

type Props = { profile: Profile; chosen: string; onPick: (messageId: string) => void }

/** The emulator's sample messages; nothing for a real platform. */
export function PreparedMessages({ profile, chosen, onPick }: Props) {
  const t = useTexts(targetTexts)
  const announce = useAnnounce()
  const state = useEmulatorState(profile)
  const control = useControl(profile.id)
  if (profile.brand !== 'emulator') return null
  if (state.isPending) return <p className={fieldStyles.hint}>{t.preparedLoading}</p>
  if (state.isError) {
    return (
      <Callout tone="bad" title={t.preparedFailed}>
        <div>
          <Button onClick={() => void state.refetch()}>{t.retry}</Button>
        </div>
      </Callout>
    )
  }
  return (
    <Demonstrations
      demonstrations={state.data.demonstrations}
      chosen={chosen}
      resetting={control.isPending}
      onPick={onPick}
      onReset={() =>
        control.mutate(controlCall('POST /api/emulator/reset', { body: {} }), {
          onSuccess: () => announce(t.resetDone),
        })
      }
    />
  )
}

type DemonstrationsProps = {
  demonstrations: EmulatorState['demonstrations']
  chosen: string
  resetting: boolean
  onPick: (messageId: string) => void
  onReset: () => void
}

/** The list of sample messages, each with the code that a push would return now. */
function Demonstrations({
  demonstrations,
  chosen,
  resetting,
  onPick,
  onReset,
}: DemonstrationsProps) {
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
