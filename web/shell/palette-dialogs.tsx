import { COMPOSER_SHORTCUTS } from '../composer/shortcuts.ts'
import { DRAFT_SHORTCUTS } from '../features/drafts/use-undo-keys.ts'
import { CommandPalette } from '../features/palette/command-palette.tsx'
import { ShortcutSheet } from '../features/palette/shortcut-list.tsx'
import {
  PALETTE_KEYS,
  type PaletteDialog,
  SHEET_KEY,
} from '../features/palette/use-palette-keys.ts'
import { HISTORY_SHORTCUTS } from '../pages/history/list-keys.ts'
import type { ShortcutGroup } from '../ui/keyboard.ts'
import { PAGES } from './pages.ts'

type Props = { open: PaletteDialog; onOpen: (dialog: PaletteDialog | null) => void }

/** The command palette and the list of shortcuts, with the pages and shortcuts of the whole console. */
export function PaletteDialogs({ open, onOpen }: Props) {
  const close = () => onOpen(null)
  return open === 'palette' ? (
    <CommandPalette pages={PAGES} onShortcuts={() => onOpen('shortcuts')} onClose={close} />
  ) : (
    <ShortcutSheet groups={SHORTCUTS} onClose={close} />
  )
}

const GENERAL_SHORTCUTS: ShortcutGroup = {
  name: { en: 'Everywhere', zh: '任何页面' },
  shortcuts: [
    {
      keys: [PALETTE_KEYS],
      does: { en: 'Find a page or an action', zh: '查找页面或操作' },
    },
    { keys: [SHEET_KEY], does: { en: 'These shortcuts', zh: '查看这些快捷键' } },
    { keys: ['Escape'], does: { en: 'Close a dialog or a list', zh: '关闭对话框或列表' } },
    {
      keys: ['ArrowDown', 'ArrowUp', 'Enter'],
      does: { en: 'In a list to choose from: move, take', zh: '在可选列表中：移动、选取' },
    },
    {
      keys: ['Enter', 'Space'],
      does: {
        en: 'On a button that sends to production: hold for one second',
        zh: '在发往生产环境的按钮上：按住一秒',
      },
    },
  ],
}

const SHORTCUTS = [GENERAL_SHORTCUTS, COMPOSER_SHORTCUTS, DRAFT_SHORTCUTS, HISTORY_SHORTCUTS]
