/** `npm run screenshots`: walks through the built console and keeps its pictures in docs/. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { animate, type Frame } from './animate.ts'
import { launchOptions } from './browser.ts'
import { resetEmulator, startConsoleProcess } from './console-process.ts'
import { ensureBrowser } from './ensure-browser.ts'
import { ensureBuild } from './ensure-build.ts'
import { ensureFonts } from './ensure-fonts.ts'
import { type Locale, lookAtHistory, prepareSupport, type Step, WALK } from './picture-walk.ts'

type Picture = {
  file: string
  locale: Locale
  viewport: { width: number; height: number }
  options: BrowserContextOptions
  walk: readonly Step[]
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
    walk: WALK,
  },
  {
    file: 'support.png',
    locale: 'en',
    viewport: PHONE,
    options: { colorScheme: 'light', deviceScaleFactor: 1.5 },
    walk: [prepareSupport],
  },
  {
    file: 'history.png',
    locale: 'en',
    viewport: { width: 1280, height: 720 },
    options: { colorScheme: 'light' },
    walk: [...WALK, lookAtHistory],
  },
]
for (const locale of ['zh', 'en'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `console-${locale}-${colorScheme}`
    const options = { colorScheme }
    pictures.push({ file: `${name}.png`, locale, viewport: WIDE, options, walk: WALK })
    pictures.push({ file: `${name}-phone.png`, locale, viewport: PHONE, options, walk: WALK })
  }
}

async function openPage(browser: Browser, url: string, picture: Omit<Picture, 'file' | 'walk'>) {
  const page = await browser.newPage({
    ...picture.options,
    baseURL: url,
    viewport: picture.viewport,
    locale: TAGS[picture.locale],
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await page.goto('/')
  return page
}

async function takePicture(browser: Browser, url: string, picture: Picture): Promise<void> {
  const { file, locale, viewport, walk } = picture
  const page = await openPage(browser, url, picture)
  for (const step of walk) await step(page, (labels) => labels[locale])
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  // A window as high as the page, so that what sticks to its edges stands where a person sees it.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height })
  await page.screenshot({ path: join(DOCS, file), animations: 'disabled' })
  await page.close()
}

/** The way from an empty console to the answer, one frame for each thing done. */
async function takeWalk(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, {
    locale: 'en',
    viewport: { width: 1440, height: 1080 },
    options: { colorScheme: 'light', deviceScaleFactor: 2 / 3 },
  })
  const frames: Frame[] = []
  const frame = async (standsMs: number) => frames.push({ png: await page.screenshot(), standsMs })
  await page.getByRole('region', { name: 'Compose' }).waitFor()
  await frame(1200)
  for (const step of WALK) {
    await step(
      page,
      ({ en }) => en,
      () => frame(700),
    )
    await frame(1200)
  }
  await frame(3000)
  await page.close()
  const file = join(DOCS, 'walk.webp')
  if (await animate(frames, file)) {
    console.log(`docs/walk.webp, ${frames.length} frames, ${statSync(file).size} bytes`)
  } else {
    console.error('docs/walk.webp was left as it is: img2webp is missing (package webp).')
    process.exitCode = 1
  }
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
  await resetEmulator(house)
  await takeWalk(browser, house.url)
} finally {
  await browser.close()
  await house.stop()
}
