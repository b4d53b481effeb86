import { FileDown, FileUp } from 'lucide-react'
import { useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button/button.tsx'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const ImportTableDialog = lazyComponent(
  () => import('./import-table-dialog.tsx'),
  'ImportTableDialog',
)
const ExportTableDialog = lazyComponent(
  () => import('./export-table-dialog.tsx'),
  'ExportTableDialog',
)

const texts = defineTexts({
  en: { importTable: 'Import table', exportTable: 'Export table' },
  zh: { importTable: '导入表格', exportTable: '导出表格' },
})

/** The buttons that import and export the table as a CSV or XLSX file. */
export function TableFiles() {
  const t = useTexts(texts)
  const [open, setOpen] = useState<'import' | 'export' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <IconButton
        label={t.importTable}
        icon={<FileUp size={16} aria-hidden="true" />}
        data-command="import-table"
        onClick={() => setOpen('import')}
      />
      <IconButton
        label={t.exportTable}
        icon={<FileDown size={16} aria-hidden="true" />}
        data-command="export-table"
        onClick={() => setOpen('export')}
      />
      {open === 'import' ? <ImportTableDialog title={t.importTable} onClose={close} /> : null}
      {open === 'export' ? <ExportTableDialog title={t.exportTable} onClose={close} /> : null}
    </>
  )
}
