import type { ReactNode } from 'react'
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
import { LabelledInput, LabelledTextarea } from '../../ui/form/labelled-field.tsx'
import {
  MessageFields,
  messageFieldsOf,
  readMessageFields,
  type TemplateFields,
} from './message-fields.tsx'
import { TemplateError } from './template-error.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type FormProps = {
  initial: TemplateFields
  /** Why the last submission was rejected. */
  error: Error | null
  pending: boolean
  onSubmit: (fields: TemplateFields) => void
  children?: ReactNode
}

/** The name, the note and the first message of a template. The server validates them. */
function TemplateForm({ initial, error, pending, onSubmit, children }: FormProps) {
  const t = useTexts(templateTexts)
  const { register, handleSubmit, control } = useForm<TemplateFields>({ defaultValues: initial })
  const issues = error instanceof RefusedError ? error.refusal.issues : []
  const isInvalid = (path: string) => issues.some((issue) => issue.path === path)
  return (
    <form
      className={styles.place}
      onSubmit={(event) => void handleSubmit(onSubmit)(event)}
      noValidate
    >
      <LabelledInput
        label={t.name}
        required
        hint={t.nameHint}
        {...register('name')}
        aria-invalid={isInvalid('name')}
      />
      <LabelledTextarea
        label={t.note}
        hint={t.noteHint}
        {...register('note')}
        aria-invalid={isInvalid('note')}
      />
      <MessageFields control={control} register={register} />
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
  const save = ({ name, note, ...message }: TemplateFields) =>
    create.mutate(
      { name, note, message: readMessageFields(message), follow_ups: composed },
      {
        onSuccess: ({ id, name }) => {
          announce(t.savedAs(name))
          onSaved(id)
        },
      },
    )
  return (
    <TemplateForm
      initial={{ name: '', note: '', ...messageFieldsOf(null) }}
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

type EditProps = {
  template: Template
  /** The version that the user saw: a newer one of a colleague is not overwritten. */
  base: number
  onDone: (version: number) => void
}

/** Changes the name and the note of a template; another first message makes a new version. */
export function EditTemplate({ template, base, onDone }: EditProps) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const { change, addVersion } = useTemplateChanges()
  const { id, name, note, follow_ups } = template
  const save = async (fields: TemplateFields) => {
    const message = readMessageFields(fields)
    const changed = JSON.stringify(message) !== JSON.stringify(template.message)
    try {
      let version = base
      // The version first: if a colleague was faster, nothing else is saved either.
      if (changed) {
        const saved = await addVersion.mutateAsync({ id, message, follow_ups, base_version: base })
        version = saved.version
      }
      if (fields.name !== name || fields.note !== note) {
        await change.mutateAsync({ id, name: fields.name, note: fields.note })
      }
      announce(t.edited)
      onDone(version)
    } catch {
      // The mutation's error is shown in the form.
    }
  }
  return (
    <TemplateForm
      initial={{ name, note, ...messageFieldsOf(template.message) }}
      error={addVersion.error ?? change.error}
      pending={change.isPending || addVersion.isPending}
      onSubmit={(fields) => void save(fields)}
    />
  )
}
