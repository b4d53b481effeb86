import type { Locator, Page } from '@playwright/test'
import { defaultText, newMessage, part, sendAndExpect } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const SIZES = [
  { width: 1920, height: 1400 },
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

for (const viewport of SIZES) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport })

    test('Send does not move from the empty page to the response and after it', async ({
      page,
    }) => {
      await page.goto('/')
      await expect(page.getByText('Before you can send:')).toBeVisible()
      const moved = await watchMoves(part.send(page))
      await newMessage(page)
      await expect(page.getByText('Would work now')).toBeVisible()
      await defaultText(page, 1).fill('查看进度')
      await page.getByRole('button', { name: 'Duplicate Bubble 1' }).click()
      await expect(page.getByText('Worth a look')).toBeVisible()
      const anyway = page.getByRole('switch', { name: 'Send anyway' })
      await anyway.click()
      await sendAndExpect(page, 'Bubbles added')
      await expect(page.getByText(/Would be refused with 230008/)).toBeVisible()
      await anyway.click()
      await page.getByRole('button', { name: 'Remove Bubble 2' }).click()
      await defaultText(page, 1).fill('')
      await expect(page.getByText(/Bubble 1: Enter a text/).first()).toBeVisible()
      expect(await moved()).toBeLessThan(1)
    })
  })
}

test('a pressed element does not move until the release, even if the left field shows an error', async ({
  page,
}) => {
  await page.goto('/')
  await part.messageId(page).fill('nonsense')
  const finder = page.getByText('Find it by person or chat')
  const moved = await watchMoves(finder)
  await finder.hover()
  await page.mouse.down()
  await expect(part.messageId(page)).not.toBeFocused()
  await twoFrames(page)
  expect(await moved()).toBeLessThan(1)
  await expect(part.messageId(page)).toHaveAttribute('aria-invalid', 'false')
  await page.mouse.up()
  await expect(part.messageId(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('combobox', { name: /person|chat/i }).first()).toBeVisible()
})

/** @returns a function that returns how far the element has moved in the window, in pixels */
async function watchMoves(locator: Locator): Promise<() => Promise<number>> {
  const state = await locator.evaluateHandle((element) => {
    const first = element.getBoundingClientRect()
    const state = { moved: 0 }
    const measure = () => {
      const { x, y } = element.getBoundingClientRect()
      state.moved = Math.max(state.moved, Math.abs(x - first.x), Math.abs(y - first.y))
      requestAnimationFrame(measure)
    }
    measure()
    return state
  })
  return () => state.evaluate(({ moved }) => moved)
}

function twoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
      ),
  )
}
