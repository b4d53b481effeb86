import { useRef, useState } from 'react'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { composedFollowUps } from '../composition/composition.ts'
import { useComposition } from '../composition/composition-context.tsx'
import styles from './bubble-files.module.css'
import { ENCODINGS, type Encoding } from './csv.ts'
import { readTable, readTableFile, type TableFile } from './read-file.ts'
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
        {file?.ok ? null : <p className={styles.hint}>{t.hint}</p>}
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
