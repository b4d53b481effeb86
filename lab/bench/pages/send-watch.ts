import type { Page } from '@playwright/test'

/** Milliseconds of one send. */
export type SendTime = {
  /** From the trusted click on Send to the frame that shows the response. */
  toFrame: number
  /** The part of it after the last byte of the response had arrived. */
  afterResponse: number
}

type Watch = { pressed: number | null; previous: string; result: SendTime | null }

declare global {
  interface Window {
    sendWatch?: Watch
  }
}

/**
 * Makes a page record its sends. Each response holds a new number, `bench-1`, `bench-2` …, and the
 * send ends with the frame that shows it.
 * @param region a CSS selector of the element that shows the response
 * @param request a part of the URL that Send calls
 */
export async function watchSends(page: Page, region: string, request: string): Promise<void> {
  await page.evaluate(
    ([region, request]) => {
      const watch: Watch = { pressed: null, previous: '', result: null }
      window.sendWatch = watch
      performance.setResourceTimingBufferSize(100_000)
      const onClick = ({ timeStamp, isTrusted }: MouseEvent) => {
        if (isTrusted) watch.pressed = timeStamp
      }
      addEventListener('click', onClick, { capture: true })

      const painted = new MessageChannel()
      painted.port1.onmessage = ({ data }) => {
        const now = performance.now()
        const calls = performance
          .getEntriesByType('resource')
          .filter(({ name, startTime }) => name.includes(request) && startTime >= data)
        const responseEnd = Math.max(...calls.map((one) => one.startTime + one.duration))
        watch.result = { toFrame: now - data, afterResponse: now - responseEnd }
      }
      new MutationObserver(() => {
        if (watch.pressed === null) return
        const text = document.querySelector(region)?.textContent ?? ''
        const [number = ''] = /bench-\d+/.exec(text) ?? []
        if (number === '' || number === watch.previous) return
        watch.previous = number
        const { pressed } = watch
        watch.pressed = null
        // A message posted in an animation frame arrives after that frame is painted.
        requestAnimationFrame(() => painted.port2.postMessage(pressed))
      }).observe(document, { subtree: true, childList: true, characterData: true })
    },
    [region, request] as const,
  )
}

/**
 * Presses Send and waits for the frame that shows the response.
 * @throws Error if the response does not appear within 10 s
 */
export async function timeSend(page: Page, press: () => Promise<void>): Promise<SendTime> {
  await page.bringToFront()
  await page.evaluate(() => {
    if (window.sendWatch) window.sendWatch.result = null
  })
  await press()
  const result = await page.waitForFunction(() => window.sendWatch?.result, null, {
    polling: 50,
    timeout: 10_000,
  })
  const time = await result.jsonValue()
  if (!time) throw new Error('the send was not recorded')
  return time
}
