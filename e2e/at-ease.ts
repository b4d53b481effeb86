import { expect, type Locator, type Page } from '@playwright/test'

/** Fails with every element that still moves although its reader asked for less motion. */
export async function expectNoMotion(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [null, '::before', '::after'].flatMap((pseudo) => {
        const style = getComputedStyle(element, pseudo)
        const still =
          style.animationName === 'none' &&
          style.transitionDuration.split(', ').every((one) => one === '0s') &&
          style.scrollBehavior === 'auto'
        return still ? [] : [`${element.tagName}.${element.className}${pseudo ?? ''}`]
      }),
    ),
  )
  expect(moving, 'what moves').toEqual([])
}

/** Fails where anything but a part with its own scroll bar is wider than the window, and says of which `part`. */
export async function expectNoOverflow(page: Page, part = 'wider than the window'): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, part).toBe(0)
}

/** Goes through the page by Tab; fails with each stop that lies wholly under something else (WCAG 2.4.11). */
export async function expectFocusInSight(page: Page, stops: number): Promise<void> {
  const hidden: string[] = []
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab')
    const covered = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const { left, top, width, height } = (
        focused.closest('label') ?? focused
      ).getBoundingClientRect()
      const seen = [0.1, 0.5, 0.9].some((down) =>
        [0.1, 0.5, 0.9].some((along) => {
          const there = document.elementFromPoint(left + width * along, top + height * down)
          return there !== null && (there.contains(focused) || focused.contains(there))
            ? there !== document.body && there !== document.documentElement
            : there?.closest('label')?.contains(focused)
        }),
      )
      return seen ? null : focused.outerHTML.slice(0, 160)
    })
    if (covered !== null) hidden.push(covered)
  }
  expect(hidden, 'focused, and out of sight').toEqual([])
}

/** Fails where forced colours leave nothing that tells the chosen one from another. */
export async function expectStandsOut(chosen: Locator, other: Locator): Promise<void> {
  const look = (one: Locator) =>
    one.evaluate((element) => {
      const { backgroundColor, borderColor, borderWidth, color, outline, textDecoration } =
        getComputedStyle(element)
      return { backgroundColor, borderColor, borderWidth, color, outline, textDecoration }
    })
  expect(await look(chosen), 'the chosen one').not.toEqual(await look(other))
}
