import { Languages } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useFieldArray, useWatch } from 'react-hook-form'
import { bcp47, isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button/button.tsx'
import styles from './composer.module.css'
import { moveKeys } from './composer-keys.ts'
import { useComposition } from './composition-context.tsx'
import { ContentField } from './content-field.tsx'
import { ItemActions } from './item-actions.tsx'
import { composerTexts } from './texts.ts'

/** The translations of one bubble, at most one row per language. */
export function LanguageRows({ bubble }: { bubble: number }) {
  const t = useTexts(composerTexts)
  const announce = useAnnounce()
  const languageName = useLanguageName()
  const { form } = useComposition()
  const name = `follow_ups.${bubble}.i18n_contents` as const
  const { fields, append, insert, move, remove } = useFieldArray({ control: form.control, name })
  const addButton = useRef<HTMLButtonElement>(null)
  const used = useWatch({
    control: form.control,
    name,
    compute: (rows: readonly { language: string }[] | undefined) =>
      (rows ?? []).map((row) => row.language).join(' '),
  })
    .split(' ')
    .filter(isLanguage)
  const free = LANGUAGES.filter((language) => !used.includes(language))
  const next = free[0]
  const full = next === undefined || fields.length >= LIMITS.i18nContents.max

  const add = (language: Language) => {
    append({ language, content: '' }, { focusName: `${name}.${fields.length}.content` })
    announce(t.added(t.row(languageName(language))))
  }

  return (
    <>
      {fields.length > 0 ? (
        <ol className={styles.rows}>
          {fields.map((field, index) => {
            const language = () => languageName(form.getValues(`${name}.${index}.language`))
            return (
              <LanguageRow
                key={field.id}
                name={`${name}.${index}`}
                index={index}
                count={fields.length}
                free={free}
                onMove={(to) => {
                  move(index, to)
                  announce(t.moved(t.row(language()), to + 1, fields.length))
                }}
                onDuplicate={() => {
                  if (next === undefined) return
                  const content = form.getValues(`${name}.${index}.content`)
                  insert(
                    index + 1,
                    { language: next, content },
                    { focusName: `${name}.${index + 1}.content` },
                  )
                  announce(t.added(t.row(languageName(next))))
                }}
                onRemove={() => {
                  announce(t.removed(t.row(language())))
                  remove(index)
                  addButton.current?.focus()
                }}
              />
            )
          })}
        </ol>
      ) : null}
      <div>
        <Button
          ref={addButton}
          variant="ghost"
          icon={<Languages size={16} aria-hidden="true" />}
          aria-disabled={full}
          onClick={() => (full ? announce(t.languagesFull) : add(next))}
        >
          {full ? t.languagesFull : t.addLanguage}
        </Button>
      </div>
    </>
  )
}

type LanguageRowProps = {
  name: `follow_ups.${number}.i18n_contents.${number}`
  index: number
  count: number
  /** The languages without a row in this bubble; only they and the row's own can be selected. */
  free: readonly Language[]
  onMove: (to: number) => void
  onDuplicate: () => void
  onRemove: () => void
}

/** One language of one bubble. */
function LanguageRow({
  name,
  index,
  count,
  free,
  onMove,
  onDuplicate,
  onRemove,
}: LanguageRowProps) {
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
        // Controlled, because the options depend on the value.
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

/** Returns a function that names a language code in the page's language; an unknown code is returned as it is. */
function useLanguageName(): (code: string) => string {
  const { locale } = useLocale()
  return useCallback(
    (code: string) => (isLanguage(code) ? LANGUAGE_NAMES[code][locale] : code),
    [locale],
  )
}
