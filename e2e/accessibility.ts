import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page, test } from '@playwright/test'
import type * as Axe from 'axe-core'
import { reportOmission } from './omission-reporter.ts'

const RUN_ONLY = {
  all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  appearance: { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'target-size'] },
} as const
type Rules = keyof typeof RUN_ONLY
const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * Fails with each violated rule and its elements. axe is injected once per document: its Playwright
 * package would add 0.6 MB to the page at each call, for frames of other origins, which the console
 * does not have.
 */
export async function expectNoAxeViolations(page: Page, rules: Rules = 'all'): Promise<void> {
  const browser = page.context().browser()?.browserType().name()
  if (browser !== 'chromium') {
    // Firefox 153 crashes the page's process; what axe reads is the same in all browsers.
    reportOmission('axe, which runs in Chromium only')
    return
  }
  // The contrast of a color in transition means nothing.
  await page.evaluate(async () => {
    const running = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.allSettled(running.map(({ finished }) => finished))
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const violations = await page.evaluate(async ({ type, values }) => {
    const { axe } = window as unknown as { axe: typeof Axe }
    const found = await axe.run(document, {
      runOnly: { type, values: [...values] },
      resultTypes: ['violations'],
      // Only rules outside these tags read style sheets again.
      preload: false,
    })
    return found.violations
  }, RUN_ONLY[rules])
  const broken = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    elements: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }))
  expect(broken, 'accessibility').toEqual([])
}

/** Fails with each element that has an animation although the user prefers reduced motion. */
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
  expect(moving, 'elements that move').toEqual([])
}

/** Fails if the page scrolls sideways; `part` names what is shown. */
export async function expectNoOverflow(page: Page, part = 'wider than the window'): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, part).toBe(0)
}

/** Presses Tab and fails with each stop that is completely covered by something else (WCAG 2.4.11). */
export async function expectVisibleFocus(page: Page, stops: number): Promise<void> {
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
  expect(hidden, 'focused but covered').toEqual([])
}

/** Fails if the current item looks like another one, for example with forced colors. */
export async function expectDifferentLook(current: Locator, other: Locator): Promise<void> {
  const look = (one: Locator) =>
    one.evaluate((element) => {
      const { backgroundColor, borderColor, borderWidth, color, outline, textDecoration } =
        getComputedStyle(element)
      return { backgroundColor, borderColor, borderWidth, color, outline, textDecoration }
    })
  expect(await look(current), 'the current item').not.toEqual(await look(other))
}

type Look = {
  colorScheme: 'light' | 'dark'
  width: number
  /** What axe checks; by default all rules. */
  rules?: Rules
}

/**
 * Covers each pair of language, color scheme and width with two pages instead of eight. The structure of a page
 * depends on the width, its contrast on the color scheme too, and neither on the language: so axe
 * checks all rules in English and the appearance in the remaining looks.
 */
export const LANGUAGES: readonly { locale: string; looks: readonly Look[] }[] = [
  {
    locale: 'en-US',
    looks: [
      { colorScheme: 'light', width: 1440 },
      { colorScheme: 'dark', width: 390 },
    ],
  },
  {
    locale: 'zh-CN',
    looks: [
      { colorScheme: 'dark', width: 1440, rules: 'appearance' },
      { colorScheme: 'light', width: 390, rules: 'appearance' },
    ],
  },
]

/** Runs a flow in each language, chosen in the header without a reload; it starts at 1440 px. */
export async function inEachLanguage(
  page: Page,
  flow: (language: (typeof LANGUAGES)[number]) => Promise<void>,
): Promise<void> {
  for (const language of LANGUAGES) {
    await test.step(language.locale, async () => {
      await chooseLanguage(page, language.locale)
      await page.setViewportSize(WIDE)
      await flow(language)
    })
  }
}

/** The window of a desktop. */
export const WIDE = { width: 1440, height: 900 }

/** Chooses the language in the header, which a phone hides in a menu. */
export async function chooseLanguage(page: Page, locale: string): Promise<void> {
  const size = page.viewportSize()
  await page.setViewportSize(WIDE)
  await page
    .getByRole('combobox', { name: /^(Language|界面语言)$/ })
    .selectOption(locale === 'zh-CN' ? '中文' : 'English')
  await expect(page.locator('html')).toHaveAttribute('lang', locale === 'zh-CN' ? locale : 'en')
  if (size) await page.setViewportSize(size)
}

/** Expects no axe violation and no sideways scrolling of one state of a page in each look, starting with the present one. */
export async function expectAccessibleLooks(
  page: Page,
  looks: readonly Look[],
  also?: () => Promise<void>,
): Promise<void> {
  const present = looks.findIndex(({ width }) => width === page.viewportSize()?.width)
  const ordered = present > 0 ? looks.toReversed() : looks
  for (const { colorScheme, width, rules } of ordered) {
    await test.step(`${colorScheme}, ${width} px`, async () => {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      // What is half below the bar of a scrolled page has no size for axe.
      await page.evaluate(() => scrollTo(0, 0))
      await expectNoAxeViolations(page, rules)
      await expectNoOverflow(page)
      await also?.()
    })
  }
}

/** The same in both languages, for a state in which the header can be used. */
export async function expectAccessible(page: Page): Promise<void> {
  await inEachLanguage(page, ({ looks }) => expectAccessibleLooks(page, looks))
}
