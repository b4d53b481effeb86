import type { Page } from '@playwright/test'
import { chooseLanguage, expectNoAxeViolations } from './accessibility.ts'
import { cell, defaultText, expectMessageId, paste } from './console-page.ts'
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
    await expect(box(page)).toHaveValue(/Authorization: Bearer \(redacted\)'/)
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
    // What cannot be edited is not offered.
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

test('nothing is guessed or emptied: an open text, a response, several messages, a table', async ({
  page,
}) => {
  const found = dialog(page).getByRole('region', { name: 'Found' })
  const importButtons = dialog(page).getByRole('button', { name: /^(Import|Add to)/ })
  await defaultText(page, 1).fill('mine')
  await openDialog(page)

  await test.step('an empty list and a text that is known only at run time are not offered', async () => {
    for (const text of [
      '{"follow_ups": []}',
      `client.im.v1.message.pushFollowUp({ path: { message_id: id }, data: { follow_ups: [{ content: \`Hi \${user.name}\` }] } })`,
    ]) {
      await paste(box(page), text)
      await expect(found).toBeVisible()
      await expect(box(page)).toHaveValue(text)
      await expect(importButtons).toHaveCount(0)
      await box(page).fill('')
      await expect(found).toBeHidden()
    }
  })

  await test.step('a response is explained, with links that a person may follow', async () => {
    await paste(
      box(page),
      '{"code": 230006, "msg": "only support latest message.", "error": {"log_id": "20260804050828F97B51FEDC7BE8EA5D0B"}}',
    )
    const response = dialog(page).getByRole('region', { name: 'Response' })
    await expect(response.getByText('The message is not the latest in its chat')).toBeVisible()
    await expect(response.getByText('20260804050828F97B51FEDC7BE8EA5D0B')).toBeVisible()
    await expect(response.getByRole('link', { name: /troubleshooter/ })).toHaveAttribute(
      'href',
      'https://open.feishu.cn/search?from=openapi&log_id=20260804050828F97B51FEDC7BE8EA5D0B&code=230006',
    )
    await expect(importButtons).toHaveCount(0)
    await box(page).fill('')
  })

  await test.step('one of several messages is chosen, with what is known of each', async () => {
    const items = [
      { message_id: 'om_1', chat_id: 'oc_1', sender: { id: 'ou_1', sender_type: 'user' } },
      { message_id: ID, chat_id: 'oc_1', sender: { id: 'cli_other', sender_type: 'app' } },
    ]
    await paste(box(page), JSON.stringify({ code: 0, data: { items } }))
    await expect(found.getByText('2 messages found. Choose one.')).toBeVisible()
    await expect(importButtons).toHaveCount(0)
    await expect(found.getByRole('button', { name: /om_1/ })).toContainText('oc_1 · by a user')
    await found.getByRole('button', { name: new RegExp(ID) }).click()
    await expect(found.getByRole('button', { name: new RegExp(ID) })).toContainText(
      'by another app',
    )
    await dialog(page).getByRole('button', { name: 'Import message ID only' }).click()
    await expectMessageId(page, ID)
    await expect(defaultText(page, 1)).toHaveValue('mine')
  })

  await test.step('a table goes to the bubble table and keeps the other texts', async () => {
    await openDialog(page)
    await paste(
      box(page),
      'Language\tBubble 1\tBubble 2\nEnglish\tShow progress\tCancel\n默认\t\t取消',
    )
    await expect(found.getByText('3 texts in 2 bubbles, 1 language')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Add to the bubble table' }).click()
    await expect(defaultText(page, 1)).toHaveValue('mine')
    await expect(defaultText(page, 2)).toHaveValue('取消')
    await expect(cell(page, 1, 'English')).toHaveValue('Show progress')
    await expectMessageId(page, ID)
  })
})

test('a secret that is pasted into any field is cut out, and the person is told', async ({
  page,
}) => {
  const notice = page.getByRole('alert').filter({ hasText: 'rotate it' })
  await test.step('a bubble, and its table', async () => {
    await defaultText(page, 1).fill('')
    await paste(defaultText(page, 1), TOKEN)
    await expect(notice).toBeVisible()
    await expect(defaultText(page, 1)).toHaveValue('')
    await paste(defaultText(page, 1), `use ${TOKEN} now`)
    await expect(defaultText(page, 1)).toHaveValue('use (redacted) now')
    await expect(notice).toBeVisible()
    await notice.getByRole('button', { name: 'Close' }).click()
    await expect(notice).toBeHidden()
    await paste(defaultText(page, 1), `a\tb\nc\t"app_secret": "dskLLdkasdjlasdKK"`)
    await expect(notice).toBeVisible()
    await expect.poll(() => pageContains(page, 'dskLLdkasdjlasdKK')).toBe(false)
  })

  await test.step('words that only look like one stay', async () => {
    await defaultText(page, 1).fill('')
    await paste(defaultText(page, 1), 't-shirt-size-large, 3f2b8c1e-7a54-4d0e-9b1a-5c6d7e8f9012')
    await expect(defaultText(page, 1)).toHaveValue(
      't-shirt-size-large, 3f2b8c1e-7a54-4d0e-9b1a-5c6d7e8f9012',
    )
  })

  await test.step('the JSON view', async () => {
    await page.getByRole('tab', { name: 'JSON', exact: true }).click()
    const json = page.getByRole('textbox', { name: 'Request body as JSON' })
    await json.press('ControlOrMeta+A')
    await paste(json, `{"follow_ups": [{"content": "${TOKEN}"}]}`)
    await expect(json).toContainText('(redacted)')
    expect(await pageContains(page, TOKEN)).toBe(false)
  })

  await test.step('the command palette, with a dialog open', async () => {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await paste(palette.getByRole('combobox'), TOKEN)
    await expect(palette.getByText(/credential was removed/)).toBeVisible()
    await expect(palette.getByRole('combobox')).toHaveValue('')
    expect(await pageContains(page, TOKEN)).toBe(false)
  })
})

test('a text of 4 MB is read in a worker, and reading that takes long can be cancelled', async ({
  page,
}) => {
  await test.step('cancelled while the worker loads', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/reader-worker/, async (route) => {
      await released
      // The request ended with its worker.
      await route.continue().catch(() => {})
    })
    await openDialog(page)
    await paste(box(page), ID)
    await expect(dialog(page).getByRole('progressbar', { name: 'Reading…' })).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog(page).getByRole('progressbar')).toBeHidden()
    release()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await expect(dialog(page).getByRole('region', { name: 'Found' })).toBeHidden()
  })

  await test.step('while it reads, the page stays responsive', async () => {
    const longest = await box(page).evaluate(async (element) => {
      const line = '2026-07-09 00:12:47 | INFO | channel.py:840 | feishu recv type=text\n'
      const text = line.repeat(Math.floor((4 * 1024 * 1024) / line.length))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], 'big.log'))
      element.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      )
      let longest = 0
      let last = performance.now()
      while (!document.querySelector('section[aria-label="Found"]')) {
        await new Promise((resolve) => setTimeout(resolve))
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }
      return longest
    })
    expect(longest, 'the longest task, in milliseconds').toBeLessThan(500)
    await expect(box(page)).toHaveValue('')
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
        if (locale === 'zh-CN') await chooseLanguage(page, 'zh-CN')
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
