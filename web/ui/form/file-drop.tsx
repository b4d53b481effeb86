import { FileUp } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../button/button.tsx'
import styles from './file-drop.module.css'

type Props = {
  /** The label of the button. */
  label: string
  /** Whether choosing a file is the next step. */
  primary: boolean
  onFile: (file: File) => void
  /** Shown beside the button and under it. */
  children: ReactNode
}

/** A button that opens a table file, CSV or XLSX; the file can also be dropped on the area. */
export function FileDrop({ label, primary, onFile, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [dropping, setDropping] = useState(false)
  const take = (files: FileList | null) => {
    const [file] = files ?? []
    if (file) onFile(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first
    <div
      className={styles.drop}
      data-dropping={dropping}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values"
        hidden
        onChange={({ target }) => {
          take(target.files)
          // Otherwise choosing the same file again, after fixing it, is no change event.
          target.value = ''
        }}
      />
      <Button
        data-autofocus
        variant={primary ? 'primary' : 'secondary'}
        icon={<FileUp size={16} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      {children}
    </div>
  )
}
