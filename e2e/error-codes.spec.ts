import { expect, test } from './fixtures.ts'

test('the reference can be searched by code, by words of either language and by call', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Error codes' }).click()
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('230006')
  await expect(page.getByText('only support latest message.').first()).toBeVisible()
  await expect(page.getByText('Bot ability is not activated.').first()).toBeVisible()

  await page.getByRole('combobox', { name: 'Call' }).selectOption('push_follow_up')
  await expect(page.getByText(/^1 of \d+ codes$/).first()).toBeVisible()
  await expect(
    page.getByText('Means something else on other calls:'),
    'the other meanings of the code are listed',
  ).toBeVisible()

  await search.fill('最新')
  await expect(page.getByText('only support latest message.').first()).toBeVisible()
  await search.fill('no such words anywhere')
  await expect(page.getByText('No code matches.')).toBeVisible()
})
