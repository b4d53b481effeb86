import type { ShortcutGroup } from '../ui/shortcut.ts'
import { PALETTE_KEYS, SHEET_KEY } from './use-palette-keys.ts'

export const PALETTE_SHORTCUTS: ShortcutGroup = {
  where: { en: 'Everywhere', zh: '任何页面' },
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
