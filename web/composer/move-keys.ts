import type { KeyboardEvent } from 'react'

export const MOVE_KEYS = ['Alt+ArrowUp', 'Alt+ArrowDown']

/** Alt+↑ and Alt+↓ inside an item move it; an inner list gets the keys before the outer one. */
export function moveKeys(index: number, count: number, onMove: (to: number) => void) {
  return (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    event.stopPropagation()
    const to = event.key === 'ArrowUp' ? index - 1 : index + 1
    if (to >= 0 && to < count) onMove(to)
  }
}
