import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { useComposition } from '../../composition/composition-context.tsx'
import { useCellName } from '../cell-notes.tsx'
import { noteDetail, noteTexts } from '../note-texts.ts'
import { completeBody } from './complete-body.ts'
import type { JsonEditorHandle } from './create-json-editor.ts'
import { JsonEditor } from './json-editor.tsx'
import { jsonTexts } from './json-texts.ts'
import styles from './json-view.module.css'
import { findJsonNotes, type JsonIssue, validateJson } from './validate-json.ts'

/** More findings than this help no one, and make the page slow. */
const MAX_FINDINGS = 200

/** The request body as JSON, with one list of its errors and notes; each leads to its line. */
export function JsonView() {
  const t = useTexts(jsonTexts)
  const n = useTexts(noteTexts)
  const { locale } = useLocale()
  const { jsonText, editJson } = useComposition()
  const editor = useRef<JsonEditorHandle>(null)
  const text = useDeferredValue(jsonText)
  const nameOf = useCellName()
  const errors = useMemo(() => validateJson(text, locale), [text, locale])
  const found = useMemo(() => findJsonNotes(text), [text])
  const pretty = useMemo(() => reformat(text), [text])
  const findings = useMemo<JsonIssue[]>(() => {
    const notes = found.map(({ note, ...range }): JsonIssue => {
      const detail = noteDetail(note, n)
      const message = `${nameOf(note)}: ${n.title[note.kind]}${detail && ` (${detail})`}`
      return { ...range, key: note.key, severity: 'warning', message }
    })
    return [...errors, ...notes]
  }, [errors, found, n, nameOf])
  const shown = findings.slice(0, MAX_FINDINGS)

  return (
    <div className={styles.view}>
      <JsonEditor
        ref={editor}
        fills
        label={t.label}
        value={jsonText}
        issues={shown}
        complete={completeBody}
        onChange={editJson}
      />
      <div className={styles.foot}>
        <p role="status" className={styles.state}>
          {errors.length > 0 ? (
            <span className={styles.error}>{t.errors(errors.length)}</span>
          ) : (
            <span className={styles.valid}>
              <CircleCheck size={14} aria-hidden="true" /> {t.valid}
            </span>
          )}
          {found.length > 0 ? <span className={styles.note}>{n.count(found.length)}</span> : null}
        </p>
        <p className={styles.hint}>{t.hint}</p>
        <Button
          disabled={pretty === null || pretty === jsonText}
          onClick={() => pretty !== null && editJson(pretty)}
        >
          {t.format}
        </Button>
      </div>
      {shown.length > 0 ? (
        <ul className={styles.findings} aria-label={t.findings}>
          {shown.map((finding) => (
            <li key={finding.key}>
              <Finding finding={finding} onChoose={() => editor.current?.reveal(finding)} />
            </li>
          ))}
          {findings.length > shown.length ? (
            <li className={styles.rest}>{t.more(findings.length - shown.length)}</li>
          ) : null}
        </ul>
      ) : null}
    </div>
  )
}

function Finding({ finding, onChoose }: { finding: JsonIssue; onChoose: () => void }) {
  const t = useTexts(jsonTexts)
  const isError = finding.severity === 'error'
  const Icon = isError ? CircleAlert : TriangleAlert
  return (
    <button type="button" className={styles.finding} onClick={onChoose}>
      <Icon
        size={14}
        className={isError ? styles.error : styles.note}
        role="img"
        aria-label={isError ? t.error : t.note}
      />
      <span className={styles.line}>{t.line(finding.line)}</span>
      <span>{finding.message}</span>
    </button>
  )
}

function reformat(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
