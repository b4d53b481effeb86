import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import type * as Axe from 'axe-core'
import { leaveOut } from './left-out.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * Fails with each broken rule and the elements that break it.
 * Once a document, and in the page itself: axe's own Playwright package brings 0.6 MB into the page and into an
 * empty one beside it at each call, for frames of other origins, of which the console has none.
 */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const browser = page.context().browser()?.browserType().name()
  if (browser !== 'chromium') {
    // Firefox 153 loses the page's process while axe looks at it; what axe reads is the same everywhere.
    leaveOut('axe, which is run in Chromium alone')
    return
  }
  // A colour on its way to another has no contrast that anybody would measure.
  await page.evaluate(async () => {
    const running = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.allSettled(running.map(({ finished }) => finished))
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  const violations = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof Axe }
    const found = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    })
    return found.violations
  }, RULES)
  const broken = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    elements: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }))
  expect(broken, 'accessibility').toEqual([])
}
