import type { ShortcutGroup } from '../ui/shortcut.ts'
import { MOVE_KEYS } from './move-keys.ts'
import { SEND_KEYS } from './use-send-shortcut.ts'

export const COMPOSER_SHORTCUTS: ShortcutGroup = {
  where: { en: 'Composing', zh: '编辑' },
  shortcuts: [
    { keys: [SEND_KEYS], does: { en: 'Send', zh: '发送' } },
    {
      keys: MOVE_KEYS,
      does: {
        en: 'Move the bubble or the language row up or down',
        zh: '上移或下移光标所在的气泡或语言行',
      },
    },
  ],
}
