/** `npm run screenshots`: walks through the built console and keeps its pictures in docs/. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { launchOptions } from './browser.ts'
import { type ConsoleProcess, resetEmulator, startConsoleProcess } from './console-process.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { ensureBuild } from './ensure-build.ts'
import { ensureFonts } from './ensure-fonts.ts'

type Locale = 'zh' | 'en'
type Scheme = 'light' | 'dark'
/** Chooses the label of the console's language. */
type Say = (labels: Record<Locale, string>) => string
type Step = (page: Page, say: Say) => Promise<void>

const DOCS = join(import.meta.dirname, '../docs')
const TAGS = { zh: 'zh-CN', en: 'en-US' }
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What is done before the picture is taken, in order. */
const WALK: Step[] = [newMessage, composeTwoBubbles, send]

async function newMessage(page: Page, say: Say): Promise<void> {
  const name = say({ zh: '新消息', en: 'New message' })
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some(({ value }) => value.startsWith('om_')),
  )
}

async function composeTwoBubbles(page: Page, say: Say): Promise<void> {
  await composeBubble(page, say, 1, '查看物流进度', 'Track my parcel')
  const name = say({ zh: '添加气泡', en: 'Add a bubble' })
  await page.getByRole('button', { name }).click()
  await composeBubble(page, say, 2, '联系人工客服 🙋', 'Talk to a person 🙋')
}

async function composeBubble(page: Page, say: Say, n: number, text: string, english: string) {
  const bubble = page.getByRole('group', {
    name: say({ zh: `气泡 ${n}`, en: `Bubble ${n}` }),
    exact: true,
  })
  const defaultText = say({ zh: '默认文字', en: 'Default text' })
  await bubble.getByRole('textbox', { name: defaultText }).fill(text)
  await bubble.getByRole('button', { name: say({ zh: '添加语言', en: 'Add a language' }) }).click()
  const englishText = say({ zh: '英语文字', en: 'Text in English' })
  await bubble.getByRole('textbox', { name: englishText }).fill(english)
}

async function send(page: Page, say: Say): Promise<void> {
  await page.getByRole('button', { name: say({ zh: '发送', en: 'Send' }), exact: true }).click()
  const answer = page.getByRole('region', { name: say({ zh: '返回结果', en: 'Answer' }) })
  await answer.getByText('"msg":"success"').waitFor()
}

const browser = await startBrowser()
const house = await startConsoleProcess()

async function startBrowser() {
  await ensureBuild()
  await ensureBrowser()
  await ensureFonts()
  return chromium.launch(launchOptions())
}

type Picture = { file: string; locale: Locale; scheme: Scheme; fullPage: boolean } & Pick<
  BrowserContextOptions,
  'viewport' | 'deviceScaleFactor'
>

async function takePicture({ url }: ConsoleProcess, picture: Picture): Promise<void> {
  const { file, locale, scheme, fullPage, ...device } = picture
  const context = await browser.newContext({
    ...device,
    locale: TAGS[locale],
    timezoneId: 'Asia/Shanghai',
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(url)
  for (const step of WALK) await step(page, (labels) => labels[locale])
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: join(DOCS, file), fullPage, animations: 'disabled' })
  await context.close()
  console.log(`docs/${file}`)
}
