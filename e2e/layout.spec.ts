import type { ElementHandle, Page } from '@playwright/test'
import { expectNoOverflow } from './accessibility.ts'
import { forgetOnLeave, part } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const WIDE = [
  { width: 1920, height: 1080 },
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
] as const
const PHONE = [{ width: 390, height: 844 }] as const
/** The sizes that share a layout; the page is loaded once for each. */
const LAYOUTS = [WIDE, PHONE] as const

const LANGUAGES =
  'zh_cn zh_hk zh_tw en_us ja_jp id_id vi_vn th_th pt_br es_es ko_kr de_de fr_fr it_it ru_ru ms_my'

/** The largest body: 3 bubbles × 17 long texts. */
const FULL = {
  follow_ups: [1, 2, 3].map((bubble) => ({
    content: `默认 ${bubble} ${'很长的文字 '.repeat(30)}`,
    i18n_contents: LANGUAGES.split(' ').map((language) => ({
      language,
      content: `${language} ${bubble} ${'a rather long text '.repeat(9)}`,
    })),
  })),
}

const NAMES = {
  en: {
    message: 'Message',
    bubbles: 'Bubbles',
    preview: 'Preview',
    response: 'Response',
    send: /^Send/,
    first: 'Bubble 1, Default',
  },
  zh: {
    message: '目标消息',
    bubbles: '气泡',
    preview: '预览',
    response: '响应',
    send: /^发送/,
    first: '气泡 1，默认',
  },
} as const

/** What the main job needs, by name. */
function parts(page: Page, locale: 'en' | 'zh') {
  const names = NAMES[locale]
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  return {
    message: region(names.message),
    bubbles: region(names.bubbles),
    firstText: page.getByRole('textbox', { name: names.first, exact: true }),
    preview: region(names.preview),
    send: page.locator('[data-command="send"]'),
    response: region(names.response),
  }
}

/** Returns 'seen' for each element that is inside the window with nothing over its middle and two corners, else where it is. */
function findPlaces(page: Page, elements: readonly (ElementHandle | null)[]): Promise<string[]> {
  return page.evaluate(
    (all) =>
      all.map((element) => {
        if (!(element instanceof Element)) return 'gone'
        const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
        const inset = 8
        const points = [
          [left + width / 2, top + height / 2],
          [left + inset, top + inset],
          [right - inset, bottom - inset],
        ] as const
        const covered = points.filter(([x, y]) => {
          const at = document.elementFromPoint(x, y)
          return !at || !(element.contains(at) || at.contains(element))
        })
        const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        if (inside && width > 20 && height > 15 && covered.length === 0) return 'seen'
        return JSON.stringify({ left, top, right, bottom, covered })
      }),
    [...elements],
  )
}

/** Checks the parts and the page at each size; the last size is that of the next step. */
async function expectJobSeen(
  page: Page,
  locale: 'en' | 'zh',
  sizes: readonly { width: number; height: number }[],
): Promise<void> {
  const named = Object.entries(parts(page, locale))
  for (const [name, locator] of named) await expect(locator, name).toBeVisible()
  const elements = await Promise.all(named.map(([, locator]) => locator.elementHandle()))
  const seen = Object.fromEntries(named.map(([name]) => [name, 'seen']))
  for (const size of sizes) {
    await test.step(`${size.width}×${size.height}`, async () => {
      await page.setViewportSize(size)
      const look = async () => {
        const places = await findPlaces(page, elements)
        return Object.fromEntries(named.map(([name], at) => [name, places[at]]))
      }
      await expect.poll(look).toEqual(seen)
      await expectNoOverflow(page)
      await expectPageFits(page)
    })
  }
}

/** Checks that the page is not scrolled, and that Compose fills a wide window without a scrollbar. */
async function expectPageFits(page: Page): Promise<void> {
  const { y, scrolls, bottom, width, height } = await page.evaluate(() => ({
    y: scrollY,
    scrolls: document.documentElement.scrollHeight - innerHeight,
    bottom: document.querySelector('main')?.getBoundingClientRect().bottom,
    width: innerWidth,
    height: innerHeight,
  }))
  expect(y).toBe(0)
  if (width < 1024) return
  expect(scrolls).toBe(0)
  expect(bottom).toBe(height)
}

/** Opens the JSON view, replaces its text and returns to the table. */
async function load(page: Page, body: unknown): Promise<void> {
  await page.evaluate((text) => {
    const draft = {
      values: { message_id: '', follow_ups: JSON.parse(text).follow_ups },
      view: 'form',
      source: 'form',
      jsonText: '',
    }
    const key = Object.keys(localStorage).find((one) => one.startsWith('follow-up-console.draft/'))
    const stored = JSON.parse(localStorage.getItem(key ?? '') ?? '{}')
    localStorage.setItem(key ?? '', JSON.stringify({ ...stored, draft }))
  }, JSON.stringify(body))
}

for (const locale of ['en', 'zh'] as const) {
  test.describe(`the main job in ${locale}`, () => {
    test.use({ locale: locale === 'zh' ? 'zh-CN' : 'en-US', firstVisit: true })

    test('is on the screen at five sizes: at load, after a success and after a refusal', async ({
      page,
    }) => {
      test.slow()
      const { send, response } = parts(page, locale)
      for (const sizes of LAYOUTS) {
        await page.setViewportSize(sizes[0])
        await page.goto('/')
        await test.step('at load', () => expectJobSeen(page, locale, sizes))
        await send.click()
        await expect(response.getByText('HTTP 200')).toBeVisible()
        await test.step('after a success', () => expectJobSeen(page, locale, sizes))
        await send.click()
        await expect(response.getByText(/230008/).first()).toBeVisible()
        await test.step('after a refusal', () => expectJobSeen(page, locale, sizes))
        await forgetOnLeave(page)
      }
    })
  })
}

test('the main job stays on the screen without a text and with 3 × 17 long texts', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.locator('#root > main')).toBeVisible()
  for (const size of WIDE) {
    await page.setViewportSize(size)
    await expectPageFits(page)
  }
  await page.getByRole('textbox', { name: 'Bubble 1, Default', exact: true }).fill('a')
  await expect
    .poll(() =>
      page.evaluate(() =>
        Object.keys(localStorage).some((key) => key.startsWith('follow-up-console.draft/')),
      ),
    )
    .toBe(true)
  await load(page, FULL)
  for (const sizes of LAYOUTS) {
    await page.setViewportSize(sizes[0])
    await page.reload()
    await expect(
      part.preview(page).getByText('默认 1').or(part.preview(page).getByText('en_us 1')).first(),
    ).toBeVisible()
    await expectJobSeen(page, 'en', sizes)
  }
})
