import type { ShortcutGroup } from '../../ui/keyboard.ts'

export const TABLE_SHORTCUTS: ShortcutGroup = {
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
