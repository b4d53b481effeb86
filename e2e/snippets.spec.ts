import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { clientInfo, isSnippetClient, SNIPPET_CLIENTS, type SnippetClient } from '#snippets/clients'
import { isReceiverClient, receiverInfo, receiverProgram } from '#snippets/receivers'
import { snippet } from '#snippets/snippet'
import { expectAccessibleLooks, expectNoAxeViolations, expectNoOverflow } from './accessibility.ts'
import {
  addLanguage,
  cell,
  copied,
  defaultText,
  enterMessageId,
  newMessage,
  part,
  sendAndExpect,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'
const CLIENTS = Object.keys(SNIPPET_CLIENTS).filter(isSnippetClient)
const TEXT = `it's "好" \\n $HOME \`id\` 😀`
const FOLLOW_UPS = [
  { content: TEXT, i18n_contents: [{ content: 'Track it', language: 'en_us' as const }] },
]

const LOOKS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440, rules: 'appearance' },
] as const

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export as code' })
const client = (page: Page) => dialog(page).getByRole('combobox', { name: 'Client' })
const program = (page: Page, id: SnippetClient) =>
  dialog(page).getByRole('region', { name: `Code for ${clientInfo(id).name}` })
const open = (page: Page) =>
  page.getByRole('group', { name: 'Draft' }).getByRole('button', { name: 'Export as code' }).click()

async function expectProgram(page: Page, id: SnippetClient, expected: string): Promise<void> {
  await expect.poll(() => program(page, id).locator('code').textContent()).toBe(expected)
}

async function compose(page: Page): Promise<void> {
  await enterMessageId(page, ID)
  await defaultText(page, 1).fill(TEXT)
  await addLanguage(page, 'English')
  await cell(page, 1, 'English').fill('Track it')
}

test('the composed call is shown as a program of each client, by keyboard too, copied and downloaded', async ({
  page,
  server,
}) => {
  await page.goto('/')
  await compose(page)

  await test.step('the dialog is usable by keyboard alone', async () => {
    const button = page
      .getByRole('group', { name: 'Draft' })
      .getByRole('button', { name: 'Export as code' })
    await button.focus()
    await page.keyboard.press('Enter')
    await client(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect(client(page)).toHaveValue('curl-script')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(program(page, 'curl-script')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(button).toBeFocused()
  })

  await open(page)
  const call = { message_id: ID, follow_ups: FOLLOW_UPS, base_url: server.emulatorUrl ?? '' }
  for (const id of CLIENTS) {
    await client(page).selectOption(id)
    if (id === 'lark-cli') {
      await expect(dialog(page).getByText('This client can’t make the call')).toBeVisible()
    } else {
      await expectProgram(page, id, snippet(id, call))
      await expect(dialog(page).getByText(clientInfo(id).note.en)).toBeVisible()
    }
    if (id === 'java' || id === 'php') await expectAccessibleLooks(page, LOOKS)
  }

  await test.step('the program can be copied and downloaded', async () => {
    const expected = snippet('php', call)
    await client(page).selectOption('php')
    await expectProgram(page, 'php', expected)
    await dialog(page).getByRole('button', { name: 'Copy code' }).click()
    await expect.poll(() => copied(page)).toBe(expected)
    await dialog(page).getByRole('button', { name: 'Copy command' }).click()
    await expect.poll(() => copied(page)).toBe(SNIPPET_CLIENTS.php.run)

    const saving = page.waitForEvent('download')
    await dialog(page).getByRole('button', { name: 'Download push-follow-up.php' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('push-follow-up.php')
    expect(await readFile(await saved.path(), 'utf8')).toBe(expected)
  })

  await test.step('the program that receives the click is beside it', async () => {
    await dialog(page).getByRole('radio', { name: 'Receive the click' }).check()
    for (const id of CLIENTS.filter(isReceiverClient)) {
      await client(page).selectOption(id)
      await expectProgram(page, id, receiverProgram(id, call))
      await expect(dialog(page).getByText(receiverInfo(id).run)).toBeVisible()
    }
    await expect(dialog(page).getByText(/typed text looks the same/)).toBeVisible()
    await expectAccessibleLooks(page, LOOKS)
    await dialog(page).getByRole('button', { name: 'Copy code' }).click()
    await expect.poll(() => copied(page)).toBe(receiverProgram('typescript', call))
    const saving = page.waitForEvent('download')
    await dialog(page).getByRole('button', { name: 'Download receive-click.mts' }).click()
    expect(await readFile(await (await saving).path(), 'utf8')).toBe(
      receiverProgram('typescript', call),
    )

    // A client without a receiver shows the one of its language.
    await dialog(page).getByRole('radio', { name: 'Send the bubbles' }).check()
    await client(page).selectOption('python-httpx')
    await dialog(page).getByRole('radio', { name: 'Receive the click' }).check()
    await expectProgram(page, 'python', receiverProgram('python', call))
    await dialog(page).getByRole('radio', { name: 'Send the bubbles' }).check()
    await client(page).selectOption('php')
  })

  await test.step('the client is remembered', async () => {
    await page.reload()
    await open(page)
    await expect(client(page)).toHaveValue('php')
  })
})

test('an invalid draft is not exported but its errors shown; a past request is exported as it was sent', async ({
  page,
  server,
}) => {
  await page.goto('/')
  await defaultText(page, 1).fill('x'.repeat(201))
  await open(page)
  await expect(dialog(page).getByText('Fix these errors to export')).toBeVisible()
  await expect(dialog(page).getByText(/^follow_ups\.0\.content: /)).toBeVisible()
  await expect(client(page)).toHaveCount(0)
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')

  await defaultText(page, 1).fill('OK')
  await open(page)
  await expect(
    dialog(page).getByText('No message is chosen: replace om_your_message_id.'),
  ).toBeVisible()
  await page.keyboard.press('Escape')

  await enterMessageId(page, ID)
  await part.composer(page).getByRole('tab', { name: 'JSON' }).click()
  const editor = page.getByRole('textbox', { name: 'Request body as JSON' })
  await editor.fill('{"follow_ups": [{"content": "half \\ud83d"}]}')
  await open(page)
  await expect(dialog(page).getByText(/^follow_ups\.0\.content: /)).toBeVisible()
  await page.keyboard.press('Escape')
  await editor.fill('{"follow_ups": [')
  await open(page)
  await expect(dialog(page).getByText('Invalid JSON. Fix it in the JSON tab.')).toBeVisible()

  await test.step('a past request, from the response and from the history', async () => {
    await page.keyboard.press('Escape')
    await editor.fill('{"follow_ups": [{"content": "导出这一条"}]}')
    await page.getByRole('tab', { name: 'Table', exact: true }).click()
    const id = await newMessage(page)
    await sendAndExpect(page, 'Bubbles added')
    await defaultText(page, 1).fill('changed since')
    const expected = snippet('json', {
      message_id: id,
      follow_ups: [{ content: '导出这一条' }],
      base_url: server.emulatorUrl ?? '',
    })
    await part.response(page).getByRole('button', { name: 'Export as code' }).click()
    await client(page).selectOption('json')
    await expectProgram(page, 'json', expected)
    await page.keyboard.press('Escape')

    await page.getByRole('navigation').getByRole('link', { name: 'History', exact: true }).click()
    await page
      .getByRole('link', { name: /导出这一条/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Export as code' }).click()
    await expectProgram(page, 'json', expected)
    await client(page).selectOption('curl')
    await expect(program(page, 'curl')).toContainText(id)
  })
})

test.describe('in Chinese on a phone', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })

  test('the dialog fits the window and is in Chinese', async ({ page }) => {
    await page.goto(`/?target=${ID}`)
    await page.getByRole('textbox', { name: '气泡 1，默认' }).fill('你好')
    await page.getByRole('button', { name: '更多工具', exact: true }).click()
    await page.getByRole('button', { name: '导出为代码' }).first().click()
    const shown = page.getByRole('dialog', { name: '导出为代码' })
    await shown.getByRole('combobox', { name: '客户端' }).selectOption('csharp')
    await expect(shown.getByText(SNIPPET_CLIENTS.csharp.note.zh)).toBeVisible()
    await shown.getByRole('radio', { name: '接收点击' }).check()
    await expect(shown.getByText(/手动输入的相同文字无法区分/)).toBeVisible()
    await expectNoOverflow(page)
    const inside = await shown.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(inside).toBe(0)
    await expectNoAxeViolations(page)
  })
})
