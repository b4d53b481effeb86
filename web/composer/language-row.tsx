import { useWatch } from 'react-hook-form'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { useTexts } from '../i18n/texts.ts'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { ContentField } from './content-field.tsx'
import { ItemActions } from './item-actions.tsx'
import { moveKeys } from './move-keys.ts'
import { composerTexts } from './texts.ts'
import { useLanguageName } from './use-language-name.ts'

type Props = {
  name: `follow_ups.${number}.i18n_contents.${number}`
  index: number
  count: number
  /** The languages that no row of this bubble has yet; only they and the row's own are offered. */
  free: readonly Language[]
  onMove: (to: number) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** One language of one bubble. */
export function LanguageRow({ name, index, count, free, onMove, onDuplicate, onRemove }: Props) {
  const t = useTexts(composerTexts)
  const { form } = useComposition()
  const languageName = useLanguageName()
  const language = useWatch({ control: form.control, name: `${name}.language` })
  const offered = LANGUAGES.filter((code) => code === language || free.includes(code))
  return (
    <li className={styles.row} onKeyDown={moveKeys(index, count, onMove)}>
      <select
        className={styles.language}
        aria-label={t.languageOfRow(index + 1)}
        {...form.register(`${name}.language`)}
        // The options depend on the value, so the two have to change together.
        value={language}
      >
        {isLanguage(language) ? null : <option value={language}>{t.notAccepted(language)}</option>}
        {offered.map((code) => (
          <option key={code} value={code}>
            {LANGUAGE_NAMES[code].native} · {code}
          </option>
        ))}
      </select>
      <ItemActions
        what={t.row(languageName(language))}
        index={index}
        count={count}
        canDuplicate={free.length > 0}
        onMove={onMove}
        onDuplicate={onDuplicate}
        onRemove={onRemove}
      />
      <ContentField
        name={`${name}.content`}
        label={t.rowText(languageName(language))}
        labelHidden
        lang={isLanguage(language) ? bcp47(language) : undefined}
      />
    </li>
  )
}
