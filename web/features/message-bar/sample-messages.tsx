import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { controlCall, useControl } from '../../api-client/emulator.ts'
import { useEmulatorState } from '../../api-client/emulator-state.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import shared from '../../ui/shared.module.css'
import type { Target } from '../target/use-target.ts'
import styles from './panels.module.css'

const texts = defineTexts({
  en: {
    title: 'Sample messages',
    hint: 'Each one triggers a different response code.',
    gives: (code: number) => `gives ${code}`,
    failed: 'The emulator is not responding.',
    loading: 'Loading…',
    reset: 'Reset emulator',
    resetDone: 'Emulator reset',
  },
  zh: {
    title: '示例消息',
    hint: '每条对应一种错误码。',
    gives: (code) => `返回 ${code}`,
    failed: '模拟器没有响应。',
    loading: '正在加载…',
    reset: '重置模拟器',
    resetDone: '模拟器已重置',
  },
})

type Props = { target: Target; onPick: (messageId: string) => void }

/** The emulator's sample messages, each with the code that a push would return now. */
export function SampleMessages({ target, onPick }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const headingId = useId()
  const { profile, messageId } = target
  const state = useEmulatorState(profile)
  const control = useControl(profile.id)
  return (
    <section className={styles.part} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h3 id={headingId}>{t.title}</h3>
        <Button
          icon={<RotateCcw size={16} aria-hidden="true" />}
          aria-disabled={control.isPending}
          onClick={() => {
            if (control.isPending) return
            control.mutate(controlCall('POST /api/emulator/reset', { body: {} }), {
              onSuccess: () => announce(t.resetDone),
            })
          }}
        >
          {t.reset}
        </Button>
      </header>
      <p className={shared.small}>{t.hint}</p>
      {state.isPending ? <p className={shared.small}>{t.loading}</p> : null}
      {state.isError ? <LoadFailure title={t.failed} onRetry={() => void state.refetch()} /> : null}
      <ul className={shared.stack1}>
        {state.data?.demonstrations.map((one) => (
          <li key={one.message_id}>
            <button
              type="button"
              className={styles.choice}
              aria-pressed={one.message_id === messageId}
              onClick={() => onPick(one.message_id)}
            >
              <span className={styles.name}>
                <span className={styles.ellipsis}>{one.title[locale]}</span>
                <span className={styles.code} data-good={one.expected_code === 0}>
                  {t.gives(one.expected_code)}
                </span>
              </span>
              <span className={`${shared.small} ${styles.ellipsis}`}>
                <bdi>{one.chat_name}</bdi> · <bdi>{one.text}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
