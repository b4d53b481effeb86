/** `npm run screenshots`: walks through the built console and keeps its pictures in docs/. */
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { launchOptions } from './browser.ts'
import { resetEmulator, startConsoleProcess } from './console-process.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { ensureBuild } from './ensure-build.ts'
import { ensureFonts } from './ensure-fonts.ts'
import { type Locale, WALK } from './picture-walk.ts'

type Picture = {
  file: string
  locale: Locale
  viewport: { width: number; height: number }
  options: BrowserContextOptions
}

const DOCS = join(import.meta.dirname, '../docs')
const TAGS = { zh: 'zh-CN', en: 'en-US' }
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

const pictures: Picture[] = [
  {
    file: 'console.png',
    locale: 'en',
    viewport: WIDE,
    options: { colorScheme: 'light', deviceScaleFactor: 1.5 },
  },
]
for (const locale of ['zh', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `console-${locale}-${colorScheme}`
    const options = { colorScheme }
    pictures.push({ file: `${name}.png`, locale, viewport: WIDE, options })
    pictures.push({ file: `${name}-phone.png`, locale, viewport: PHONE, options })
  }
}

async function takePicture(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { file, locale, viewport, options } = picture
  const context = await browser.newContext({
    ...options,
    viewport,
    locale: TAGS[locale],
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(url)
  for (const step of WALK) await step(page, (labels) => labels[locale])
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  // A window as high as the page, so that what sticks to its edges stands where a person sees it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height })
  await page.screenshot({ path: join(DOCS, file), animations: 'disabled' })
  await context.close()
}

await ensureBuild()
await ensureBrowser()
await ensureFonts()
const browser = await chromium.launch(launchOptions())
const house = await startConsoleProcess()
try {
  for (const picture of pictures) {
    await resetEmulator(house)
    await takePicture(browser, house.url, picture)
    console.log(`docs/${picture.file}`)
  }
} finally {
  await browser.close()
  await house.stop()
}
