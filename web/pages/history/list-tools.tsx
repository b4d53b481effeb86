import { Download, Trash2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { exportHref } from '../../api-client/history.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './list-tools.module.css'
import { texts } from './texts.ts'

const RetentionDialog = lazyComponent(() => import('./retention-dialog.tsx'), 'RetentionDialog')

/** Exports what the filter matches, and opens the retention dialog. */
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
