import { FileUp } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { Imported } from '#imports/findings'
import { PASTE_MAX, readAnything } from '#imports/read-anything'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { Found } from './found.tsx'
import styles from './import.module.css'
import { importTexts } from './texts.ts'

type Taken = Pick<Imported, 'follow_ups' | 'message_id'>

type Props = {
  /** Imports the bubbles and the target, if any. */
  onTake: (taken: Taken) => void
  onClose: () => void
}

/** With more texts than this the form is too slow to use. */
const TEXTS_MAX = 400

/** Reads any pasted text or file and shows what it found. */
export function ImportDialog({ onTake, onClose }: Props) {
  const t = useTexts(importTexts)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [imported, setImported] = useState<Imported | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [dropping, setDropping] = useState(false)

  const read = (pasted: string) => {
    const found = readAnything(pasted)
    setTooLarge(false)
    setImported(pasted.trim() === '' ? null : found)
    // A text that contained a secret, or is too long to edit, is not kept on the page.
    setText(found.had_token || pasted.length > 200_000 ? '' : pasted)
  }
  const readFile = async (file: File | undefined) => {
    if (!file) return
    if (file.size <= PASTE_MAX) return read(await file.text())
    setImported(null)
    setTooLarge(true)
  }

  const follow_ups = imported?.follow_ups ?? null
  const message_id = imported?.message_id ?? null
  const tooMany = follow_ups !== null && countTexts(follow_ups) > TEXTS_MAX
  return (
    <Dialog title={t.title} onClose={onClose} wide>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is the first */}
      <div
        className={`${fieldStyles.field} ${dropping ? styles.dropping : ''}`}
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
          void readFile(event.dataTransfer.files[0])
        }}
      >
        <label htmlFor={id} className={fieldStyles.label}>
          {t.paste}
        </label>
        <textarea
          id={id}
          className={`${fieldStyles.input} ${fieldStyles.mono} ${styles.paste}`}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onPaste={(event) => {
            // Before it is in the page, so that a secret never is.
            event.preventDefault()
            const { selectionStart, selectionEnd, value } = event.currentTarget
            const pasted = event.clipboardData.getData('text/plain')
            read(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd))
          }}
          onChange={({ target }) => read(target.value)}
        />
        <p id={`${id}-hint`} className={fieldStyles.hint}>
          {t.hint}
        </p>
        <div className={styles.file}>
          <input
            ref={input}
            type="file"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? []
              void readFile(file)
              // Otherwise choosing the same file again, after fixing it, is no change event.
              event.target.value = ''
            }}
          />
          <Button
            icon={<FileUp size={16} aria-hidden="true" />}
            onClick={() => input.current?.click()}
          >
            {t.choose}
          </Button>
          <span className={styles.soft}>{t.drop}</span>
        </div>
      </div>
      <div role="status">
        {tooLarge ? <Callout tone="bad">{t.tooLarge}</Callout> : null}
        {imported ? <Found imported={imported} /> : null}
        {tooMany ? <Callout tone="bad">{t.tooMany}</Callout> : null}
      </div>
      {imported ? (
        <div className={styles.actions}>
          {message_id !== null && follow_ups !== null ? (
            <Button onClick={() => onTake({ follow_ups: null, message_id })}>{t.takeId}</Button>
          ) : null}
          <Button
            variant="primary"
            disabled={(follow_ups === null && message_id === null) || tooMany}
            onClick={() => onTake({ follow_ups, message_id })}
          >
            {follow_ups === null && message_id !== null ? t.takeId : t.fill}
          </Button>
        </div>
      ) : null}
    </Dialog>
  )
}

function countTexts(followUps: NonNullable<Imported['follow_ups']>): number {
  return followUps.reduce((sum, { i18n_contents = [] }) => sum + 1 + i18n_contents.length, 0)
}
