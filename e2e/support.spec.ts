import type { Page } from '@playwright/test'
import { deliveriesSchema } from '#contract/deliveries/delivery'
import { json } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import {
  botMessages,
  countPosts,
  deliveries,
  desk,
  EMMA,
  expect,
  expectSent,
  findPerson,
  LUKAS,
  openDesk,
  PARCEL,
  post,
  row,
  saveTemplate,
  saveVersion,
  test,
} from './support-desk.ts'

const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })

/** Counts the clicks of a mouse; Enter on a button is a click without one. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    addEventListener('click', ({ detail }) => {
      if (detail > 0)
        document.body.dataset.clicks = `${Number(document.body.dataset.clicks ?? 0) + 1}`
    })
  })
  return () => page.evaluate(() => Number(document.body.dataset.clicks ?? 0))
}

test('the next person gets their own values with at most five clicks', async ({ page, own }) => {
  await saveTemplate(own.url, PARCEL)
  await openDesk(page, own.url)
  await findPerson(page, EMMA.email)
  await expect(desk.person(page)).toContainText(EMMA.name)
  await expect(desk.person(page)).toContainText(EMMA.email)
  await expect(desk.value(page, 'order')).toBeFocused()
  await page.keyboard.type('A-1')
  await expect(desk.message(page)).toHaveValue('Hi, order A-1 arrived. How was it?')
  await page.keyboard.press('Enter')
  await expect(desk.message(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(desk.bar(page).getByRole('button', { name: 'Send' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expectSent(page, EMMA.name)
  await expectNoAxeViolations(page)

  const clicks = await countClicks(page)
  await expect(desk.bar(page).getByRole('button', { name: 'Next person' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(desk.finder(page)).toBeFocused()
  await expect(desk.value(page, 'order')).toHaveValue('')
  await page.keyboard.type(LUKAS.email)
  await page.keyboard.press('Enter')
  await expect(desk.value(page, 'order')).toBeFocused()
  await page.keyboard.type('B-2')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expectSent(page, LUKAS.name)
  expect(await clicks()).toBeLessThanOrEqual(5)

  expect(await botMessages(own.url, EMMA.name)).toEqual([
    { text: 'Hi, order A-1 arrived. How was it?', bubbles: 2 },
  ])
  expect(await botMessages(own.url, LUKAS.name)).toEqual([
    { text: 'Hi, order B-2 arrived. How was it?', bubbles: 2 },
  ])
  const sent = await deliveries(own.url)
  expect(sent.map(({ recipient }) => recipient?.label)).toEqual([
    expect.stringContaining(LUKAS.email),
    expect.stringContaining(EMMA.email),
  ])
  await expect(row(page, EMMA.name)).toContainText('Delivery / Parcel')
  await page.reload()
  await expect(row(page, EMMA.name)).toBeVisible()
  await expectSent(page, LUKAS.name)
})

test('what is missing is named and focused, no one is chosen by an unknown search or a message ID, and a locked value stays', async ({
  page,
  own,
}) => {
  await saveTemplate(own.url, { ...PARCEL, message: '{{shop}}: order {{order}} arrived.' })
  const posts = countPosts(page)
  await page.goto(`${own.url}/support`)

  await test.step('what is missing', async () => {
    await desk.press(page, 'Send')
    await expect(page.getByRole('alert')).toContainText('Choose a template.')
    await page.getByRole('button', { name: 'Parcel', exact: true }).click()
    await findPerson(page, EMMA.email)
    await desk.value(page, 'shop').fill('Acme')
    await desk.press(page, 'Send')
    await expect(page.getByRole('alert')).toContainText('Fill in: order')
    await expect(desk.value(page, 'order')).toBeFocused()
  })

  await test.step('a search that finds no one chooses no one, and a message ID is no person', async () => {
    await desk.person(page).getByRole('button', { name: 'Change' }).click()
    await desk.finder(page).fill('nobody.here@example.com')
    await desk.finder(page).press('Enter')
    await expect(page.getByText('No match, so no one is chosen.').first()).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByRole('alert')).toContainText('Choose a person.')
    await expect(desk.finder(page)).toBeFocused()
    await desk.finder(page).fill('om_dc13264520392913993dd051dba21dcf')
    await desk.finder(page).press('Enter')
    await expect(page.getByText('This is the ID of a message, not of a person.')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(desk.person(page)).toBeHidden()
    expect(posts()).toBe(0)
  })

  await test.step('a locked value stays for the next person', async () => {
    await findPerson(page, EMMA.email)
    await desk.value(page, 'shop').fill('Acme')
    await desk.value(page, 'order').fill('A-1')
    await page.getByRole('button', { name: 'Keep shop for the next person' }).click()
    await desk.press(page, 'Send')
    await expectSent(page, EMMA.name)
    await desk.press(page, 'Next person')
    await expect(desk.value(page, 'shop')).toHaveValue('Acme')
    await expect(desk.value(page, 'order')).toHaveValue('')
  })
})

test.describe('the same person twice', () => {
  test.use({ expectedStatuses: [409] })

  test('is asked about here and in a second tab', async ({ page, own, context }) => {
    await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
    const other = await context.newPage()
    await openDesk(other, own.url)
    await findPerson(other, EMMA.email)
    await openDesk(page, own.url)
    await findPerson(page, EMMA.email)
    await desk.press(page, 'Send')
    await expectSent(page, EMMA.name)

    await desk.press(other, 'Send')
    await expect(desk.bar(other)).toContainText(/You wrote to Emma Clarke \d+ s ago/)
    expect(await botMessages(own.url, EMMA.name)).toHaveLength(1)
    await desk.press(other, 'Change recipient')
    await expect(desk.finder(other)).toBeFocused()

    await desk.press(page, 'Next person')
    await findPerson(page, EMMA.email)
    await expect(desk.person(page)).toContainText(/Contacted \d+ s ago/)
    const earlier = page.getByRole('region', { name: 'Earlier with this person' })
    await expect(earlier.getByRole('listitem')).toHaveText([/Delivery \/ ParcelSent$/])
    await desk.press(page, 'Send')
    await expect(desk.bar(page)).toContainText('You wrote to Emma Clarke')
    await desk.press(page, 'Send anyway')
    await expectSent(page, EMMA.name)
    expect(await botMessages(own.url, EMMA.name)).toHaveLength(2)
  })
})

test('a colleague’s new version is announced and asked about', async ({ page, own }) => {
  const id = await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
  await openDesk(page, own.url)
  await findPerson(page, EMMA.email)
  await saveVersion(own.url, id, ['Changed'])
  await expect(page.getByText('Someone saved version 2 of “Delivery / Parcel”.')).toBeVisible({
    timeout: 20_000,
  })
  await expect(desk.preview(page)).toContainText('Very good')
  await desk.press(page, 'Send')
  await expect(page.getByRole('alert')).toContainText('Choose which version to send.')
  await page.getByRole('button', { name: 'Use version 2' }).click()
  await expect(desk.preview(page)).toContainText('Changed')
  await expect(desk.preview(page)).not.toContainText('Very good')
  await desk.press(page, 'Send')
  await expectSent(page, EMMA.name)
  const [sent] = await deliveries(own.url)
  expect(sent?.template?.version).toBe(2)
  expect(sent?.follow_ups).toEqual([{ content: 'Changed' }])
})

test('sixty templates are found by search, and a hidden one is not chosen', async ({
  page,
  own,
}) => {
  for (let n = 1; n <= 60; n += 1) {
    await saveTemplate(own.url, {
      name: `Group ${n % 6} / Topic ${n}`,
      message: 'Hello.',
      bubbles: [`Bubble ${n}`],
    })
  }
  await page.goto(`${own.url}/support`)
  const search = page.getByRole('searchbox', { name: 'Search templates' })
  await search.fill('Topic 42')
  await expect(page.getByRole('button', { name: 'Topic 42', exact: true })).toBeVisible()
  await search.press('Enter')
  await expect(desk.preview(page)).toContainText('Bubble 42')
  await page.getByRole('button', { name: 'Favorite: Group 0 / Topic 42' }).click()
  await search.fill('Topic 17')
  await expect(page.getByRole('button', { name: 'Topic 17', exact: true })).toBeVisible()
  await expect(desk.preview(page)).not.toContainText('Bubble 42')
  await search.fill('')
  await expect(page.getByRole('list', { name: 'Favorites' })).toContainText('Topic 42')
  const fits = () => page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(await fits()).toBe(true)
})

test('the latest message is offered with its time, and the person who writes is noticed', async ({
  page,
  own,
}) => {
  await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
  const emma = await openIdOf(own.url, EMMA.name)
  await post(`${own.url}/api/messages`, {
    receive_id_type: 'open_id',
    receive_id: emma,
    text: 'One moment, please.',
  })
  await openDesk(page, own.url)
  await findPerson(page, EMMA.email)
  const latest = page.getByRole('radio', { name: /^Latest · \d:\d\d left/ })
  await expect(latest).toBeVisible()
  await latest.check()
  await expect(desk.preview(page)).toContainText('One moment, please.')
  await expectNoAxeViolations(page)
  const { chats } = await (await fetch(`${own.url}/api/emulator/state`)).json()
  const chat = chats.find(
    (one: { open_ids: string[]; messages: { text: string }[] }) =>
      one.open_ids.includes(emma) && one.messages.some(({ text }) => text.startsWith('One moment')),
  )
  await post(`${own.url}/api/emulator/users/${emma}/messages`, {
    chat_id: chat.chat_id,
    text: 'Hello?',
  })
  await expect(page.getByText('The person wrote last, so bubbles can’t be added.')).toBeVisible({
    timeout: 10_000,
  })
  await desk.press(page, 'Send')
  await expect(page.getByRole('alert')).toContainText('Choose again how to send.')
  await page.getByRole('button', { name: 'New message', exact: true }).click()
  await desk.press(page, 'Send')
  await expectSent(page, EMMA.name)
})

async function openIdOf(url: string, name: string): Promise<string> {
  const { users } = await (await fetch(`${url}/api/emulator/state`)).json()
  return users.find((one: { name: string }) => one.name === name).open_id
}

test('a person outside the availability range is reported before anything is sent', async ({
  page,
  own,
}) => {
  await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
  const posts = countPosts(page)
  const state = await (await fetch(`${own.url}/api/emulator/state`)).json()
  const app = state.apps.find(({ app_id }: { app_id: string }) => app_id === 'cli_0123456789abcdef')
  await openDesk(page, own.url)
  await findPerson(page, app.unavailable_to[0])
  await expect(desk.person(page)).toContainText('The bot is not available to this person.')
  await desk.press(page, 'Send')
  await expect(page.getByRole('alert')).toContainText('The bot is not available')
  expect(posts()).toBe(0)
})

test('the message can be recalled, and a report copied', async ({ page, own }) => {
  await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
  await openDesk(page, own.url)
  await findPerson(page, EMMA.email)
  await desk.press(page, 'Send')
  await expectSent(page, EMMA.name)
  await row(page, EMMA.name).getByRole('button', { name: 'Recall: Emma Clarke' }).click()
  await expect(row(page, EMMA.name)).toContainText('was recalled')
  await expect(desk.bar(page)).toContainText('The message to Emma Clarke was recalled.')
  expect(await botMessages(own.url, EMMA.name)).toEqual([])
})

test('the language of a person is chosen, explained and remembered', async ({ page, own }) => {
  await post(`${own.url}/api/templates`, {
    name: PARCEL.name,
    message: { content: 'Hello.', i18n_contents: [{ language: 'it_it', content: 'Ciao.' }] },
    follow_ups: [{ content: 'Yes' }],
  })
  await openDesk(page, own.url)
  await findPerson(page, LUKAS.email)
  const language = page
    .getByRole('region', { name: 'Message', exact: true })
    .getByRole('combobox', { name: 'Language' })
  await expect(desk.message(page)).toHaveValue('Hello.')
  await expect(page.getByText('The template has no text in German, their language.')).toBeVisible()
  await language.selectOption('Italiano')
  await page.getByRole('button', { name: 'Always Italian for this person' }).click()
  await expect(page.getByText('Italian is this person’s language.')).toBeVisible()
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.getByRole('button', { name: 'Parcel', exact: true }).click()
  await findPerson(page, LUKAS.email)
  await expect(desk.message(page)).toHaveValue('Ciao.')
  await desk.press(page, 'Send')
  await expectSent(page, LUKAS.name)
  expect((await botMessages(own.url, LUKAS.name)).map(({ text }) => text)).toEqual(['Ciao.'])
})

test('names are imported from a file after a preview, and the import is undone', async ({
  page,
  own,
}) => {
  const lines = [`email,name`, `${EMMA.email},Emma C.`, 'nobody@example.com,No One', 'hello,Bad']
  const names = async () => {
    const { recipients } = await (await fetch(`${own.url}/api/recipients?profile=emulator`)).json()
    return recipients.map(({ name }: { name: string }) => name)
  }
  await page.goto(`${own.url}/support`)
  await page.getByRole('button', { name: 'Import names…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import names' })
  const chosen = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Open file' }).click()
  await (await chosen).setFiles({
    name: 'team.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await dialog.getByRole('button', { name: 'Preview 3 names' }).click()
  await expect(dialog.getByText('1 new, 0 renamed, 0 unchanged, 2 not imported')).toBeVisible()
  await expect(dialog.getByRole('row')).toContainText([
    'Result',
    /nobody@example\.com.*Not found/,
    /hello.*No email, number or ID/,
    /Emma C\..*New/,
  ])
  await expectNoAxeViolations(page)
  expect(await names()).toEqual([])
  await dialog.getByRole('button', { name: 'Import 1 name', exact: true }).click()
  await expect(dialog.getByText('1 name imported.')).toBeVisible()
  expect(await names()).toEqual(['Emma C.'])
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(dialog.getByText('The import was undone.')).toBeVisible()
  expect(await names()).toEqual([])
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Import names…' })).toBeFocused()
})

test('whose deliveries are shown is a choice only if somebody else sent some', async ({
  page,
  own,
}) => {
  await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
  await openDesk(page, own.url)
  await findPerson(page, EMMA.email)
  await desk.press(page, 'Send')
  await expectSent(page, EMMA.name)
  const everyone = desk.sent(page).getByRole('radio', { name: 'Everyone' })
  await expect(row(page, EMMA.name)).toBeVisible()
  await expect(everyone).toHaveCount(0)
  // The same delivery by a colleague, to somebody else.
  await page.route('**/api/deliveries?*', async (route) => {
    const response = await route.fetch()
    const { deliveries: all, next_cursor } = deliveriesSchema.parse(await response.json())
    const others = all.map((one) => ({
      ...one,
      id: `of-anna-${one.id}`,
      actor: 'anna',
      recipient: { receive_id_type: 'open_id', receive_id: 'ou_9', label: 'lin@example.com' },
    }))
    await route.fulfill({ response, json: { deliveries: [...all, ...others], next_cursor } })
  })
  await page.reload()
  await expect(desk.sent(page).getByRole('radio', { name: 'Mine' })).toBeChecked()
  await expect(row(page, EMMA.name)).toBeVisible()
  await expect(row(page, 'lin@example.com')).toHaveCount(0)
  await everyone.check()
  await expect(row(page, 'lin@example.com')).toBeVisible()
})

test.describe('if something in front of the console answers', () => {
  test.use({ expectedStatuses: [302, 401, 403, 502] })

  const PAGES: Record<string, { status: number; headers?: Record<string, string> }> = {
    'a 401': { status: 401 },
    'a 403': { status: 403 },
    'a login page': { status: 200 },
    'a redirect': { status: 302, headers: { location: '/login' } },
  }
  test('its answer is "not sent, sign in again" and keeps the draft', async ({ page, own }) => {
    await saveTemplate(own.url, PARCEL)
    await openDesk(page, own.url)
    await findPerson(page, EMMA.email)
    await desk.value(page, 'order').fill('A-1')
    for (const [name, answer] of Object.entries(PAGES)) {
      await test.step(name, async () => {
        await page.route('**/api/deliveries', (route) =>
          route.request().method() === 'POST'
            ? route.fulfill({ ...answer, contentType: 'text/html', body: '<p>Sign in</p>' })
            : route.fallback(),
        )
        await desk.press(page, 'Send')
        await expect(desk.bar(page)).toContainText('Not sent: sign in again.')
        await page.unroute('**/api/deliveries')
        await page.reload()
        await expect(desk.value(page, 'order')).toHaveValue('A-1')
      })
    }
    await desk.press(page, 'Send')
    await expectSent(page, EMMA.name)
    expect(await botMessages(own.url, EMMA.name)).toHaveLength(1)
  })

  test('a 502 is unknown and settled by asking with the same key', async ({ page, own }) => {
    await saveTemplate(own.url, { ...PARCEL, message: 'Hello.' })
    await openDesk(page, own.url)
    await findPerson(page, EMMA.email)
    await page.route('**/api/deliveries', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      // The console gets the request; its response is lost on the way back.
      await route.fetch()
      await route.fulfill({ status: 502, contentType: 'text/html', body: '<p>Bad gateway</p>' })
    })
    await desk.press(page, 'Send')
    await expect(desk.bar(page)).toContainText('It is unknown whether it was sent')
    await page.unroute('**/api/deliveries')
    await desk.press(page, 'Check again')
    await expectSent(page, EMMA.name)
    expect(await botMessages(own.url, EMMA.name)).toHaveLength(1)
  })
})

test.describe('if the platform fails', () => {
  test.use({ expectedStatuses: [422, 429, 502, 504] })

  test('the same delivery goes on: after a lost response, rejected bubbles, no connection or a limit', async ({
    page,
    faulty,
  }) => {
    test.slow()
    const { requests } = faulty.upstream
    let earlier = 0
    /** Chooses a person, by ID because there is no emulator. */
    const choose = async (id: string) => {
      await findPerson(page, id)
      earlier = requests.length
    }
    /** The uuids of the messages that were sent to the present person. */
    const created = () =>
      requests
        .slice(earlier)
        .filter(({ path }) => path.startsWith('/open-apis/im/v1/messages?'))
        .map(({ body }) => JSON.parse(body).uuid)
    await saveTemplate(faulty.url, { ...PARCEL, message: 'Hello.' })
    await openDesk(page, faulty.url)

    await test.step('a lost response is unknown, survives a reload, and is finished without a second message', async () => {
      await choose('ou_lost1234567890123456789012345678')
      faulty.fail('reset_before_headers')
      await desk.press(page, 'Send')
      await expect(desk.bar(page)).toContainText('It is unknown whether the message reached')
      await page.reload()
      await expect(desk.bar(page)).toContainText('It is unknown whether the message reached')
      await expect(
        row(page, 'ou_lost').getByRole('button', { name: /^Finish sending/ }),
      ).toBeVisible()
      faulty.behave(CREATED)
      await desk.press(page, 'Finish sending')
      await expectSent(page, 'ou_lost1234567890123456789012345678')
      expect(new Set(created()).size).toBe(1)
    })

    await test.step('bubbles that are rejected never send the first message again', async () => {
      await desk.press(page, 'Next person')
      await choose('ou_rejected12345678901234567890123')
      faulty.behave(CREATED, json('400 Bad Request', { code: 230007, msg: 'invalid content' }))
      await desk.press(page, 'Send')
      await expect(desk.bar(page)).toContainText('but without bubbles')
      await expect(desk.bar(page)).not.toContainText(/nothing was/i)
      await page.goBack()
      await page.goto(`${faulty.url}/support`)
      await expect(desk.bar(page)).toContainText('but without bubbles')
      expect(created()).toHaveLength(1)
    })

    await test.step('if the platform cannot be reached, the same delivery is tried again', async () => {
      await desk.press(page, 'Next person')
      await choose('ou_refused123456789012345678901234')
      const before = (await deliveries(faulty.url)).length
      await faulty.upstream.refuse()
      await desk.press(page, 'Send')
      await expect(desk.bar(page)).toContainText('The platform could not be reached')
      await faulty.upstream.accept()
      faulty.behave(CREATED)
      await desk.press(page, 'Try again')
      await expectSent(page, 'ou_refused123456789012345678901234')
      expect(await deliveries(faulty.url)).toHaveLength(before + 1)
    })

    await test.step('a rate limit counts down, and the button waits', async () => {
      await desk.press(page, 'Next person')
      await choose('ou_limited123456789012345678901234')
      const limited = json(
        '429 Too Many Requests',
        { code: 99991400, msg: 'request trigger frequency limit' },
        'x-ogw-ratelimit-reset: 5\r\n',
      )
      faulty.behave(CREATED, limited)
      await desk.press(page, 'Send')
      await expect(desk.bar(page)).toContainText('but without bubbles')
      await expect(desk.bar(page).getByRole('button', { name: /^Wait 0:0\d/ })).toBeVisible()
      faulty.behave(CREATED)
      await desk
        .bar(page)
        .getByRole('button', { name: 'Finish sending' })
        .click({ timeout: 15_000 })
      await expectSent(page, 'ou_limited123456789012345678901234')
      expect(created()).toHaveLength(1)
    })
  })

  test('a rejected app secret is reported without technical terms', async ({ page, faulty }) => {
    faulty.behaveToken(json('200 OK', { code: 10014, msg: 'app secret invalid' }))
    await saveTemplate(faulty.url, { ...PARCEL, message: 'Hello.' })
    await openDesk(page, faulty.url)
    await findPerson(page, 'ou_unknown12345678901234567890123')
    await desk.press(page, 'Send')
    await expect(desk.bar(page)).toContainText('The platform rejected the bot’s credentials')
    await expect(desk.bar(page).getByText('10014')).toBeHidden()
  })
})

test.describe('on a phone, in Chinese, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' })

  test('everything fits the window and has no axe violation', async ({ page, own }) => {
    await saveTemplate(own.url, PARCEL)
    await page.goto(`${own.url}/support`)
    const fits = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
      )
    await page.getByRole('button', { name: 'Parcel', exact: true }).click()
    const finder = page.getByRole('combobox', { name: /^姓名、邮箱/ })
    await finder.fill(EMMA.email)
    await finder.press('Enter')
    await page.getByRole('textbox', { name: 'order', exact: true }).fill('A-1')
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    const bar = page.getByRole('region', { name: '发送', exact: true })
    await bar.getByRole('button', { name: '发送' }).click()
    await expect(bar).toContainText('已发送给“Emma Clarke”。')
    expect(await fits()).toBe(true)
    await expectNoAxeViolations(page)
    await bar.getByRole('button', { name: '下一位' }).click()
    await expect(finder).toBeFocused()
  })
})
