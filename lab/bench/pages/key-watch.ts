import type { Locator, Page } from '@playwright/test'

/** Milliseconds of each key. */
export type KeyTimes = {
  /** From the start of the key's handlers to the changed preview. */
  work: number[]
  /** From the key event to the frame that shows it. */
  paint: number[]
  /** The number of tasks of more than 50 ms. */
  longTasks: number
}

declare global {
  interface Window {
    keyWatch?: KeyTimes
  }
}

/** Types letters into a field and measures how fast the preview follows. */
export async function watchKeys(
  page: Page,
  {
    field,
    preview,
    keys,
    pauseMs,
  }: { field: Locator; preview: Locator; keys: number; pauseMs: number },
): Promise<KeyTimes> {
  await page.bringToFront()
  await field.focus()
  await page.keyboard.press('End')
  await startWatching(preview)
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('abcdefghijklmnopqrstuvwxyz'[key % 26] ?? 'a')
    await page.waitForTimeout(pauseMs)
  }
  const watched = await page.evaluate(() => window.keyWatch)
  // Keeps the text below its length limit.
  for (let key = 0; key < keys; key += 1) await page.keyboard.press('Backspace')
  if (!watched || watched.work.length < keys * 0.9) {
    throw new Error(`the preview followed ${watched?.work.length ?? 0} of ${keys} keys`)
  }
  return watched
}

async function startWatching(preview: Locator): Promise<void> {
  await preview.evaluate((element) => {
    const first = window.keyWatch === undefined
    const keys: KeyTimes = { work: [], paint: [], longTasks: 0 }
    window.keyWatch = keys
    if (!first) return
    let handled: number | null = null
    let pressed = 0
    const afterPaint = new MessageChannel()
    afterPaint.port1.onmessage = () => window.keyWatch?.paint.push(performance.now() - pressed)
    addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key.length !== 1) return
        handled = performance.now()
        pressed = timeStamp
        requestAnimationFrame(() => afterPaint.port2.postMessage(null))
      },
      { capture: true },
    )
    new MutationObserver(() => {
      if (handled === null) return
      window.keyWatch?.work.push(performance.now() - handled)
      handled = null
    }).observe(element, { subtree: true, childList: true, characterData: true })
    new PerformanceObserver((list) => {
      if (window.keyWatch) window.keyWatch.longTasks += list.getEntries().length
    }).observe({ type: 'longtask' })
  })
}
