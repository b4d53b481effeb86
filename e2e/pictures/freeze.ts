import type { Page } from '@playwright/test'

/** Texts that differ from run to run, and their replacements in a picture; the longest first. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/\bom_(?:x100b[0-9a-f]{27}|[0-9a-f]{32})\b/g, 'om_0123456789abcdef0123456789abcdef'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '01234567-89ab-4cde-8f01-23456789abcd'],
  [/\b[0-9a-f]{32}\b/g, '0123456789abcdef0123456789abcdef'],
  [/\b20\d{12}[0-9A-F]{20}\b/g, '202611221000000123456789ABCDEF0123'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'Sun, 22 Nov 2026 10:00:00 GMT'],
  [/\d{4}年\d{1,2}月\d{1,2}日/g, '2026年11月22日'],
  [/\b[A-Z][a-z]{2} \d{1,2}, \d{4}\b/g, 'Nov 22, 2026'],
  [/\b\d{1,2}:\d\d:\d\d\s[AP]M\b/g, '6:00:00 PM'],
  [/\b\d\d:\d\d:\d\d\b/g, '18:00:00'],
  [/\b[\d.]+\s?(?:ms|毫秒)/g, '12ms'],
  [/\b127\.0\.0\.1:\d+/g, '127.0.0.1:4311'],
]

/** Makes a page reproducible for its picture: stops all timers, replaces ids, times and ports. */
export async function freeze(page: Page): Promise<void> {
  // Without a hovered element.
  await page.mouse.move(0, 0)
  await page.waitForLoadState('networkidle')
  await page.evaluate(
    async (varying) => {
      await document.fonts.ready
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      const latest = Number(setTimeout(() => undefined))
      for (let id = 0; id <= latest; id++) clearTimeout(id)

      const replaceVarying = (text: string) =>
        varying.reduce(
          (replaced, [pattern, same]) => replaced.replace(new RegExp(pattern, 'g'), same),
          text,
        )
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { nodeValue } = texts.currentNode
        if (nodeValue) texts.currentNode.nodeValue = replaceVarying(nodeValue)
      }
      for (const input of document.querySelectorAll('input')) {
        if (input.type === 'text' && replaceVarying(input.value) !== input.value) {
          input.value = replaceVarying(input.value)
        }
      }
    },
    VARYING.map(([pattern, same]) => [pattern.source, same] as const),
  )
}
