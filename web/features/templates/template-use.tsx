import { Download, GitCompare, Pencil, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'

import { RefusedError } from '../../api-client/api.ts'
import { may } from '../../api-client/rights.ts'
import { useTemplate, useTemplateChanges } from '../../api-client/templates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { FillVariables } from './fill-variables.tsx'
import { TemplateError } from './template-error.tsx'
import { DownloadLink } from './template-files.tsx'
import { EditTemplate } from './template-form.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = {
  id: string
  /** The version to use; undefined for the newest. */
  version: number | undefined
  composed: DraftFollowUps | null
  onUse: (followUps: DraftFollowUps) => void
  onVersions: () => void
  onRemoved: (name: string) => void
}

/** Fills and uses a saved template, or changes it. */
export function TemplateUse({ id, version, composed, onUse, onVersions, onRemoved }: Props) {
  const t = useTexts(templateTexts)
  const { data: template, error } = useTemplate(id)
  const mayEdit = may.anywhere('editor')
  const { addVersion, remove } = useTemplateChanges()
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState('')
  const [seen, setSeen] = useState<number | null>(null)
  if (error) return <TemplateError title={t.failed} error={error} />
  if (!template) return <p role="status">{t.loading}</p>

  // Refetched templates may be newer than what the user has seen.
  const base = seen ?? template.version
  if (seen === null) setSeen(base)
  const shown = template.versions.find((one) => one.version === version) ?? template
  const saveVersion = (follow_ups: DraftFollowUps, base_version: number) =>
    addVersion.mutate(
      { id, follow_ups, base_version },
      {
        onSuccess: ({ version }) => {
          setSeen(version)
          setSaved(version === base ? t.sameVersion(version) : t.versionSaved(version))
        },
      },
    )
  const conflict =
    addVersion.error instanceof RefusedError &&
    addVersion.error.refusal.error === 'version_conflict'

  return (
    <>
      {editing ? (
        <EditTemplate
          template={template}
          base={base}
          onDone={(version) => {
            setSeen(version)
            setEditing(false)
          }}
        />
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
          {shown.message === null ? null : (
            <p className={styles.note}>
              {t.firstMessage}: <IsolatedText text={shown.message.content} />
            </p>
          )}
        </header>
      )}
      <div className={styles.actions}>
        {mayEdit ? (
          <Button
            icon={<Save size={16} aria-hidden="true" />}
            disabled={composed === null || addVersion.isPending}
            onClick={() => composed && saveVersion(composed, base)}
          >
            {t.saveVersion}
          </Button>
        ) : null}
        <Button
          variant="ghost"
          icon={<GitCompare size={16} aria-hidden="true" />}
          onClick={onVersions}
        >
          {t.versions}
        </Button>
        {mayEdit ? (
          <Button
            variant="ghost"
            icon={<Pencil size={16} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t.edit}
          </Button>
        ) : null}
        <DownloadLink id={id} icon={<Download size={16} />}>
          {t.exportOne}
        </DownloadLink>
        {mayEdit ? (
          <Button
            variant="danger"
            icon={<Trash2 size={16} aria-hidden="true" />}
            disabled={remove.isPending}
            onClick={() => remove.mutate(id, { onSuccess: () => onRemoved(template.name) })}
          >
            {t.remove}
          </Button>
        ) : null}
      </div>
      {composed === null ? <p className={styles.hint}>{t.cannotSave}</p> : null}
      <div role="status" className={styles.status}>
        {saved === '' ? null : <Callout tone="good">{saved}</Callout>}
      </div>
      {conflict && composed ? (
        <Callout tone="warn" title={t.conflict(template.version)}>
          <p>{t.conflictAsk}</p>
          <div className={styles.actions}>
            <Button onClick={onVersions}>{t.compareConflict}</Button>
            <Button onClick={() => saveVersion(composed, template.version)}>
              {t.saveOverConflict}
            </Button>
          </div>
        </Callout>
      ) : null}
      {addVersion.error && !conflict ? <TemplateError error={addVersion.error} /> : null}
      {remove.error ? <TemplateError error={remove.error} /> : null}
      <FillVariables key={shown.version} followUps={shown.follow_ups} onUse={onUse} />
    </>
  )
}
