import { useRef, useState } from 'react'
import { LIST_LIMITS } from '#contract/deliveries/list-limits'
import type { Profile } from '#contract/profile'
import type { Recipient } from '#contract/recipients'
import { ENCODINGS, type Encoding } from '../../../features/bubble-files/csv.ts'
import { type RowsFile, readBytes, readRows } from '../../../features/bubble-files/read-rows.ts'
import { fileTexts } from '../../../features/bubble-files/texts.ts'
import { useTexts } from '../../../i18n/texts.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Callout } from '../../../ui/callout/callout.tsx'
import { FileDrop } from '../../../ui/form/file-drop.tsx'
import { LabelledSelect, LabelledTextarea } from '../../../ui/form/labelled-field.tsx'
import { Segmented } from '../../../ui/form/segmented.tsx'
import shared from '../../../ui/shared.module.css'
import { scorePeople } from './list-table.ts'
import styles from './new-list.module.css'
import { type NewListTexts, newListTexts } from './new-list-texts.ts'
import { PeoplePicker } from './people-picker.tsx'

/** Where the rows of a new list come from; a file keeps its bytes to be read in another encoding. */
export type Source =
  | { kind: 'table'; name: string; raw: string[][]; file: RowsFile | null }
  | { kind: 'people'; people: readonly Recipient[] }

type Props = {
  profile: Profile
  source: Source | null
  /** Where rows can come from, the first one by default. */
  ways: readonly Way[]
  onSource: (source: Source | null) => void
}

type Way = 'file' | 'paste' | 'people'
type ErrorReason = keyof NewListTexts['errors']

/** Opens a file, takes a pasted table, or chooses people. */
export function ListSource({ profile, source, ways, onSource }: Props) {
  const t = useTexts(newListTexts)
  const [way, setWay] = useState<Way>(source?.kind === 'people' ? 'people' : 'file')
  const [error, setError] = useState<ErrorReason | null>(null)
  const [reading, setReading] = useState(false)
  const latest = useRef(0)

  const take = (name: string, raw: string[][], file: RowsFile | null) => {
    const filled = raw.filter((row) => row.some((cell) => cell.trim() !== ''))
    // One more for a header.
    const reason =
      filled.length === 0 ? 'empty' : filled.length > LIST_LIMITS.rows + 1 ? 'too_many' : null
    setError(reason)
    if (reason === null) onSource({ kind: 'table', name, raw, file })
  }
  const read = async (work: () => Promise<void>) => {
    latest.current += 1
    const turn = latest.current
    setReading(true)
    setError(null)
    await work()
    if (turn === latest.current) setReading(false)
  }
  const open = (chosen: File) => {
    void read(async () => {
      const turn = latest.current
      const bytes = await readBytes(chosen, LIST_LIMITS.bytes)
      const file = bytes.ok
        ? await readRows({ name: chosen.name, bytes: bytes.bytes }, scorePeople)
        : bytes
      // Another file may have been chosen in the meantime.
      if (turn !== latest.current) return
      if (file.ok) take(file.name, file.rows, file)
      else setError(file.reason)
    })
  }

  return (
    <div className={styles.source}>
      <Segmented
        legend={t.source}
        value={way}
        onChange={(next) => {
          setWay(next)
          setError(null)
          if (next === 'people') onSource({ kind: 'people', people: [] })
          else if (source?.kind === 'people') onSource(null)
        }}
        options={ways.map((value) => ({
          value,
          label: t.sources[value],
        }))}
      />
      {way === 'file' ? (
        <FileDrop label={t.openFile} primary onFile={open}>
          <span>{t.drop}</span>
          <p className={shared.small}>{t.fileHint}</p>
        </FileDrop>
      ) : null}
      {way === 'paste' ? (
        <PasteTable
          onText={(text) =>
            void read(async () => {
              const bytes = new TextEncoder().encode(text)
              const file = await readRows({ name: t.pasted, bytes, encoding: 'utf-8' }, scorePeople)
              if (file.ok) take(t.pasted, file.rows, null)
              else setError(file.reason)
            })
          }
        />
      ) : null}
      {way === 'people' ? (
        <PeoplePicker
          profile={profile}
          chosen={source?.kind === 'people' ? source.people : []}
          onChosen={(people) => onSource({ kind: 'people', people })}
        />
      ) : null}
      <div role="status">
        {reading ? <p>{t.reading}</p> : null}
        {error && !reading ? (
          <Callout tone="bad" title={t.errorTitle}>
            <p>{t.errors[error]}</p>
          </Callout>
        ) : null}
      </div>
    </div>
  )
}

function PasteTable({ onText }: { onText: (text: string) => void }) {
  const t = useTexts(newListTexts)
  const [text, setText] = useState('')
  return (
    <div className={shared.stack3}>
      <LabelledTextarea
        label={t.paste}
        hint={t.pasteHint}
        rows={8}
        value={text}
        spellCheck={false}
        onText={setText}
      />
      <div>
        <Button
          variant="primary"
          aria-disabled={text.trim() === ''}
          onClick={() => {
            if (text.trim() !== '') onText(text)
          }}
        >
          {t.usePasted}
        </Button>
      </div>
    </div>
  )
}

type EncodingProps = {
  source: Extract<Source, { kind: 'table' }>
  onSource: (source: Source) => void
}

/** Reads a CSV file again in another encoding. */
export function EncodingChoice({ source, onSource }: EncodingProps) {
  const t = useTexts(newListTexts)
  const names = useTexts(fileTexts).encodings
  const { file } = source
  const first = useRef(file?.encoding)
  // A text that is UTF-8 by its bytes is nothing else.
  if (!file?.encoding || first.current === 'utf-8') return null
  const reread = async (encoding: Encoding) => {
    const next = await readRows({ name: file.name, bytes: file.bytes, encoding }, scorePeople)
    if (next.ok) onSource({ kind: 'table', name: next.name, raw: next.rows, file: next })
  }
  return (
    <LabelledSelect
      label={t.encoding}
      value={file.encoding}
      options={ENCODINGS.map((value) => ({ value, label: names[value] }))}
      onValue={(encoding) => void reread(encoding)}
    />
  )
}
