import { FileDown } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { type DraftFollowUps, hasOnlyKnownKeys } from '#contract/draft'
import { isLanguage } from '#contract/languages'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { DEFAULT_ROW, parseRowKey } from '../composition/cell-address.ts'
import { composedFollowUps } from '../composition/composition.ts'
import { useComposition } from '../composition/composition-context.tsx'
import styles from './bubble-files.module.css'
import { writeCsv } from './csv.ts'
import { rowsOf, toSheet } from './sheet.ts'
import { type FileTexts, fileTexts } from './texts.ts'
import { fitsXlsx, writeXlsx } from './xlsx.ts'

type Props = { title: string; onClose: () => void }

/** Downloads the table as CSV or XLSX, and says what such a file cannot hold as it is. */
export function ExportTableDialog({ title, onClose }: Props) {
  const t = useTexts(fileTexts)
  const { draft } = useComposition()
  const [followUps] = useState(() => composedFollowUps(draft()))
  return (
    <Dialog title={title} onClose={onClose}>
      {followUps === null ? (
        <Callout tone="warn">{t.notJson}</Callout>
      ) : (
        <Export followUps={followUps} onDone={onClose} />
      )}
    </Dialog>
  )
}

function Export({ followUps, onDone }: { followUps: DraftFollowUps; onDone: () => void }) {
  const t = useTexts(fileTexts)
  const { locale } = useLocale()
  const announce = useAnnounce()
  const id = useId()
  const [allLanguages, setAllLanguages] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const rows = useMemo(
    () => toSheet(followUps, { texts: t.sheet, locale, allLanguages }),
    [followUps, t, locale, allLanguages],
  )
  const fits = useMemo(() => fitsXlsx(rows), [rows])
  const notes = notesOf(followUps, rows, t)
  const languages = new Set(rowsOf(followUps).map((row) => parseRowKey(row).language)).size - 1

  const save = async (format: 'csv' | 'xlsx') => {
    try {
      const blob = format === 'csv' ? writeCsv(rows) : await writeXlsx(rows, t.sheet.title)
      const name = `bubbles-${new Date().toLocaleDateString('sv')}.${format}`
      saveFile(name, blob, blob.type)
      announce(t.saved(name))
      onDone()
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      <p>{t.holds(followUps.length, languages)}</p>
      <div className={styles.option}>
        <input
          id={id}
          type="checkbox"
          checked={allLanguages}
          onChange={({ target }) => setAllLanguages(target.checked)}
        />
        <label htmlFor={id}>{t.allLanguages}</label>
      </div>
      {notes.length > 0 || !fits ? (
        <Callout tone="info" title={t.good}>
          <ul className={styles.ignored}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
            {fits ? null : <li>{t.noteLarge}</li>}
          </ul>
        </Callout>
      ) : null}
      <div role="status">{hasFailed ? <Callout tone="bad">{t.failed}</Callout> : null}</div>
      <div className={styles.actions}>
        <Button icon={<FileDown size={16} aria-hidden="true" />} onClick={() => void save('csv')}>
          {t.csv}
        </Button>
        <Button
          data-autofocus
          variant="primary"
          icon={<FileDown size={16} aria-hidden="true" />}
          disabled={!fits}
          onClick={() => void save('xlsx')}
        >
          {t.xlsx}
        </Button>
      </div>
    </>
  )
}

/** How the file spells what a table of texts cannot hold alone. */
function notesOf(followUps: DraftFollowUps, rows: readonly string[][], t: FileTexts): string[] {
  const others = rowsOf(followUps)
    .filter((row) => row !== DEFAULT_ROW)
    .map(parseRowKey)
  const contents = followUps.flatMap(({ content, i18n_contents = [] }) => [
    content,
    ...i18n_contents.map((row) => row.content),
  ])
  const cells = rows.slice(1).flatMap((row) => row.slice(2))
  return [
    ...(others.some(({ nth }) => nth > 1) ? [t.noteRepeated] : []),
    ...(others.some(({ language }) => !isLanguage(language)) ? [t.noteUnsupported] : []),
    ...(cells.includes("'") ? [t.noteEmpty] : []),
    ...(cells.some((cell) => /^'./su.test(cell) && !contents.includes(cell)) ? [t.noteGuard] : []),
    ...(hasOnlyKnownKeys(followUps) ? [] : [t.noteKeys]),
    ...(contents.every((text) => text.isWellFormed()) ? [] : [t.noteHalf]),
  ]
}
