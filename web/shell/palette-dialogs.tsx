import {
  Building2,
  Hash,
  Headset,
  History,
  type LucideIcon,
  MessagesSquare,
  PencilLine,
} from 'lucide-react'
import { PAGES } from '#contract/pages'
import { DRAFT_SHORTCUTS } from '../features/drafts/use-undo-keys.ts'
import { CommandPalette } from '../features/palette/command-palette.tsx'
import { ShortcutSheet } from '../features/palette/shortcut-list.tsx'
import {
  PALETTE_KEYS,
  type PaletteDialog,
  SHEET_KEY,
} from '../features/palette/use-palette-keys.ts'
import { SEND_SHORTCUTS } from '../features/send/send-keys.ts'
import { HISTORY_SHORTCUTS } from '../pages/history/list-keys.ts'
import type { ShortcutGroup } from '../ui/keyboard.ts'
import { isShown } from './shell.tsx'

type Props = { open: PaletteDialog; onOpen: (dialog: PaletteDialog | null) => void }

/** The command palette and the list of shortcuts, with the pages and shortcuts of the whole console. */
export function PaletteDialogs({ open, onOpen }: Props) {
  const close = () => onOpen(null)
  return open === 'palette' ? (
    <CommandPalette pages={PALETTE_PAGES} onShortcuts={() => onOpen('shortcuts')} onClose={close} />
  ) : (
    <ShortcutSheet groups={SHORTCUTS} onClose={close} />
  )
}

const PAGE_ICONS = new Map<string, LucideIcon>([
  ['/', PencilLine],
  ['/support', Headset],
  ['/history', History],
  ['/emulator', MessagesSquare],
  ['/apps', Building2],
])

const PALETTE_PAGES = PAGES.filter(isShown).map((page) => ({
  ...page,
  icon: PAGE_ICONS.get(page.href) ?? Hash,
}))

const GENERAL_SHORTCUTS: ShortcutGroup = {
  name: { en: 'All pages', zh: '所有页面' },
  shortcuts: [
    {
      keys: [PALETTE_KEYS],
      does: { en: 'Open the command palette', zh: '打开命令面板' },
    },
    { keys: [SHEET_KEY], does: { en: 'Show keyboard shortcuts', zh: '显示键盘快捷键' } },
    { keys: ['Escape'], does: { en: 'Close a dialog or list', zh: '关闭对话框或列表' } },
    {
      keys: ['ArrowDown', 'ArrowUp', 'Enter'],
      does: { en: 'Lists: move, select', zh: '列表：移动、选择' },
    },
    {
      keys: ['Enter', 'Space'],
      does: {
        en: 'Production Send button: hold for 1 s to send',
        zh: '生产环境的发送按钮：按住 1 秒发送',
      },
    },
  ],
}

const TABLE_SHORTCUTS: ShortcutGroup = {
  name: { en: 'Bubbles', zh: '气泡' },
  shortcuts: [
    { keys: ['Enter'], does: { en: 'Next row', zh: '下一行' } },
    { keys: ['Shift+Enter'], does: { en: 'Line break', zh: '换行' } },
    { keys: ['Tab'], does: { en: 'Next bubble', zh: '下一个气泡' } },
    {
      keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'],
      does: { en: 'Move the bubble', zh: '移动气泡' },
    },
    {
      keys: ['Alt+ArrowUp', 'Alt+ArrowDown'],
      does: { en: 'Move the language row', zh: '移动语言行' },
    },
    {
      keys: ['Control+A Meta+A'],
      does: { en: 'Select the text, then all cells', zh: '选中文字，再按一次选中所有单元格' },
    },
  ],
}

const SHORTCUTS = [
  GENERAL_SHORTCUTS,
  SEND_SHORTCUTS,
  TABLE_SHORTCUTS,
  DRAFT_SHORTCUTS,
  HISTORY_SHORTCUTS,
]
