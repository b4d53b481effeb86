import { type ConsoleProcess, startConsoleProcess } from '../../server/testing/console-process.ts'
import { test as base, expect } from '../fixtures.ts'
import { freeze } from './freeze.ts'
import { STATES } from './states.ts'

const EN_LIGHT = { locale: 'en-US', colorScheme: 'light' } as const
const EN_DARK = { locale: 'en-US', colorScheme: 'dark' } as const
const ZH_LIGHT = { locale: 'zh-CN', colorScheme: 'light' } as const
const ZH_DARK = { locale: 'zh-CN', colorScheme: 'dark' } as const
const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

/** The looks of a pair differ in everything, so each state is shown in both languages, schemes and widths. */
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

/** Each picture has its own console, so that its history contains only what the picture needs. */
const test = base.extend<{ fresh: ConsoleProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture names from here
  fresh: async ({}, use) => {
    const fresh = await startConsoleProcess()
    await use(fresh)
    await fresh.stop()
    expect(fresh.stderr(), 'stderr of the console').toBe('')
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
      // With the example, so that one press of Send shows a response.
      test.use({ ...look, firstVisit: true })

      test(`${name} looks unchanged: ${locale}, ${colorScheme}, ${viewport.width} px`, async ({
        page,
      }) => {
        await show(page, (labels) => labels[language])
        await freeze(page)
        await expect(page).toHaveScreenshot(`${picture}.png`)
      })
    })
  }
}
