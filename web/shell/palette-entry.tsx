import { Search } from 'lucide-react'
import { useState } from 'react'
import {
  PALETTE_KEYS,
  type PaletteDialog,
  usePaletteKeys,
} from '../features/palette/use-palette-keys.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { IS_MAC } from '../ui/keyboard.ts'
import { lazyComponent } from '../ui/lazy-component.tsx'
import { PageBoundary } from './page-boundary.tsx'
import styles from './palette-entry.module.css'

const PaletteDialogs = lazyComponent(() => import('./palette-dialogs.tsx'), 'PaletteDialogs')

const texts = defineTexts({ en: { find: 'Command palette' }, zh: { find: '命令面板' } })

/** Opens the command palette and the list of shortcuts, on every page. */
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
        <span className={styles.label}>{t.find}</span>
        <span className={styles.keys} aria-hidden="true">
          {IS_MAC ? '⌘ K' : 'Ctrl K'}
        </span>
      </button>
      <PageBoundary key={open}>
        {open ? <PaletteDialogs open={open} onOpen={setOpen} /> : null}
      </PageBoundary>
    </>
  )
}
