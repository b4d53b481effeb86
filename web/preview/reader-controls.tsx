import { Monitor, Moon, Smartphone, Sun } from 'lucide-react'
import { memo } from 'react'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/form/segmented.tsx'
import type { Device, Scheme } from './chat-frame.tsx'
import styles from './reader-controls.module.css'
import { previewTexts } from './texts.ts'

type Props = {
  language: Language
  /** The languages that at least one bubble has a row for. */
  withRow: ReadonlySet<string>
  onLanguage: (language: Language) => void
  scheme: Scheme
  onScheme: (scheme: Scheme) => void
  device: Device
  onDevice: (device: Device) => void
}

/** The language, theme and device of the preview. */
export const ReaderControls = memo(function ReaderControls(props: Props) {
  const t = useTexts(previewTexts)
  return (
    <div className={styles.controls}>
      <LanguageChoice {...props} />
      <Segmented
        legend={t.scheme}
        value={props.scheme}
        onChange={props.onScheme}
        options={[
          { value: 'light', label: <Choice icon={Sun} name={t.light} /> },
          { value: 'dark', label: <Choice icon={Moon} name={t.dark} /> },
        ]}
      />
      <Segmented
        legend={t.device}
        value={props.device}
        onChange={props.onDevice}
        options={[
          { value: 'desktop', label: <Choice icon={Monitor} name={t.desktop} /> },
          { value: 'phone', label: <Choice icon={Smartphone} name={t.phone} /> },
        ]}
      />
    </div>
  )
})

function LanguageChoice({
  language,
  withRow,
  onLanguage,
}: Pick<Props, 'language' | 'withRow' | 'onLanguage'>) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const nameOf = (code: Language) => {
    const names = LANGUAGE_NAMES[code]
    const name =
      names.native === names[locale] ? names.native : `${names.native} · ${names[locale]}`
    return withRow.has(code) ? `${name} ✓` : name
  }
  return (
    <label className={styles.language}>
      <span className={styles.label}>{t.reader}</span>
      <select
        className={styles.select}
        value={language}
        onChange={({ target }) => isLanguage(target.value) && onLanguage(target.value)}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={bcp47(code)}>
            {nameOf(code)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Choice({ icon: Icon, name }: { icon: typeof Sun; name: string }) {
  return (
    <>
      <Icon className={styles.icon} size={15} aria-hidden="true" />
      {name}
    </>
  )
}
