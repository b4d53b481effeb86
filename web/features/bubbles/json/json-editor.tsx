import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useLocale } from '../../../i18n/locale-context.tsx'
import { type Complete, createJsonEditor, type JsonEditorHandle } from './create-json-editor.ts'
import styles from './json-editor.module.css'
import type { JsonIssue } from './validate-json.ts'

type Props = {
  ref?: Ref<Pick<JsonEditorHandle, 'reveal'>>
  label: string
  value: string
  issues: readonly JsonIssue[]
  /** Fills the height of its container; otherwise it grows with the text, within limits. */
  fills?: boolean
  /** Suggests what can stand at a position of the text; a stable function. */
  complete?: Complete
  onChange: (text: string) => void
}

/** A code editor for JSON. The Tab key leaves it. */
export function JsonEditor({
  ref,
  label,
  value,
  issues,
  fills = false,
  complete,
  onChange,
}: Props) {
  const { locale } = useLocale()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<JsonEditorHandle>(null)
  const latest = useRef({ value, issues, onChange })
  useEffect(() => {
    latest.current = { value, issues, onChange }
  })

  useEffect(() => {
    if (!host.current) return
    const created = createJsonEditor(host.current, {
      label,
      locale,
      fills,
      complete,
      value: latest.current.value,
      onChange: (text) => latest.current.onChange(text),
    })
    created.setIssues(latest.current.issues)
    editor.current = created
    return () => created.destroy()
  }, [label, locale, fills, complete])

  useEffect(() => editor.current?.setValue(value), [value])
  useEffect(() => editor.current?.setIssues(issues), [issues])
  useImperativeHandle(ref, () => ({ reveal: (range) => editor.current?.reveal(range) }), [])

  return <div ref={host} className={fills ? `${styles.host} ${styles.fills}` : styles.host} />
}
