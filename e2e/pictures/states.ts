import type { Page } from '@playwright/test'
import { lookAtHistory, prepareSupport, type Say, WALK } from '../../scripts/picture-walk.ts'

type State = {
  name: string
  /** Brings the page to where its picture is taken. */
  show: (page: Page, say: Say) => Promise<void>
}

/** What a person looks at most. */
export const STATES: readonly State[] = [
  { name: 'console', show: lookAtAnswer },
  { name: 'history', show: openSend },
  { name: 'support', show: prepareSupport },
  { name: 'profiles', show: listProfiles },
  { name: 'phone', show: lookAtPhone },
  { name: 'error-codes', show: readErrorCodes },
]

async function lookAtAnswer(page: Page, say: Say): Promise<void> {
  await sendFromConsole(page, say)
  const narrow = page.viewportSize()?.width === 390
  const region = page.getByRole('region', { name: say({ zh: '返回结果', en: 'Answer' }) })
  await (narrow ? region : page.getByRole('banner')).evaluate((part) => part.scrollIntoView())
}

async function sendFromConsole(page: Page, say: Say): Promise<void> {
  await page.goto('/')
  for (const step of WALK) await step(page, say)
}

async function openSend(page: Page, say: Say): Promise<void> {
  await sendFromConsole(page, say)
  await lookAtHistory(page)
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

async function lookAtPhone(page: Page, say: Say): Promise<void> {
  await sendFromConsole(page, say)
  await page.goto('/phone')
  await page.getByRole('button', { name: /^(Track my parcel|查看物流进度)/ }).waitFor()
}

async function readErrorCodes(page: Page): Promise<void> {
  await page.goto('/error-codes')
  await page.getByText('230008').first().waitFor()
}
