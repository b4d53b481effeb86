import type { Table } from './use-table.ts'

/** Moves bubbles and rows that are dragged by their grips. By keyboard, Alt+arrows move them. */
export function watchDrag(root: HTMLElement, table: Table, signal: AbortSignal): void {
  root.addEventListener(
    'pointerdown',
    (event) => {
      const grip =
        event.target instanceof Element &&
        event.target.closest('[data-drag-bubble], [data-drag-row]')
      if (!(grip instanceof HTMLElement) || event.button !== 0) return
      event.preventDefault()
      const { dragBubble, dragRow } = grip.dataset
      const selector =
        dragRow === undefined ? 'th[data-column]' : 'tr[data-row]:not([data-default])'
      const places = [...root.querySelectorAll<HTMLElement>(selector)]
      const from = dragRow === undefined ? Number(dragBubble) : table.rows().indexOf(dragRow)
      follow(grip, event.pointerId, places, from, (to) => {
        if (dragRow === undefined) table.moveBubble(from, to, null)
        else table.moveRow(dragRow, to, null)
      })
    },
    { signal },
  )
}

/** Follows one pointer until it is released over one of the places. */
function follow(
  grip: HTMLElement,
  pointerId: number,
  places: readonly HTMLElement[],
  from: number,
  onDrop: (to: number) => void,
): void {
  grip.setPointerCapture(pointerId)
  const done = new AbortController()
  const { signal } = done
  let to = from
  const mark = (next: number) => {
    to = next
    for (const [at, place] of places.entries()) {
      place.toggleAttribute('data-dragged', at === from)
      if (at === to && at !== from) place.dataset.drop = to > from ? 'after' : 'before'
      else delete place.dataset.drop
    }
  }
  const end = () => {
    done.abort()
    for (const place of places) {
      place.removeAttribute('data-dragged')
      delete place.dataset.drop
    }
  }
  mark(from)
  grip.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => mark(nearest(places, clientX, clientY)),
    { signal },
  )
  grip.addEventListener(
    'pointerup',
    () => {
      end()
      if (to !== from) onDrop(to)
    },
    { signal },
  )
  grip.addEventListener('pointercancel', end, { signal })
  addEventListener('keydown', ({ key }) => key === 'Escape' && end(), { signal })
}

function nearest(places: readonly HTMLElement[], x: number, y: number): number {
  const distances = places.map((place) => {
    const { left, right, top, bottom } = place.getBoundingClientRect()
    const away = (at: number, from: number, to: number) => Math.max(from - at, at - to, 0)
    return Math.hypot(away(x, left, right), away(y, top, bottom))
  })
  return distances.indexOf(Math.min(...distances))
}
