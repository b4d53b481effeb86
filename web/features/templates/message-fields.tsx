import { Plus, Trash2 } from 'lucide-react'
import { type Control, type UseFormRegister, useFieldArray } from 'react-hook-form'
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import type { TemplateMessage } from '#contract/template'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledTextarea } from '../../ui/form/labelled-field.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

export type MessageFieldValues = { first: string; rows: { language: string; content: string }[] }

/** The fields of a template's form. */
export type TemplateFields = { name: string; note: string } & MessageFieldValues

type FieldsProps = { control: Control<TemplateFields>; register: UseFormRegister<TemplateFields> }

/** The first message of a template: its default text, and texts for single languages. */
export function MessageFields({ control, register }: FieldsProps) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  const { fields, append, remove } = useFieldArray({ control, name: 'rows' })
  const used = fields.map(({ language }) => language)
  const free = LANGUAGES.find((language) => !used.includes(language))
  return (
    <fieldset className={styles.variables}>
      <legend className={styles.legend}>{t.firstMessage}</legend>
      <LabelledTextarea
        label={t.defaultText}
        hint={t.firstMessageHint}
        dir="auto"
        {...register('first')}
      />
      {fields.map((field, index) => (
        <div key={field.id} className={styles.messageRow}>
          <select
            className={fieldStyles.input}
            aria-label={t.messageLanguage(index + 1)}
            {...register(`rows.${index}.language`)}
          >
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {LANGUAGE_NAMES[language][locale]}
              </option>
            ))}
          </select>
          <textarea
            className={fieldStyles.input}
            rows={2}
            dir="auto"
            aria-label={t.messageText(index + 1)}
            {...register(`rows.${index}.content`)}
          />
          <IconButton
            label={t.removeLanguage(
              isLanguage(field.language) ? LANGUAGE_NAMES[field.language][locale] : field.language,
            )}
            icon={<Trash2 size={16} aria-hidden="true" />}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      {free ? (
        <div>
          <Button
            icon={<Plus size={16} aria-hidden="true" />}
            onClick={() => append({ language: free, content: '' })}
          >
            {t.addLanguage}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

/** The fields of a first message. */
export function messageFieldsOf(message: TemplateMessage): MessageFieldValues {
  return { first: message?.content ?? '', rows: message?.i18n_contents ?? [] }
}

/** The first message of the fields; null if it has no text. */
export function readMessageFields({ first, rows }: MessageFieldValues): TemplateMessage {
  const filled = rows.filter(({ content }) => content.trim() !== '')
  const content = first.trim() === '' ? (filled[0]?.content ?? '') : first
  if (content === '') return null
  return { content, ...(filled.length > 0 && { i18n_contents: filled }) }
}
