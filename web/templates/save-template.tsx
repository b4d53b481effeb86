import { type FormEvent, useState } from 'react'
import type { FollowUps } from '#contract/template'
import { findVariables } from '#contract/template-variables'
import { useTexts } from '../i18n/texts.ts'
import { useTemplateChanges } from '../queries/templates.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { NameAndNote } from './name-and-note.tsx'
import { Refused } from './refused.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = {
  composed: FollowUps | null
  onSaved: (id: string) => void
}

/** What is composed as a new template. */
export function SaveTemplate({ composed, onSaved }: Props) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const { create } = useTemplateChanges()
  const [named, setNamed] = useState({ name: '', note: '' })
  if (!composed) {
    return (
      <Callout tone="warn" title={t.cannotSave}>
        {t.cannotSaveWhy}
      </Callout>
    )
  }
  const variables = findVariables(composed)
  const save = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(
      { ...named, follow_ups: composed },
      {
        onSuccess: ({ id, name }) => {
          announce(t.savedAs(name))
          onSaved(id)
        },
      },
    )
  }
  return (
    <form className={styles.place} onSubmit={save} noValidate>
      <NameAndNote value={named} error={create.error} onChange={setNamed} />
      <p className={styles.hint}>
        {variables.length === 0 ? t.noVariables : t.detected}{' '}
        {variables.map((name) => (
          <code key={name} className={styles.variable}>{`{{${name}}}`}</code>
        ))}
      </p>
      {create.error ? <Refused error={create.error} /> : null}
      <div>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {t.keep}
        </Button>
      </div>
    </form>
  )
}
