import type { ShortcutGroup } from '../../ui/keyboard.ts'

const PAGE = 10

const ROW_KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']

/** The row that a key moves to, or null if the key does not move. */
export function rowAfterKey(key: string, row: number, count: number): number | null {
  const to = target(key, row, count)
  return to === null ? null : Math.max(0, Math.min(count - 1, to))
}

function target(key: string, row: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return row + 1
    case 'ArrowUp':
      return row - 1
    case 'PageDown':
      return row + PAGE
    case 'PageUp':
      return row - PAGE
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

export const HISTORY_SHORTCUTS: ShortcutGroup = {
  name: { en: 'History', zh: '历史' },
  shortcuts: [
    { keys: ROW_KEYS, does: { en: 'Go from send to send', zh: '在各次发送之间移动' } },
    { keys: ['Enter'], does: { en: 'Open the send', zh: '打开这次发送' } },
    { keys: ['Escape'], does: { en: 'Back to the list', zh: '返回列表' } },
  ],
}
