import type { Page } from '@playwright/test'
import type { FaultName } from '../server/testing/faults.ts'
import { defaultText, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedStatuses: [502, 504] })

async function composeAt(page: Page, url: string, messageId: string): Promise<void> {
  await page.goto(url)
  await part.messageId(page).fill(messageId)
  await defaultText(page, 1).fill('OK')
}

const LOST_RESPONSES: FaultName[] = [
  'hang',
  'slow_drip',
  'reset_before_headers',
  'html_502',
  'huge',
]

test('a lost response leaves the outcome unknown, and the upstream is called once', async ({
  page,
  faulty,
}) => {
  for (const [index, fault] of LOST_RESPONSES.entries()) {
    await test.step(fault, async () => {
      const messageId = `om_3210a18894e206715a4359115f4cf2f${index}`
      faulty.fail(fault)
      await composeAt(page, faulty.url, messageId)
      await part.send(page).click()
      const response = part.response(page)
      await expect(response.getByText('Outcome unknown')).toBeVisible()
      await expect(response.getByText('Look first')).toBeVisible()
      const pushes = faulty.upstream.requests.filter(({ path }) =>
        path.endsWith(`/${messageId}/push_follow_up`),
      )
      expect(pushes).toHaveLength(1)
    })
  }
})

test('an upstream that is down means “Not sent”', async ({ page, faulty }) => {
  await faulty.upstream.refuse()
  await composeAt(page, faulty.url, 'om_3210a18894e206715a4359115f4cf2f5')
  await part.send(page).click()
  const response = part.response(page)
  await expect(response.getByText('Not sent')).toBeVisible()
  await expect(response.getByText('ECONNREFUSED')).toBeVisible()
})

test('after “Stop waiting” the outcome is unknown', async ({ page, faulty }) => {
  faulty.fail('hang')
  await composeAt(page, faulty.url, 'om_3210a18894e206715a4359115f4cf2f5')
  await part.send(page).click()
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  const response = part.response(page)
  await expect(response.getByText('You stopped waiting, outcome unknown')).toBeVisible()
  await expect(part.send(page)).toHaveAccessibleName('Send')
})
