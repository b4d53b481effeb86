import { ChartColumnStacked, Download, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { exportHref } from '../../api-client/history.ts'
import { may } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import styles from './list-tools.module.css'
import { texts } from './texts.ts'

const RetentionDialog = lazyComponent(() => import('./retention-dialog.tsx'), 'RetentionDialog')

type Props = { parameters: URLSearchParams; results: boolean; onResults: (shown: boolean) => void }

/** Exports what the filter matches, shows its results, and opens the retention dialog. */
export function ListTools({ parameters, results, onResults }: Props) {
  const t = useTexts(texts)
  const [clearing, setClearing] = useState(false)
  return (
    <div className={styles.tools}>
      <Button
        aria-expanded={results}
        icon={<ChartColumnStacked size={16} aria-hidden="true" />}
        onClick={() => onResults(!results)}
      >
        {results ? t.hideResults : t.showResults}
      </Button>
      {may.anywhere('admin') ? (
        <>
          <a
            className={styles.link}
            href={exportHref(parameters, 'json')}
            title={t.exportNote}
            download
          >
            <Download size={16} aria-hidden="true" />
            {t.exportJson}
          </a>
          <a
            className={styles.link}
            href={exportHref(parameters, 'csv')}
            title={t.exportNote}
            download
          >
            <Download size={16} aria-hidden="true" />
            {t.exportCsv}
          </a>
        </>
      ) : null}
      {may.everywhere('admin') ? (
        <Button
          variant="ghost"
          icon={<Trash2 size={16} aria-hidden="true" />}
          onClick={() => setClearing(true)}
        >
          {t.retention}
        </Button>
      ) : null}
      {clearing ? <RetentionDialog onClose={() => setClearing(false)} /> : null}
    </div>
  )
}
