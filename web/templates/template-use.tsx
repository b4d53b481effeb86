import { Download, GitCompare, Pencil, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { FollowUps } from '#contract/template'
import { useTexts } from '../i18n/texts.ts'
import { useTemplate, useTemplateChanges } from '../queries/templates.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { DownloadLink } from './download-link.tsx'
import { EditTemplate } from './edit-template.tsx'
import { FillVariables } from './fill-variables.tsx'
import { Refused } from './refused.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = {
  id: string
  /** An older version to use; the newest where it is left out. */
  version: number | undefined
  composed: FollowUps | null
  onUse: (followUps: FollowUps) => void
  onVersions: () => void
  onRemoved: (name: string) => void
}

/** One saved template: fill it and use it, or change it. */
export function TemplateUse({ id, version, composed, onUse, onVersions, onRemoved }: Props) {
  const t = useTexts(templateTexts)
  const { data: template, error } = useTemplate(id)
  const { addVersion, remove } = useTemplateChanges()
  const [editing, setEditing] = useState(false)
  const [said, setSaid] = useState('')
  if (error) return <Refused title={t.failed} error={error} />
  if (!template) return <p role="status">{t.loading}</p>

  const shown = template.versions.find((one) => one.version === version) ?? template
  const saveVersion = (follow_ups: FollowUps) =>
    addVersion.mutate(
      { id, follow_ups },
      {
        onSuccess: (saved) =>
          setSaid(
            saved.version === template.version
              ? t.sameVersion(saved.version)
              : t.versionSaved(saved.version),
          ),
      },
    )

  return (
    <>
      {editing ? (
        <EditTemplate template={template} onDone={() => setEditing(false)} />
      ) : (
        <header>
          <h3 className={styles.name}>
            <IsolatedText text={template.name} />{' '}
            <span className={styles.hint}>{t.version(shown.version)}</span>
          </h3>
          {template.note === '' ? null : (
            <p className={styles.note}>
              <IsolatedText text={template.note} />
            </p>
          )}
        </header>
      )}
      <div className={styles.deeds}>
        <Button
          icon={<Save size={16} aria-hidden="true" />}
          disabled={composed === null || addVersion.isPending}
          onClick={() => composed && saveVersion(composed)}
        >
          {t.saveVersion}
        </Button>
        <Button
          variant="ghost"
          icon={<GitCompare size={16} aria-hidden="true" />}
          onClick={onVersions}
        >
          {t.versions}
        </Button>
        <Button
          variant="ghost"
          icon={<Pencil size={16} aria-hidden="true" />}
          onClick={() => setEditing(true)}
        >
          {t.edit}
        </Button>
        <DownloadLink
          href={`/api/templates/export?${new URLSearchParams({ id })}`}
          icon={<Download size={16} />}
        >
          {t.exportOne}
        </DownloadLink>
        <Button
          variant="danger"
          icon={<Trash2 size={16} aria-hidden="true" />}
          disabled={remove.isPending}
          onClick={() => remove.mutate(id, { onSuccess: () => onRemoved(template.name) })}
        >
          {t.remove}
        </Button>
      </div>
      {composed === null ? <p className={styles.hint}>{t.cannotSave}</p> : null}
      <div role="status" className={styles.said}>
        {said === '' ? null : <Callout tone="good">{said}</Callout>}
      </div>
      {addVersion.error ? <Refused error={addVersion.error} /> : null}
      {remove.error ? <Refused error={remove.error} /> : null}
      <FillVariables key={shown.version} followUps={shown.follow_ups} onUse={onUse} />
    </>
  )
}
