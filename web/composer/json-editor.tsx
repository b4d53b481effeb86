import { useEffect, useRef } from 'react'
import { createJsonEditor, type JsonEditorHandle } from './create-json-editor.ts'
import styles from './json-editor.module.css'
import type { JsonIssue } from './validate-json.ts'

type Props = {
  label: string
  value: string
  issues: readonly JsonIssue[]
  onChange: (text: string) => void
}

/** A code editor for JSON. The Tab key leaves it. */
export function JsonEditor({ label, value, issues, onChange }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<JsonEditorHandle>(null)
  const latest = useRef({ value, onChange })
  useEffect(() => {
    latest.current = { value, onChange }
  })

  useEffect(() => {
    if (!host.current) return
    const created = createJsonEditor(host.current, {
      label,
      value: latest.current.value,
      onChange: (text) => latest.current.onChange(text),
    })
    editor.current = created
    return () => created.destroy()
  }, [label])

  useEffect(() => editor.current?.setValue(value), [value])
  useEffect(() => editor.current?.setIssues(issues), [issues])

  return <div ref={host} className={styles.host} />
}
