import { FileUp } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import shared from '../../ui/shared.module.css'
import { handOver, type Reading, readHandedOver, useReading } from '../pasted/read-pasted.ts'
import { ReadingProgress } from '../pasted/reading-progress.tsx'
import { type FilledTable, Found } from './found.tsx'
import styles from './import.module.css'
import { importTexts } from './texts.ts'

type Taken = { follow_ups: DraftFollowUps | null; message_id: string | null }

type Props = {
  /** Puts a pasted table into the bubbles of the composer; returns null if it is none. */
  readTable: (table: string) => FilledTable | null
  appId: string | null
  /** Imports the bubbles and the target, if any. */
  onTake: (taken: Taken) => void
  onClose: () => void
}

/** With more texts than this the form is too slow to use. */
const TEXTS_MAX = 400
/** Long enough not to read each letter of what is being typed. */
const REST_MS = 150

/** Reads any pasted text or file and shows what it found. */
export function ImportDialog({ readTable, appId, onTake, onClose }: Props) {
  const t = useTexts(importTexts)
  const { locale } = useLocale()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [handedOver] = useState(readHandedOver)
  useEffect(() => handOver(null), [])
  const [text, setText] = useState(handedOver?.text ?? '')
  const [picked, setPicked] = useState<string | null>(null)
  const [dropping, setDropping] = useState(false)
  const { reading, refused, slow, read, cancel, clear } = useReading(handedOver)
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])

  /** Reads a text or file before it is on the page, so that a secret of it never is. */
  const take = async (given: string | File) => {
    clearTimeout(timer.current)
    setPicked(null)
    const found = await read(given)
    if (found) setText(found.text ?? '')
  }
  const type = (typed: string) => {
    clearTimeout(timer.current)
    setText(typed)
    setPicked(null)
    if (typed.trim() === '') return clear()
    timer.current = window.setTimeout(async () => {
      const found = await read(typed)
      if (found?.had_token) setText((now) => (now === typed ? (found.text ?? '') : now))
    }, REST_MS)
  }

  const taken = useMemo(() => reading && takenFrom(reading, readTable), [reading, readTable])
  const message_id = picked ?? reading?.message_id ?? null
  const follow_ups = taken?.follow_ups ?? null
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
          const [file] = event.dataTransfer.files
          if (!file) return
          event.preventDefault()
          setDropping(false)
          void take(file)
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
          data-reads-paste
          value={text}
          onPaste={(event) => {
            event.preventDefault()
            const { selectionStart, selectionEnd, value } = event.currentTarget
            const pasted = event.clipboardData.getData('text/plain')
            void take(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd))
          }}
          onChange={({ target }) => type(target.value)}
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
              if (file) void take(file)
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
          <span className={shared.soft}>{t.drop}</span>
        </div>
      </div>
      {slow ? <ReadingProgress onCancel={cancel} /> : null}
      <div role="status">
        {refused ? <Callout tone="bad">{refused[locale]}</Callout> : null}
        {reading ? (
          <Found
            reading={reading}
            table={taken?.table ?? null}
            picked={message_id}
            appId={appId}
            onPick={setPicked}
            onLeave={onClose}
          />
        ) : null}
        {tooMany ? <Callout tone="bad">{t.tooMany}</Callout> : null}
      </div>
      {message_id !== null || follow_ups !== null ? (
        <div className={styles.actions}>
          {message_id !== null && follow_ups !== null ? (
            <Button onClick={() => onTake({ follow_ups: null, message_id })}>{t.takeId}</Button>
          ) : null}
          <Button
            variant="primary"
            disabled={tooMany}
            onClick={() => onTake({ follow_ups, message_id })}
          >
            {follow_ups === null ? t.takeId : taken?.table ? t.fillTable : t.fill}
          </Button>
        </div>
      ) : null}
    </Dialog>
  )
}

/** The bubbles that Import puts into the composer; null if there are none that are known whole. */
function takenFrom({ follow_ups, table }: Reading, readTable: Props['readTable']) {
  const filled = table === null ? null : readTable(table)
  if (filled === null) return { follow_ups, table: null }
  return { follow_ups: filled.texts > 0 ? filled.followUps : null, table: filled }
}

function countTexts(followUps: DraftFollowUps): number {
  return followUps.reduce((sum, { i18n_contents = [] }) => sum + 1 + i18n_contents.length, 0)
}
