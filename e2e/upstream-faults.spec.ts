import type { Page } from '@playwright/test'
import type { FaultName } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { defaultText, enterMessageId, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedStatuses: [502, 504] })

const pathOf = (messageId: string) => `/${messageId}/push_follow_up`

/** Sends to a message, and waits for the response of the console. */
async function sendTo(page: Page, messageId: string): Promise<void> {
  await enterMessageId(page, messageId)
  const responded = page.waitForResponse((one) =>
    new URL(one.url()).pathname.endsWith(pathOf(messageId)),
  )
  await part.send(page).click()
  await responded
}

const LOST_RESPONSES: FaultName[] = [
  'hang',
  'slow_drip',
  'reset_before_headers',
  'html_502',
  'huge',
]

test('a lost response leaves the outcome unknown, and an upstream that is down means “Not sent”', async ({
  page,
  faulty,
}) => {
  test.slow()
  const response = part.response(page)
  await page.goto(faulty.url)
  await defaultText(page, 1).fill('OK')

  for (const [index, fault] of LOST_RESPONSES.entries()) {
    await test.step(`${fault}: the upstream is called once`, async () => {
      const messageId = `om_3210a18894e206715a4359115f4cf2f${index}`
      faulty.fail(fault)
      await sendTo(page, messageId)
      // Its request: not the outcome of the send before.
      await response.getByRole('radio', { name: 'Request', exact: true }).check()
      await expect(response).toContainText(pathOf(messageId))
      await expect(response.getByRole('heading', { name: 'Result unknown' })).toBeVisible()
      await expect(response.getByText('Check first')).toBeVisible()
      await expect(response.getByRole('button', { name: 'Retry to confirm' })).toBeVisible()
      const pushes = faulty.upstream.requests.filter(({ path }) => path.endsWith(pathOf(messageId)))
      expect(pushes).toHaveLength(1)
    })
  }

  await test.step('after “Stop waiting” the result is unknown, and the history has it', async () => {
    faulty.fail('hang')
    await enterMessageId(page, 'om_3210a18894e206715a4359115f4cf2f6')
    await part.send(page).click()
    await page.getByRole('button', { name: 'Stop waiting' }).click()
    const heading = response.getByRole('heading', { name: 'Stopped waiting; result unknown' })
    await expect(heading).toBeFocused()
    await expectNoAxeViolations(page)
    await expect(part.send(page)).toHaveAccessibleName('Send')
    await response.getByRole('button', { name: 'Check status' }).click()
    // The console waits for the upstream until its deadline.
    await expect(
      response.getByRole('heading', { name: 'Result unknown', exact: true }),
    ).toBeVisible({
      timeout: 15_000,
    })
  })

  await test.step('an upstream that is down', async () => {
    await faulty.upstream.refuse()
    await sendTo(page, 'om_3210a18894e206715a4359115f4cf2f7')
    await expect(response.getByRole('heading', { name: 'Not sent' })).toBeVisible()
    await expect(response.getByText('ECONNREFUSED')).toBeVisible()
    await response.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByRole('dialog', { name: /^Test connection/ })).toBeVisible()
  })
})
