import { Download, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { exportHref } from '../queries/history.ts'
import { Button } from '../ui/button.tsx'
import styles from './list-tools.module.css'
import { texts } from './texts.ts'

const RetentionDialog = lazy(async () => ({
  default: (await import('./retention-dialog.tsx')).RetentionDialog,
}))

/** What can be done with all that the filters let through. */
export function ListTools({ parameters }: { parameters: URLSearchParams }) {
  const t = useTexts(texts)
  const [clearing, setClearing] = useState(false)
  return (
    <div className={styles.tools}>
      <a
        className={styles.link}
        href={exportHref(parameters, 'json')}
        title={t.exportNote}
        download
      >
        <Download size={16} aria-hidden="true" />
        {t.exportJson}
      </a>
      <a className={styles.link} href={exportHref(parameters, 'csv')} title={t.exportNote} download>
        <Download size={16} aria-hidden="true" />
        {t.exportCsv}
      </a>
      <Button
        variant="ghost"
        icon={<Trash2 size={16} aria-hidden="true" />}
        onClick={() => setClearing(true)}
      >
        {t.retention}
      </Button>
      {clearing ? (
        <Suspense>
          <RetentionDialog onClose={() => setClearing(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
