import type { Page } from '@playwright/test'
import type { FaultName } from '../server/testing/faults.ts'
import { defaultText, part } from './console.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedStatuses: [502, 504] })

async function composeAt(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await part.messageId(page).fill('om_3210a18894e206715a4359115f4cf2f5')
  await defaultText(page, 1).fill('OK')
}

const LOST_ANSWERS: FaultName[] = ['hang', 'slow_drip', 'reset_before_headers', 'html_502', 'huge']

for (const fault of LOST_ANSWERS) {
  test(`an upstream that does “${fault}” leaves the outcome unknown and is called once`, async ({
    page,
    faulty,
  }) => {
    faulty.fail(fault)
    await composeAt(page, faulty.url)
    await part.send(page).click()
    const answer = part.answer(page)
    await expect(answer.getByText('Outcome unknown')).toBeVisible()
    await expect(answer.getByText('Look first')).toBeVisible()
    const pushes = faulty.upstream.requests.filter(({ path }) => path.endsWith('/push_follow_up'))
    expect(pushes).toHaveLength(1)
  })
}

test('an upstream that is down means: not sent', async ({ page, faulty }) => {
  await faulty.upstream.refuse()
  await composeAt(page, faulty.url)
  await part.send(page).click()
  const answer = part.answer(page)
  await expect(answer.getByText('Not sent')).toBeVisible()
  await expect(answer.getByText('ECONNREFUSED')).toBeVisible()
})

test('waiting can be stopped, and then the outcome is called unknown', async ({ page, faulty }) => {
  faulty.fail('hang')
  await composeAt(page, faulty.url)
  await part.send(page).click()
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  const answer = part.answer(page)
  await expect(answer.getByText('You stopped waiting, outcome unknown')).toBeVisible()
  await expect(part.send(page)).toHaveAccessibleName('Send')
})
