import type { ShortcutGroup } from '../../ui/keyboard.ts'

const PAGE = 10

const ROW_KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']

/** Opens the bubbles of the focused row in the editor. */
export const REPLAY_KEY = 'E'

/** The row that a key moves to, or null if the key does not move. */
export function rowAfterKey(key: string, row: number, count: number): number | null {
  const to = target(key, row, count)
  return to === null ? null : Math.max(0, Math.min(count - 1, to))
}

/** Whether a key opens (true) or closes (false) a delivery; null for any other. */
export function foldAfterKey(key: string): boolean | null {
  if (key === 'ArrowRight') return true
  return key === 'ArrowLeft' ? false : null
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
    { keys: ROW_KEYS, does: { en: 'Go to another row', zh: '移到其他记录' } },
    {
      keys: ['ArrowRight', 'ArrowLeft'],
      does: { en: 'Show or hide the requests of a delivery', zh: '展开或收起一次发送的请求' },
    },
    { keys: ['Enter'], does: { en: 'Open the row', zh: '打开该行' } },
    { keys: [REPLAY_KEY], does: { en: 'Open in editor', zh: '在编辑器中打开' } },
    { keys: ['Escape'], does: { en: 'Back to history', zh: '返回历史' } },
  ],
}
