import type { Page } from '@playwright/test'
import { expectNoAxeViolations } from './accessibility.ts'
import { cell, defaultText, expectMessageId, paste, switchToChinese } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'
const TOKEN = 't-7f1bcd13fc57d46bac21793a18e560'
const COOKIE = 'session-of-a-user-1234567890'
const CURL = `curl -i -X POST 'https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up?lang=zh' \\
-H 'Content-Type: application/json' \\
-H 'Authorization: Bearer ${TOKEN}' \\
-H 'Cookie: session=${COOKIE}' \\
-H 'X-Trace: on' \\
-d '{"colour": "red", "follow_ups": [{"content": "查看进度 😀", "i18n_contents": [{"content": "It'\\''s on its way", "language": "en_us"}]}]}'`

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Import', exact: true })
const box = (page: Page) => dialog(page).getByRole('textbox', { name: 'Paste here' })

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(box(page)).toBeVisible()
}

/** Returns if the page contains a text in its elements, form values or storage. */
function pageContains(page: Page, text: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const fields = [...document.querySelectorAll('input, textarea')]
    const typed = fields.map((field) => (field as HTMLInputElement).value)
    const stored = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }))
    return [document.documentElement.outerHTML, ...typed, ...stored].join('\n').includes(wanted)
  }, text)
}

test.beforeEach(({ page }) => page.goto('/'))

test('a pasted curl is imported, whole or its message_id alone, or a file; its token is neither stored nor shown', async ({
  page,
}) => {
  const requests: string[] = []
  page.on('request', (request) => {
    requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData()}`)
  })

  await test.step('a curl', async () => {
    await defaultText(page, 1).fill('mine')
    await openDialog(page)
    await paste(box(page), CURL)
    await expect(dialog(page).getByText('curl command', { exact: true })).toBeVisible()
    await expect(dialog(page).getByText('1 bubble, default + 1 language')).toBeVisible()
    await expect(dialog(page).getByText('A token or other credential was removed')).toBeVisible()
    for (const item of ['?lang', 'X-Trace:', 'Cookie:', 'colour']) {
      await expect(dialog(page).getByRole('listitem').filter({ hasText: item })).toBeVisible()
    }
    await expect(box(page)).toHaveValue('')
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()

    await expectMessageId(page, ID)
    await expect(defaultText(page, 1)).toHaveValue('查看进度 😀')
    await expect(cell(page, 1, 'English')).toHaveValue("It's on its way")
    await page.waitForFunction((id) => JSON.stringify({ ...localStorage }).includes(id), ID)
    for (const secret of [TOKEN, COOKIE]) {
      expect(await pageContains(page, secret), 'in the page or its storage').toBe(false)
      expect(
        requests.filter((request) => request.includes(secret)),
        'in a request',
      ).toEqual([])
    }

    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(defaultText(page, 1)).toHaveValue('mine')
    await expectMessageId(page, '')
  })

  await test.step('the message_id alone can be imported, and the bubbles stay', async () => {
    await openDialog(page)
    await paste(box(page), CURL)
    await dialog(page).getByRole('button', { name: 'Import message ID only' }).click()
    await expectMessageId(page, ID)
    await expect(defaultText(page, 1)).toHaveValue('mine')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expectMessageId(page, '')
  })

  await test.step('a hostile paste does no harm', async () => {
    await openDialog(page)
    for (const text of [
      '{"__proto__": {"polluted": 1}, "follow_ups": [{"content": "<img src=x onerror=alert(1)>"}]}',
      `${'['.repeat(50_000)}`,
      `curl ${"'".repeat(9999)}`,
      `curl -d "${'$('.repeat(20_000)}`,
      JSON.stringify({ follow_ups: Array.from({ length: 5000 }, () => ({ content: 'x' })) }),
    ]) {
      await box(page).fill('')
      await paste(box(page), text)
      await expect(dialog(page).getByRole('heading', { name: 'Found' })).toBeVisible()
    }
    await expect(dialog(page).getByText('more than the editor can show')).toBeVisible()
    await expect(dialog(page).getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
    await expect(dialog(page).locator('img')).toHaveCount(0)
    await page.keyboard.press('Escape')
  })

  await test.step('a file can be chosen or dropped', async () => {
    await openDialog(page)
    const chosen = page.waitForEvent('filechooser')
    await dialog(page).getByRole('button', { name: 'Choose file' }).click()
    const body = { follow_ups: [{ content: 'from a file' }, { content: 'and another' }] }
    const buffer = Buffer.from(JSON.stringify(body))
    await (await chosen).setFiles({ name: 'bubbles.json', mimeType: 'application/json', buffer })
    await expect(dialog(page).getByText('2 bubbles, default only')).toBeVisible()

    await box(page).evaluate((element) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['[{"content": "dropped"}]'], 'bubbles.json'))
      element.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      )
    })
    await expect(dialog(page).getByText('list of bubbles', { exact: true })).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()
    await expect(defaultText(page, 1)).toHaveValue('dropped')
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the dialog fits, is usable by keyboard alone and has no axe violation', async ({
    page,
  }) => {
    for (const [locale, more, button, title, placeholder] of [
      ['en', 'More tools', 'Import', 'Found', 'Paste here'],
      ['zh-CN', '更多工具', '导入', '识别结果', '粘贴到这里'],
    ] as const) {
      await test.step(locale, async () => {
        if (locale === 'zh-CN') await switchToChinese(page)
        const opener = page.getByRole('button', { name: more, exact: true })
        await opener.focus()
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: button, exact: true }).focus()
        await page.keyboard.press('Enter')
        const paper = page.getByRole('dialog', { name: button, exact: true })
        await expect(paper.getByRole('textbox', { name: placeholder })).toBeVisible()
        await expectNoAxeViolations(page)
        await paper.getByRole('textbox', { name: placeholder }).fill(CURL)
        await expect(paper.getByRole('heading', { name: title })).toBeVisible()
        await expectNoAxeViolations(page)
        const overflow = await paper.evaluate(
          ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
        )
        expect(overflow).toBeLessThanOrEqual(0)
        expect(await pageContains(page, TOKEN)).toBe(false)
        await page.keyboard.press('Escape')
        await expect(paper).toHaveCount(0)
        await expect(opener).toBeFocused()
      })
    }
  })
})
