import type { ShortcutGroup } from '../ui/keyboard.ts'
import { MOVE_KEYS, SEND_KEYS } from './composer-keys.ts'

export const COMPOSER_SHORTCUTS: ShortcutGroup = {
  name: { en: 'Composing', zh: '编辑' },
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
