import { Languages } from 'lucide-react'
import { useRef } from 'react'
import { useFieldArray, useWatch } from 'react-hook-form'
import { isLanguage, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import styles from './composer.module.css'
import { useComposition } from './composition-context.tsx'
import { LanguageRow } from './language-row.tsx'
import { composerTexts } from './texts.ts'
import { useLanguageName } from './use-language-name.ts'

/** The texts of one bubble for readers of other languages, at most one row a language. */
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
