import { type ConsoleProcess, startConsoleProcess } from '../../scripts/console-process.ts'
import { test as base, expect } from '../fixtures.ts'
import { hold } from './hold.ts'
import { STATES } from './states.ts'

const EN_LIGHT = { locale: 'en-US', colorScheme: 'light' } as const
const EN_DARK = { locale: 'en-US', colorScheme: 'dark' } as const
const ZH_LIGHT = { locale: 'zh-CN', colorScheme: 'light' } as const
const ZH_DARK = { locale: 'zh-CN', colorScheme: 'dark' } as const
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

/** Each pair differs in everything, so every state is seen in both languages, schemes and widths. */
const PAIRS = [
  [
    { ...EN_LIGHT, viewport: WIDE },
    { ...ZH_DARK, viewport: NARROW },
  ],
  [
    { ...ZH_DARK, viewport: WIDE },
    { ...EN_LIGHT, viewport: NARROW },
  ],
  [
    { ...ZH_LIGHT, viewport: WIDE },
    { ...EN_DARK, viewport: NARROW },
  ],
  [
    { ...EN_DARK, viewport: WIDE },
    { ...ZH_LIGHT, viewport: NARROW },
  ],
] as const

/** Each picture has a console of its own, so that its history holds only what the picture needs. */
const test = base.extend<{ fresh: ConsoleProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from here
  fresh: async ({}, use) => {
    const fresh = await startConsoleProcess()
    await use(fresh)
    await fresh.stop()
    expect(fresh.stderr(), 'what the console wrote to stderr').toBe('')
  },
  baseURL: ({ fresh }, use) => use(fresh.url),
  origins: ({ fresh }, use) => use(new Set([fresh.url])),
})

for (const [index, { name, show }] of STATES.entries()) {
  for (const look of PAIRS[index % PAIRS.length] ?? []) {
    const { locale, colorScheme, viewport } = look
    const language = locale === 'zh-CN' ? 'zh' : 'en'
    const picture = `${name}-${language}-${colorScheme}-${viewport.width}`

    test.describe(picture, () => {
      test.use(look)

      test(`${name} looks as it did: ${locale}, ${colorScheme}, ${viewport.width} px`, async ({
        page,
      }) => {
        await show(page, (labels) => labels[language])
        await hold(page)
        await expect(page).toHaveScreenshot(`${picture}.png`)
      })
    })
  }
}
