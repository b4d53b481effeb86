/** `npm run screenshots`: takes the pictures of docs/ from the built console. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium } from '@playwright/test'
import { launchOptions } from '../../scripts/browser.ts'
import { ensurePage } from '../../scripts/build.ts'
import { aptInstall, canUseApt, ensureBrowser, ensureFonts } from '../../scripts/prerequisites.ts'
import { resetEmulator, startConsoleProcess } from '../../server/testing/console-process.ts'
import {
  clickBubble,
  openHistory,
  type PictureLocale,
  prepareSupport,
  WALK,
  type WalkStep,
} from './walk.ts'

type Picture = {
  file: string
  locale: PictureLocale
  viewport: { width: number; height: number }
  options: BrowserContextOptions
  walk: readonly WalkStep[]
}

const DOCS = join(import.meta.dirname, '../../docs')
const TAGS = { zh: 'zh-CN', en: 'en-US' }
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

const pictures: Picture[] = [
  {
    file: 'console.png',
    locale: 'en',
    viewport: WIDE,
    options: { colorScheme: 'light', deviceScaleFactor: 1.5 },
    walk: [...WALK, clickBubble],
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
    walk: [...WALK, clickBubble, openHistory],
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
  // The window is as high as the page, so that sticky elements are at its edges.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...viewport, height })
  await page.screenshot({ path: join(DOCS, file), animations: 'disabled' })
  await page.close()
}

/** An animation from an empty console to the response, one frame per action. */
async function takeWalk(browser: Browser, url: string): Promise<void> {
  const page = await openPage(browser, url, {
    locale: 'en',
    viewport: { width: 1440, height: 900 },
    options: { colorScheme: 'light', deviceScaleFactor: 2 / 3 },
  })
  const frames: Frame[] = []
  const frame = async (durationMs: number) =>
    frames.push({ png: await page.screenshot(), durationMs })
  await page.getByRole('region', { name: 'Bubbles' }).waitFor()
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
  if (await writeAnimation(frames, file)) {
    console.log(`docs/walk.webp, ${frames.length} frames, ${statSync(file).size} bytes`)
  } else {
    console.error('docs/walk.webp is unchanged: img2webp is missing (package webp).')
    process.exitCode = 1
  }
}

await ensurePage()
await ensureBrowser()
await ensureFonts()
const browser = await chromium.launch(launchOptions())
const running = await startConsoleProcess()
try {
  for (const picture of pictures) {
    await resetEmulator(running)
    await takePicture(browser, running.url, picture)
    console.log(`docs/${picture.file}`)
  }
  await resetEmulator(running)
  await takeWalk(browser, running.url)
} finally {
  await browser.close()
  await running.stop()
}

type Frame = { png: Buffer; durationMs: number }

/**
 * Writes the frames as one animated WebP, with `img2webp` (Debian and Homebrew: `webp`).
 * @returns false if that program is missing and cannot be installed
 */
async function writeAnimation(frames: readonly Frame[], file: string): Promise<boolean> {
  if (!hasEncoder() && !(canUseApt() && (await aptInstall(['webp'])) && hasEncoder())) return false
  const folder = mkdtempSync(join(tmpdir(), 'walk-'))
  try {
    const args = frames.flatMap(({ png, durationMs }, index) => {
      const path = join(folder, `${index}.png`)
      writeFileSync(path, png)
      return ['-d', String(durationMs), path]
    })
    const options = ['-loop', '0', '-min_size', '-lossy', '-q', '60', '-m', '6']
    const { status, stderr } = spawnSync('img2webp', [...options, ...args, '-o', file])
    if (status !== 0) throw new Error(`img2webp failed: ${stderr}`)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function hasEncoder(): boolean {
  return spawnSync('img2webp', ['-version'], { stdio: 'ignore' }).status === 0
}
