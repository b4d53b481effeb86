import { type ReactNode, useId } from 'react'
import { useForm } from 'react-hook-form'
import type { DraftFollowUps } from '#contract/draft'
import type { Template } from '#contract/template'
import { findVariables } from '#contract/template-variables'
import { RefusedError } from '../../api-client/api.ts'
import { useTemplateChanges } from '../../api-client/templates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import { TemplateError } from './template-error.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type TemplateFields = { name: string; note: string }

type FormProps = {
  initial: TemplateFields
  /** Why the last submission was rejected. */
  error: Error | null
  pending: boolean
  onSubmit: (fields: TemplateFields) => void
  children?: ReactNode
}

/** The name and the note of a template. The server validates them. */
function TemplateForm({ initial, error, pending, onSubmit, children }: FormProps) {
  const t = useTexts(templateTexts)
  const id = useId()
  const { register, handleSubmit } = useForm({ defaultValues: initial })
  const issues = error instanceof RefusedError ? error.refusal.issues : []
  const isInvalid = (path: keyof TemplateFields) => issues.some((issue) => issue.path === path)
  return (
    <form
      className={styles.place}
      onSubmit={(event) => void handleSubmit(onSubmit)(event)}
      noValidate
    >
      <LabelledInput
        label={t.name}
        required
        {...register('name')}
        aria-invalid={isInvalid('name')}
      />
      <div className={fieldStyles.field}>
        <label htmlFor={`${id}-note`} className={fieldStyles.label}>
          {t.note}
        </label>
        <textarea
          id={`${id}-note`}
          className={`${fieldStyles.input} ${styles.noteField}`}
          rows={2}
          {...register('note')}
          aria-invalid={isInvalid('note')}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className={fieldStyles.hint}>
          {t.noteHint}
        </p>
      </div>
      {children}
      {error ? <TemplateError error={error} /> : null}
      <div>
        <Button type="submit" variant="primary" disabled={pending}>
          {t.keep}
        </Button>
      </div>
    </form>
  )
}

/** Saves the composed bubbles as a new template; `composed` is null if a template cannot hold them. */
export function SaveTemplate({
  composed,
  onSaved,
}: {
  composed: DraftFollowUps | null
  onSaved: (id: string) => void
}) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const { create } = useTemplateChanges()
  if (!composed) {
    return (
      <Callout tone="warn" title={t.cannotSave}>
        {t.cannotSaveWhy}
      </Callout>
    )
  }
  const variables = findVariables(composed)
  const save = (fields: TemplateFields) =>
    create.mutate(
      { ...fields, follow_ups: composed },
      {
        onSuccess: ({ id, name }) => {
          announce(t.savedAs(name))
          onSaved(id)
        },
      },
    )
  return (
    <TemplateForm
      initial={{ name: '', note: '' }}
      error={create.error}
      pending={create.isPending}
      onSubmit={save}
    >
      <p className={styles.hint}>
        {variables.length === 0 ? t.noVariables : t.detected}{' '}
        {variables.map((name) => (
          <code key={name} className={styles.variable}>{`{{${name}}}`}</code>
        ))}
      </p>
    </TemplateForm>
  )
}

/** Changes the name or the note of a template; its versions stay as they are. */
export function EditTemplate({ template, onDone }: { template: Template; onDone: () => void }) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const { change } = useTemplateChanges()
  const save = (fields: TemplateFields) =>
    change.mutate(
      { id: template.id, ...fields },
      {
        onSuccess: () => {
          announce(t.edited)
          onDone()
        },
      },
    )
  return (
    <TemplateForm
      initial={{ name: template.name, note: template.note }}
      error={change.error}
      pending={change.isPending}
      onSubmit={save}
    />
  )
}
