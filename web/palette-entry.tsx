import { Search } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { defineTexts, useTexts } from './i18n/texts.ts'
import styles from './palette/palette-button.module.css'
import { PALETTE_KEYS, type PaletteDialog, usePaletteKeys } from './palette/use-palette-keys.ts'
import { PageBoundary } from './shell/page-boundary.tsx'
import { IS_MAC } from './ui/is-mac.ts'

const PaletteDialogs = lazy(async () => ({
  default: (await import('./palette-dialogs.tsx')).PaletteDialogs,
}))

const texts = defineTexts({ en: { find: 'Find or do…' }, zh: { find: '查找或执行…' } })

/** The way to the command palette and to the sheet of shortcuts, from every page. */
export function PaletteEntry() {
  const t = useTexts(texts)
  const [open, setOpen] = useState<PaletteDialog | null>(null)
  usePaletteKeys(open, setOpen)
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-keyshortcuts={PALETTE_KEYS}
        title={t.find}
        onClick={() => setOpen('palette')}
      >
        <Search size={16} aria-hidden="true" />
        <span className="visually-hidden">{t.find}</span>
        <kbd>{IS_MAC ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <PageBoundary key={open}>
        <Suspense>{open ? <PaletteDialogs open={open} onOpen={setOpen} /> : null}</Suspense>
      </PageBoundary>
    </>
  )
}
