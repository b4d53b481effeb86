import { useRef, useState } from 'react'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import { composedFollowUps } from '../composition/composition.ts'
import { useComposition } from '../composition/composition-context.tsx'
import styles from './bubble-files.module.css'
import { ENCODINGS, type Encoding, type TableScore } from './csv.ts'
import { type ChosenFile, type RowsErrorReason, readBytes, readRows } from './read-rows.ts'
import { readSheet, type SheetReading } from './read-sheet.ts'
import { Review } from './review.tsx'
import { fileTexts } from './texts.ts'

type Props = { title: string; onClose: () => void }

/** Reads a CSV or XLSX file and shows what it would change, before anything changes. */
export function ImportTableDialog({ title, onClose }: Props) {
  const t = useTexts(fileTexts)
  const { draft } = useComposition()
  const [file, setFile] = useState<(TableFile & { turn: number }) | null>(null)
  const [isReading, setReading] = useState(false)
  const [followUps] = useState(() => composedFollowUps(draft()))
  const latest = useRef(0)

  const maxBubbles = Math.max(LIMITS.followUps.max, followUps?.length ?? 0)
  const read = async (reading: Promise<TableFile>) => {
    latest.current += 1
    const turn = latest.current
    setReading(true)
    const next = await reading
    // Another file may have been chosen in the meantime.
    if (turn !== latest.current) return
    setFile({ ...next, turn })
    setReading(false)
  }

  if (followUps === null) {
    return (
      <Dialog title={title} onClose={onClose}>
        <Callout tone="warn">{t.notJson}</Callout>
      </Dialog>
    )
  }
  return (
    <Dialog title={title} onClose={onClose} wide>
      <FileDrop
        label={file ? t.chooseAnother : t.choose}
        primary={!file?.ok}
        onFile={(chosen) => void read(readTableFile(chosen, maxBubbles))}
      >
        <span>{file ? <bdi className={styles.fileName}>{file.name}</bdi> : t.drop}</span>
        {file?.ok ? null : <p className={shared.soft}>{t.hint}</p>}
        {file?.encoding ? (
          <LabelledSelect
            label={t.encoding}
            value={file.encoding}
            options={ENCODINGS.map((value) => ({ value, label: t.encodings[value] }))}
            onValue={(encoding: Encoding) =>
              void read(readTable({ name: file.name, bytes: file.bytes, encoding }, maxBubbles))
            }
          />
        ) : null}
      </FileDrop>
      <div role="status">
        {isReading ? <p>{t.reading}</p> : null}
        {file && !file.ok && !isReading ? (
          <Callout tone="bad" title={t.notRead}>
            <p>{t.errors[file.reason]}</p>
          </Callout>
        ) : null}
      </div>
      {file?.ok && !isReading ? (
        // Another file is another list of changes, all selected.
        <Review key={file.turn} followUps={followUps} reading={file.reading} onDone={onClose} />
      ) : null}
    </Dialog>
  )
}

/** Bytes of a file as it is. */
const FILE_MAX = 5 * 1024 * 1024

type TableFile = {
  name: string
  bytes: Uint8Array
  /** How a CSV file was read; null for XLSX, which names its own. */
  encoding: Encoding | null
} & (
  | { ok: true; reading: SheetReading }
  | { ok: false; reason: RowsErrorReason | 'no_languages' | 'no_bubbles' }
)

/** Reads a chosen file; a problem is a result too. */
export async function readTableFile(file: File, maxBubbles: number): Promise<TableFile> {
  const { name } = file
  const read = await readBytes(file, FILE_MAX)
  if (read.ok) return readTable({ name, bytes: read.bytes }, maxBubbles)
  return { name, bytes: new Uint8Array(), encoding: null, ok: false, reason: read.reason }
}

/** Reads a file's bytes, a CSV file in the given or guessed encoding. */
export async function readTable(chosen: ChosenFile, maxBubbles: number): Promise<TableFile> {
  const read = await readRows(chosen, bubbleScore(maxBubbles))
  if (!read.ok) return read
  const { rows, ...file } = read
  const reading = readSheet(rows, { maxBubbles })
  if (!reading) return { ...file, ok: false, reason: 'no_languages' }
  if (reading.cells.length === 0) return { ...file, ok: false, reason: 'no_bubbles' }
  return { ...file, ok: true, reading }
}

/** Scores a table by its texts of bubbles; the one with their header is better than any without. */
export function bubbleScore(maxBubbles: number): TableScore {
  return (rows) => {
    const reading = readSheet(rows, { maxBubbles })
    if (!reading || reading.cells.length === 0) return reading?.hasHeader ? 0.5 : 0
    return Number(reading.hasHeader) * 1e6 + reading.cells.length
  }
}
