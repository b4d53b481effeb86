import type { Page } from '@playwright/test'
import { json } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { copied, defaultText, part, pickSample } from './console-page.ts'
import { createMessage } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const verdict = (page: Page, name: string | RegExp) =>
  part.response(page).getByRole('heading', { level: 3, name })
const step = (page: Page, name: string) =>
  part.response(page).getByRole('button', { name, exact: true })
const calls = (page: Page) => part.response(page).getByRole('list', { name: 'Calls of this run' })
const recent = (page: Page) => part.response(page).getByRole('list', { name: 'Recent' })

/** Keeps what is announced, which the next announcement replaces. @returns a function that reads it */
async function recordAnnouncements(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const heard = new Set<string>()
    Object.assign(window, { heard })
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('[role="status"], output')) {
        if (textContent) heard.add(textContent)
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return () =>
    page.evaluate(() => [...(window as unknown as { heard: Set<string> }).heard].join('\n'))
}

test('before the first send the pane is empty; a success links to the chat, and the focus stays on Send', async ({
  page,
  server,
}) => {
  const messageId = await createMessage(server)
  await page.goto(`/?target=${messageId}`)
  await defaultText(page, 1).fill('Track the parcel')
  await expect(part.response(page)).toContainText('No response yet')
  const preview = part.preview(page)
  await expect(preview.getByText(/Bubbles sent at/)).toHaveCount(0)
  const announced = await recordAnnouncements(page)
  await part.send(page).click()
  await expect(verdict(page, '0 Bubbles added')).toBeVisible()
  await expect(part.send(page)).toBeFocused()
  await expect.poll(announced).toContain('Code 0: Bubbles added')
  await expectNoAxeViolations(page)
  await expect(preview.getByText(/Bubbles sent at \d/)).toBeVisible()
  await part.response(page).getByRole('link', { name: 'See it in the chat' }).click()
  await expect(page).toHaveURL(/\/emulator\?/)
  await expect(page.getByRole('button', { name: 'Track the parcel' })).toBeVisible()

  await test.step('and so does the preview', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Compose', exact: true }).click()
    await defaultText(page, 1).fill('Change the address')
    await part.newMessage(page).click()
    await expect(verdict(page, '0 Message sent')).toBeVisible()
    await part.send(page).click()
    const bubble = preview.getByRole('button', { name: 'Change the address' })
    await expect(preview.getByText(/Bubbles sent at \d/)).toBeVisible()
    await expect(bubble).toBeVisible()
    await preview.getByRole('link', { name: 'See the chat' }).click()
    await expect(page).toHaveURL(/\/emulator\?.*message=om_/)
    await expect(
      page.getByRole('button', { name: 'Change the address', exact: true }),
    ).toBeVisible()
  })
})

test('after 230008 the pane has all details, and one press sends the bubbles to a new message', async ({
  page,
}) => {
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  await pickSample(page, 230008)
  await part.send(page).click()
  await expect(verdict(page, '230008 Already has bubbles')).toBeVisible()
  await expect(part.response(page).getByText('HTTP 400').first()).toBeVisible()
  await expectNoAxeViolations(page)

  const response = part.response(page)
  await expect(response.getByText('"code": 230008')).toBeVisible()
  await response.getByRole('switch', { name: 'Original' }).check()
  await expect(response.getByText('"code":230008')).toBeVisible()

  await test.step('a long word is scrolled to, not broken', async () => {
    await response.getByRole('switch', { name: 'Original' }).uncheck()
    const broken = await response.locator('pre').evaluate((pre) => {
      const lines = (node: Node, from: number, to: number) => {
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, to)
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      }
      const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT)
      const words: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\w+/g)) {
          if (lines(node, index, index + word.length) > 1) words.push(word)
        }
      }
      return words
    })
    expect(broken).toEqual([])
  })

  await test.step('the headers are folded', async () => {
    await expect(response.getByRole('table')).toBeHidden()
    await response.getByText(/^Headers \(\d+\)$/).click()
    await expect(response.getByRole('table')).toBeVisible()
  })

  await test.step('the request has its token masked', async () => {
    await response.getByText('Request', { exact: true }).click()
    await expect(response.getByText('"content": "OK"')).toBeVisible()
    await response.getByText(/^Headers \(\d+\)$/).click()
    await expect(response.getByText('Masked: the token stays on the server.')).toBeVisible()
    await expectNoAxeViolations(page)
  })

  await test.step('the log_id is copied whole', async () => {
    await response.getByRole('button', { name: 'Copy log_id' }).click()
    expect(await copied(page)).toMatch(/^\w{20,}$/)
  })

  await test.step('one press sends to a new message', async () => {
    await step(page, 'Send to a new message').click()
    await expect(verdict(page, '0 Bubbles added')).toBeVisible()
    await expect(page.locator('body')).not.toBeFocused()
  })

  await test.step('and a timeline shows the message and the bubbles', async () => {
    await expect(calls(page).getByRole('button')).toHaveText([/^Message/, /^Bubbles\s*\+/])
    await expect(calls(page).getByRole('button', { pressed: true })).toHaveText(/^Bubbles/)
    await calls(page)
      .getByRole('button', { name: /^Message/ })
      .click()
    await expect(verdict(page, '0 Message sent')).toBeVisible()
    await expectNoAxeViolations(page)
  })

  await test.step('and the strip shows the run before again', async () => {
    await expect(recent(page).getByRole('button')).toHaveText([/^0 · /, /^230008 · /])
    await recent(page)
      .getByRole('button', { name: /^230008/ })
      .click()
    await expect(verdict(page, '230008 Already has bubbles')).toBeVisible()
  })

  await test.step('and it is still shown after a look at another page', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Emulator' }).click()
    await page.goBack()
    await expect(verdict(page, '230008 Already has bubbles')).toBeVisible()
    await expect(recent(page).getByRole('button')).toHaveCount(2)
  })
})

test.describe('with another upstream', () => {
  // The upstream answers every call of the page alike.
  test.use({ expectedStatuses: [400, 429, 502, 504] })
  const MESSAGE = 'om_3210a18894e206715a4359115f4cf2f5'

  test('a rate limit counts down, then offers to send again; a response of 200 kB is shown at once', async ({
    page,
    faulty,
  }) => {
    await page.goto(`${faulty.url}/?target=${MESSAGE}`)
    await defaultText(page, 1).fill('OK')

    await test.step('a rate limit', async () => {
      faulty.behave(
        json(
          '429 Too Many Requests',
          { code: 99991400, msg: 'request trigger frequency limit' },
          'x-ogw-ratelimit-reset: 6\r\n',
        ),
      )
      await part.send(page).click()
      await expect(verdict(page, '99991400 Rate limit reached')).toBeVisible()
      await expect(part.response(page).getByRole('button', { name: /^Wait 0:0\d$/ })).toBeVisible()
      faulty.behave(json('200 OK', { code: 0, msg: 'success', data: {} }))
      await step(page, 'Send again').click()
      await expect(verdict(page, '0 Bubbles added')).toBeVisible()
    })

    await test.step('200 kB are formatted afterwards', async () => {
      const items = Array.from({ length: 4000 }, (_, id) => ({ id, text: 'x'.repeat(28) }))
      faulty.behave(json('400 Bad Request', { code: 230001, msg: 'too long', items }))
      await part.send(page).click()
      await expect(verdict(page, '230001 Invalid parameter')).toBeVisible()
      await expect(part.response(page).getByText('"msg": "too long"')).toBeVisible()
      await expect(part.response(page).getByRole('button', { name: 'Show all' })).toBeVisible()
    })
  })
})
