import type { ShortcutGroup } from '../ui/shortcut.ts'
import { ROW_KEYS } from './row-after-key.ts'

export const HISTORY_SHORTCUTS: ShortcutGroup = {
  where: { en: 'History', zh: '历史' },
  shortcuts: [
    { keys: ROW_KEYS, does: { en: 'Go from send to send', zh: '在各次发送之间移动' } },
    { keys: ['Enter'], does: { en: 'Open the send', zh: '打开这次发送' } },
    { keys: ['Escape'], does: { en: 'Back to the list', zh: '返回列表' } },
  ],
}
