import { type FormEvent, useState } from 'react'
import type { Template } from '#contract/template'
import { useTexts } from '../i18n/texts.ts'
import { useTemplateChanges } from '../queries/templates.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { NameAndNote } from './name-and-note.tsx'
import { Refused } from './refused.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

/** Another name or note for a template; its versions stay as they are. */
export function EditTemplate({ template, onDone }: { template: Template; onDone: () => void }) {
  const t = useTexts(templateTexts)
  const announce = useAnnounce()
  const { change } = useTemplateChanges()
  const [named, setNamed] = useState({ name: template.name, note: template.note })
  const save = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(
      { id: template.id, ...named },
      {
        onSuccess: () => {
          announce(t.edited)
          onDone()
        },
      },
    )
  }
  return (
    <form className={styles.place} onSubmit={save} noValidate>
      <NameAndNote value={named} error={change.error} onChange={setNamed} />
      {change.error ? <Refused error={change.error} /> : null}
      <div>
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {t.keep}
        </Button>
      </div>
    </form>
  )
}
