import { useEffect, useState } from 'react'

const TOUCHES = ['pointerdown', 'keydown', 'focusin'] as const

/** Preloads something on the first click, key or focus inside `<main>`; links in the header do not count. */
export function useFirstTouch(load: () => Promise<unknown>): void {
  useEffect(() => {
    const first = new AbortController()
    const once = ({ target }: Event) => {
      if (!(target instanceof Element) || target.closest('main') === null) return
      first.abort()
      // A failure is reported when the loaded part is used.
      load().catch(() => undefined)
    }
    for (const touch of TOUCHES) addEventListener(touch, once, { signal: first.signal })
    return () => first.abort()
  }, [load])
}

/** As a `ref`: focuses the element when it is mounted, because the element that had the focus is gone. */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}

const ENDS = ['pointerup', 'pointercancel'] as const

let pressing = false
// There is no window while the page is prerendered.
globalThis.window?.addEventListener('pointerdown', () => hold(true), true)
for (const end of ENDS) globalThis.window?.addEventListener(end, () => hold(false), true)

function hold(pressed: boolean): void {
  pressing = pressed
}

/**
 * Runs a change of the layout at once, or after the press that is in progress: an element that moves
 * away from under a pressed pointer receives no click.
 */
export function afterPress(run: () => void): void {
  if (!pressing) {
    run()
    return
  }
  const done = new AbortController()
  const over = () => {
    done.abort()
    // The click event follows in the same task.
    setTimeout(run)
  }
  for (const end of ENDS) addEventListener(end, over, { capture: true, signal: done.signal })
}

/** Returns the value after it has not changed for some milliseconds. */
export function useRested<V>(value: V, restMs: number): V {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return rested
}

/** Puts a popover under its button, or above it if there is more room. */
export function placeBeside(popover: HTMLElement | null, button: HTMLElement | null): void {
  if (!popover || !button) return
  const { top, bottom, left } = button.getBoundingClientRect()
  const { innerHeight } = window
  const isBelow = innerHeight - bottom >= top
  const { style } = popover
  style.setProperty('--top', isBelow ? `${bottom + 4}px` : 'auto')
  style.setProperty('--bottom', isBelow ? 'auto' : `${innerHeight - top + 4}px`)
  style.setProperty('--left', `${left}px`)
  style.setProperty('--room', `${isBelow ? innerHeight - bottom - 12 : top - 12}px`)
}
