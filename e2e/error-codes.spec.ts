import type { Page } from '@playwright/test'
import { paste } from './console-page.ts'
import { expect, test } from './fixtures.ts'

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' })
/** The lines of the list; each opens. */
const codes = (page: Page) => page.getByRole('main').locator('details')
const lineOf = (page: Page, code: string) =>
  codes(page).filter({ has: page.getByRole('heading', { name: code, exact: true }) })

test('the codes are found by number, by words of either language and by chips; an anchor opens its code', async ({
  page,
}) => {
  await page.goto('/error-codes#230008')

  await test.step('an anchor opens its code and focuses it; a code alone opens all of its meanings', async () => {
    await expect(lineOf(page, '230008')).toHaveAttribute('open')
    await expect(lineOf(page, '230008').locator('summary')).toBeFocused()
    await expect(lineOf(page, '230008')).toBeInViewport()
    await expect(
      page.getByText('What to do', { exact: true }).filter({ visible: true }),
    ).toHaveCount(1)

    await page.goto('/error-codes#230002')
    await expect(lineOf(page, '230002')).toHaveCount(2)
    for (const line of await lineOf(page, '230002').all())
      await expect(line).toHaveAttribute('open')

    await search(page).fill('no such words anywhere')
    await expect(page.getByText('No match')).toBeVisible()
    await page.evaluate(() => {
      location.hash = 'get_chat-232033'
    })
    await expect(lineOf(page, '232033'), 'the search that hid it is cleared').toHaveAttribute(
      'open',
    )
    await expect(lineOf(page, '232033').locator('summary')).toBeFocused()
  })

  await test.step('all are collapsed and expanded; closed, the page is at most 36 px per code at 1440 × 900', async () => {
    await page.getByRole('button', { name: 'Collapse all' }).click()
    await expect(
      page.getByText('What to do', { exact: true }).filter({ visible: true }),
    ).toHaveCount(0)
    const count = await codes(page).count()
    expect(count).toBeGreaterThan(100)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    expect(height).toBeLessThanOrEqual(count * 36)
    const heights = await codes(page).evaluateAll((lines) =>
      lines.map((line) => line.getBoundingClientRect().height),
    )
    expect(Math.max(...heights), 'no line wraps').toBeLessThanOrEqual(31)

    await page.getByRole('button', { name: 'Expand all' }).click()
    expect(
      await page.getByText('What to do', { exact: true }).filter({ visible: true }).count(),
    ).toBeGreaterThan(100)
    await page.getByRole('button', { name: 'Collapse all' }).click()
  })

  await test.step('a pasted response, log line or exception is explained and leaves its code in the field', async () => {
    const response = page.getByRole('region', { name: 'Response' })
    await paste(
      search(page),
      `feishu: AxiosError 400 https://open.feishu.cn/open-apis/im/v1/messages?receive_id_type=open_id
       -H "Authorization: Bearer t-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D"
       { code: 230006, msg: 'Bot ability is not activated.', log_id: '20260804050828F97B51FEDC7BE8EA5D0B' }`,
    )
    await expect(search(page)).toHaveValue('230006')
    await expect(response).toContainText('The bot is not enabled')
    await expect(response).toContainText('20260804050828F97B51FEDC7BE8EA5D0B')
    await expect(response.getByRole('link', { name: /troubleshooter/ })).toHaveAttribute(
      'href',
      /^https:\/\/open\.feishu\.cn\/search\?from=openapi&log_id=2026\w+&code=230006$/,
    )
    await expect(page.getByText(/credential was removed/)).toBeVisible()
    await expect(lineOf(page, '230006')).toHaveCount(2)
    expect(await page.content()).not.toContain('t-g1044gh')

    for (const [typed, meaning] of [
      ['[230006] only support latest message.', 'not the latest in its chat'],
      ['code=230002', 'The message has expired'],
      ['错误码 230005', 'not visible to the user'],
      ['code=424242', 'Neither Feishu’s documentation nor a known public report'],
      ['424242', 'Neither Feishu’s documentation nor a known public report'],
    ] as const) {
      await search(page).fill(typed)
      await expect(response, typed).toContainText(meaning)
    }
    await search(page).fill('only support latest message')
    await expect(response).toBeHidden()
    await expect(lineOf(page, '230006')).toHaveCount(1)
    await search(page).fill(
      'Your request contains an invalid request parameter, ext=invalid receive_id',
    )
    await expect(lineOf(page, '230001')).toHaveCount(2)

    await search(page).fill('230101')
    await expect(lineOf(page, '230101')).toContainText('undocumented')
    await lineOf(page, '230101').locator('summary').click()
    await expect(lineOf(page, '230101').getByRole('link', { name: /Public report/ })).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
  })

  await test.step('search and chips', async () => {
    await search(page).fill('230006')
    await expect(lineOf(page, '230006').first()).toContainText('only support latest message.')
    await expect(lineOf(page, '230006').nth(1)).toContainText('Bot ability is not activated.')

    await page.getByRole('radio', { name: 'Push bubbles' }).check()
    await expect(page.getByText(/^1 of \d+ codes$/).first()).toBeVisible()
    await lineOf(page, '230006').locator('summary').click()
    await expect(
      page.getByText('Different meaning on other calls'),
      'the other meanings of the code are listed',
    ).toBeVisible()

    await search(page).fill('最新')
    await expect(lineOf(page, '230006').first()).toContainText('only support latest message.')
    await search(page).fill('no such words anywhere')
    await expect(page.getByText('No match')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(search(page)).toHaveValue('')
    await expect(search(page)).toBeFocused()

    await page.getByRole('radio', { name: 'Rate limit' }).check()
    await page.getByRole('checkbox', { name: 'Retryable only' }).check()
    await expect(lineOf(page, '99991400')).toBeVisible()
    await expect(lineOf(page, '99991403'), 'a used-up quota is not retryable').toHaveCount(0)
  })
})
