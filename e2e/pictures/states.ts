import type { Page } from '@playwright/test'
import { type ChooseLabel, openHistory, prepareSupport, WALK } from '../../lab/pictures/walk.ts'

type State = {
  name: string
  /** Opens what the picture shows. */
  show: (page: Page, say: ChooseLabel) => Promise<void>
}

/** The views that are used most. */
export const STATES: readonly State[] = [
  { name: 'console', show: showResponse },
  { name: 'history', show: showSend },
  { name: 'support', show: prepareSupport },
  { name: 'profiles', show: listProfiles },
  { name: 'phone', show: showPhone },
  { name: 'error-codes', show: listErrorCodes },
]

async function showResponse(page: Page, say: ChooseLabel): Promise<void> {
  await sendBubbles(page, say)
  const narrow = page.viewportSize()?.width === 390
  const region = page.getByRole('region', { name: say({ zh: '返回结果', en: 'Answer' }) })
  await (narrow ? region : page.getByRole('banner')).evaluate((part) => part.scrollIntoView())
}

async function sendBubbles(page: Page, say: ChooseLabel): Promise<void> {
  await page.goto('/')
  for (const step of WALK) await step(page, say)
}

async function showSend(page: Page, say: ChooseLabel): Promise<void> {
  await sendBubbles(page, say)
  await openHistory(page)
  await page
    .getByRole('list', { name: /^(Sends|发送记录)/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByText('{"code":0,"msg":"success","data":{}}').waitFor()
}

async function listProfiles(page: Page): Promise<void> {
  await page.goto('/profiles')
  await page.getByText('cli_emulator').first().waitFor()
}

async function showPhone(page: Page, say: ChooseLabel): Promise<void> {
  await sendBubbles(page, say)
  await page.goto('/phone')
  await page.getByRole('button', { name: /^(Track my parcel|查看物流进度)/ }).waitFor()
}

async function listErrorCodes(page: Page): Promise<void> {
  await page.goto('/error-codes')
  await page.getByText('230008').first().waitFor()
}
