import type { Page } from '@playwright/test'
import { defaultText, forgetOnLeave, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

test('Send does not move from the first frame of the page to a rejected response', async ({
  page,
}) => {
  test.slow()
  const moved = await watchMoves(page, '[data-command=send]')
  for (const size of SIZES) {
    await test.step(`${size.width} px`, async () => {
      await page.setViewportSize(size)
      await page.goto('/')
      const bubble = defaultText(page, 1)
      await expect(bubble).toBeVisible()
      await bubble.fill('')
      await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
      await bubble.fill('长'.repeat(201))
      await expect(page.getByRole('button', { name: /^Bubble 1: Too long/ })).toBeVisible()
      await bubble.fill('查看进度')
      await page.getByRole('button', { name: 'More ways to send' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Skip validation' }).click()
      await page.keyboard.press('Escape')
      await expect(page.getByText('Validation off')).toBeVisible()
      await part.send(page).click()
      await expect(part.response(page).getByText('Bubbles added').first()).toBeVisible()
      await expect(page.getByText('Has bubbles').first()).toBeAttached()
      await part.send(page).click()
      await expect(
        part
          .response(page)
          .getByText(/230008/)
          .first(),
      ).toBeVisible()
      const { distance, frames } = await moved()
      expect(frames).toBeGreaterThan(10)
      expect(distance).toBeLessThan(1)
      await forgetOnLeave(page)
    })
  }
})

test('a pressed element does not move until the release, even if the left text shows an error', async ({
  page,
}) => {
  const moved = await watchMoves(page, '[data-command=add-bubble]')
  await page.goto('/?profile=emulator')
  await defaultText(page, 1).fill('a'.repeat(201))
  const add = page.locator('[data-command=add-bubble]')
  await add.hover()
  const before = await moved()
  await page.mouse.down()
  await expect(defaultText(page, 1)).not.toBeFocused()
  await twoFrames(page)
  expect((await moved()).distance - before.distance).toBeLessThan(1)
  await page.mouse.up()
  await expect(defaultText(page, 1)).toHaveAttribute('aria-invalid', 'true')
  await expect(defaultText(page, 2)).toBeVisible()
})

/** @returns a function that returns how far the element has moved in the window since its first frame, in pixels */
async function watchMoves(page: Page, selector: string) {
  await page.addInitScript((selector) => {
    const watched = { distance: 0, frames: 0 }
    Object.assign(window, { watched })
    let first: DOMRect | null = null
    const measure = () => {
      const rect = document.querySelector(selector)?.getBoundingClientRect()
      if (rect && rect.width > 0) {
        first ??= rect
        watched.frames += 1
        const moved = Math.max(Math.abs(rect.x - first.x), Math.abs(rect.y - first.y))
        watched.distance = Math.max(watched.distance, moved)
      }
      requestAnimationFrame(measure)
    }
    requestAnimationFrame(measure)
  }, selector)
  return () =>
    page.evaluate(
      () => (window as unknown as { watched: { distance: number; frames: number } }).watched,
    )
}

function twoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  )
}
