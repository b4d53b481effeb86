import { COMPOSER_SHORTCUTS } from './composer/shortcuts.ts'
import { DRAFT_SHORTCUTS } from './drafts/shortcuts.ts'
import { HISTORY_SHORTCUTS } from './history/shortcuts.ts'
import { CommandPalette } from './palette/command-palette.tsx'
import { ShortcutSheet } from './palette/shortcut-sheet.tsx'
import { PALETTE_SHORTCUTS } from './palette/shortcuts.ts'
import type { PaletteDialog } from './palette/use-palette-keys.ts'
import { PAGES } from './shell/pages.ts'

const SHORTCUTS = [PALETTE_SHORTCUTS, COMPOSER_SHORTCUTS, DRAFT_SHORTCUTS, HISTORY_SHORTCUTS]

type Props = { open: PaletteDialog; onOpen: (dialog: PaletteDialog | null) => void }

/** What the palette can find and the sheet has to list, from every part of the page. */
export function PaletteDialogs({ open, onOpen }: Props) {
  const close = () => onOpen(null)
  return open === 'palette' ? (
    <CommandPalette pages={PAGES} onShortcuts={() => onOpen('shortcuts')} onClose={close} />
  ) : (
    <ShortcutSheet groups={SHORTCUTS} onClose={close} />
  )
}
