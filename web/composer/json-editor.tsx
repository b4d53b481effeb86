import { useEffect, useRef } from 'react'
import { createJsonEditor, type JsonEditorHandle } from './create-json-editor.ts'
import type { Finding } from './inspect-json.ts'
import styles from './json-editor.module.css'

type Props = {
  label: string
  value: string
  findings: readonly Finding[]
  onChange: (text: string) => void
}

/** A code editor for JSON. The Tab key leaves it, as anywhere on the page. */
export function JsonEditor({ label, value, findings, onChange }: Props) {
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
  useEffect(() => editor.current?.setFindings(findings), [findings])

  return <div ref={host} className={styles.host} />
}
