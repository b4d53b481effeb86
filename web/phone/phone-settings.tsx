import { useId, useState } from 'react'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { idPath, type useControl } from '../queries/emulator-control.ts'
import fieldStyles from '../ui/field.module.css'
import { Switch } from '../ui/switch.tsx'
import { ControlFailure } from './control-failure.tsx'
import type { Conversation } from './conversations.ts'
import styles from './phone-settings.module.css'
import { phoneTexts } from './texts.ts'

type Props = { open: Conversation; control: ReturnType<typeof useControl> }

/** What decides how the bubbles read to this person, and whether they come at all. */
export function PhoneSettings({ open: { chat, viewer, apps }, control }: Props) {
  const t = useTexts(phoneTexts)
  const { locale } = useLocale()
  const id = useId()
  const [wanted, setWanted] = useState<boolean | null>(null)
  const bot = chat?.chat_mode === 'group' ? undefined : apps[0]
  const setInRange = (inRange: boolean) => {
    if (!bot) return
    const others = bot.unavailable_to.filter((one) => one !== viewer.open_id)
    // The switch turns at once, and back where the call comes to nothing.
    setWanted(inRange)
    control.mutate(
      {
        method: 'PATCH',
        path: idPath`/apps/${bot.app_id}`,
        body: {
          unavailable_to: inRange ? others : [...others, viewer.open_id],
        },
      },
      { onSettled: () => setWanted(null) },
    )
  }
  return (
    <div className={styles.settings}>
      <label htmlFor={id} className={styles.label}>
        {t.language}
      </label>
      <select
        id={id}
        className={styles.select}
        value={viewer.language}
        onChange={({ target: { value: language } }) => {
          if (!isLanguage(language)) return
          control.mutate({
            method: 'PATCH',
            path: idPath`/users/${viewer.open_id}`,
            body: { language },
          })
        }}
      >
        {LANGUAGES.map((code) => {
          const names = LANGUAGE_NAMES[code]
          return (
            <option key={code} value={code} lang={bcp47(code)}>
              {names.native === names[locale] ? names.native : `${names.native} · ${names[locale]}`}
            </option>
          )
        })}
      </select>
      {bot ? (
        <div className={styles.range}>
          <Switch
            checked={wanted ?? !bot.unavailable_to.includes(viewer.open_id)}
            onChange={setInRange}
          >
            {t.inRange}
          </Switch>
          <span className={fieldStyles.hint}>{t.inRangeHint}</span>
        </div>
      ) : null}
      <ControlFailure error={control.error} />
    </div>
  )
}
