import type { Page } from '@playwright/test'
import { type ChooseLabel, openHistory, prepareSupport, WALK } from '../../lab/pictures/walk.ts'

type State = {
  name: string
  /** Opens what the picture shows. */
  show: (page: Page, say: ChooseLabel) => Promise<void>
}

/** The views that are used most. */
export const STATES: readonly State[] = [
  { name: 'compose', show: showResponse },
  { name: 'history', show: showSend },
  { name: 'support', show: prepareSupport },
  { name: 'apps', show: listApps },
  { name: 'emulator', show: showEmulator },
  { name: 'error-codes', show: listErrorCodes },
]

async function showResponse(page: Page, say: ChooseLabel): Promise<void> {
  await sendBubbles(page, say)
  const narrow = page.viewportSize()?.width === 390
  const region = page.getByRole('region', { name: say({ zh: '响应', en: 'Response' }) })
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
    .getByRole('table', { name: /^(Requests|发送记录)/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByText('{"code":0,"msg":"success","data":{}}').waitFor()
}

async function listApps(page: Page): Promise<void> {
  await page.goto('/apps')
  await page.getByText('cli_0123456789abcdef').first().waitFor()
}

async function showEmulator(page: Page, say: ChooseLabel): Promise<void> {
  await sendBubbles(page, say)
  await page.goto('/emulator')
  await page.getByRole('button', { name: /^(Track my parcel|查看物流进度)/ }).waitFor()
}

async function listErrorCodes(page: Page): Promise<void> {
  await page.goto('/error-codes')
  await page.getByText('230008').first().waitFor()
}
