const PAGE = 10

export const ROW_KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End']

/**
 * Where a key leads to from one row of a list.
 * @returns `null` where the key does not move
 */
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
