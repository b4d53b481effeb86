const ENDS = ['pointerup', 'pointercancel'] as const

let pressing = false
// There is no window where the page is prerendered.
globalThis.window?.addEventListener('pointerdown', () => hold(true), true)
for (const end of ENDS) globalThis.window?.addEventListener(end, () => hold(false), true)

function hold(pressed: boolean): void {
  pressing = pressed
}

/**
 * Runs what may move things on the page: at once, or where a press is under way when that is over.
 * What moves from under a pressed pointer is not clicked.
 */
export function afterPress(run: () => void): void {
  if (!pressing) {
    run()
    return
  }
  const done = new AbortController()
  const over = () => {
    done.abort()
    // The click comes after it, in the same task.
    setTimeout(run)
  }
  for (const end of ENDS) addEventListener(end, over, { capture: true, signal: done.signal })
}
