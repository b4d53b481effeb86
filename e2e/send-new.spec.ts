import type { Page } from '@playwright/test'
import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { json } from '../server/testing/faults.ts'
import { expectNoAxeViolations } from './accessibility.ts'
import { defaultText, part } from './console-page.ts'
import { addApp, createMessage } from './console-server.ts'
import { expect, test } from './fixtures.ts'

const more = (page: Page) => page.getByRole('button', { name: 'More ways to send' })
const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })
const skip = (page: Page) => page.getByRole('menuitemcheckbox', { name: 'Skip validation' })
const timeline = (page: Page) =>
  part.response(page).getByRole('list', { name: 'Calls of this run' })
const verdict = (page: Page, text: string | RegExp) => part.response(page).getByText(text).first()
/** The meaning of the shown response, unlike those of earlier runs. */
const heading = (page: Page, name: string | RegExp) =>
  part.response(page).getByRole('heading', { level: 3, name })
const CREATED = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })

async function chooseWay(page: Page, name: string): Promise<void> {
  await more(page).click()
  await item(page, name).click()
}

/** The messages of the emulator's bots, oldest first. */
async function botMessages({ emulatorUrl }: ConsoleProcess) {
  const response = await fetch(`${emulatorUrl}/_emulator/state`)
  const state = emulatorStateSchema.parse(await response.json())
  return state.chats
    .flatMap(({ messages }) => messages)
    .filter(({ sender }) => sender.sender_type === 'app')
    .toSorted((a, b) => a.create_time_ms - b.create_time_ms)
}

/** Counts the requests that send something. */
function countSends(page: Page): () => number {
  let sends = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && /\/api\/messages/.test(request.url())) sends += 1
  })
  return () => sends
}

test('bubbles go to myself, to a new message and by shortcut, each with one press', async ({
  page,
  server,
}) => {
  const target = await createMessage(server)
  await page.goto(`/?target=${target}`)
  await defaultText(page, 1).fill('Track the parcel')
  const sends = countSends(page)

  await test.step('a shortcut does nothing while a dialog is open or an input method composes', async () => {
    for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
      await defaultText(page, 1).dispatchEvent('keydown', { key: 'Enter', ctrlKey: true, ...init })
    }
    await page.keyboard.press('Control+K')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(sends()).toBe(0)
  })

  await test.step('a test goes to myself, and the target stays', async () => {
    await chooseWay(page, 'To myself')
    await expect(timeline(page).getByRole('listitem')).toHaveCount(2)
    await expect(heading(page, 'Bubbles added')).toBeVisible()
    const newest = (await botMessages(server)).at(-1)
    expect(newest?.message_id).not.toBe(target)
    expect(newest?.follow_ups[0]).toMatchObject({ content: 'Track the parcel' })
    const pushed = page.waitForRequest(/push_follow_up/)
    await part.send(page).click()
    expect((await pushed).url()).toContain(target)
    await expect(heading(page, /230006/)).toBeVisible()
    await expect(timeline(page)).toHaveCount(0)
  })

  await test.step('a new message and its bubbles are sent with one press, and both calls are shown', async () => {
    const before = await botMessages(server)
    await chooseWay(page, 'To a new message')
    await expect(timeline(page).getByRole('listitem')).toHaveCount(2)
    await expect(heading(page, 'Bubbles added')).toBeVisible()
    await expectNoAxeViolations(page)
    const after = await botMessages(server)
    expect(after.length).toBe(before.length + 1)
    expect(after.at(-1)?.follow_ups[0]).toMatchObject({ content: 'Track the parcel' })

    // It is the target from then on.
    await part.send(page).click()
    await expect(heading(page, /230008/)).toBeVisible()
    expect((await botMessages(server)).length).toBe(after.length)
  })

  await test.step('Ctrl+Shift+Enter sends to a new message from a text, once while it is held', async () => {
    await defaultText(page, 1).focus()
    const before = sends()
    await page.keyboard.down('Control')
    await page.keyboard.down('Shift')
    for (let repeats = 0; repeats < 4; repeats += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await page.keyboard.up('Shift')
    await page.keyboard.up('Control')
    await expect(heading(page, 'Bubbles added')).toBeVisible()
    await expect(defaultText(page, 1)).toBeFocused()
    await expect(defaultText(page, 1)).toHaveValue('Track the parcel')
    expect(sends()).toBe(before + 1)
  })

  await test.step('a message alone is sent without bubbles, and gets them with the next press of Send', async () => {
    await defaultText(page, 1).fill('')
    const before = (await botMessages(server)).length
    await page.getByRole('button', { name: 'New message', exact: true }).click()
    await expect(heading(page, '0 Message sent')).toBeVisible()
    await expect(timeline(page)).toHaveCount(0)
    await defaultText(page, 1).fill('OK')
    await part.send(page).click()
    await expect(heading(page, 'Bubbles added')).toBeVisible()
    const after = await botMessages(server)
    expect(after.length).toBe(before + 1)
    expect(after.at(-1)?.follow_ups[0]).toMatchObject({ content: 'OK' })
  })
})

test.describe('partial success', () => {
  // 400: the faulty platform also answers what the console asks an emulator.
  test.use({ expectedStatuses: [400, 502, 504] })

  async function open(page: Page, url: string): Promise<void> {
    const { profiles } = (await (await fetch(`${url}/api/profiles`)).json()) as {
      profiles: { id: string }[]
    }
    await page.addInitScript((id) => {
      // A page without an origin has no storage.
      if (origin === 'null') return
      localStorage.setItem(
        `follow-up-console.new-message.${id}`,
        JSON.stringify({ receive_id_type: 'open_id', receive_id: 'ou_tester', text: 'Hello' }),
      )
    }, profiles[0]?.id)
    await page.goto(url)
    await defaultText(page, 1).fill('OK')
  }

  test('is shown as such, and only what is missing is sent again', async ({ page, faulty }) => {
    await open(page, faulty.url)
    const created = () => faulty.upstream.requests.filter(({ path }) => path.includes('messages?'))

    await test.step('after a rejected message neither was sent', async () => {
      faulty.behave(json('400 Bad Request', { code: 230013, msg: 'no availability' }))
      await chooseWay(page, 'To a new message')
      await expect(verdict(page, /230013/)).toBeVisible()
      expect(faulty.upstream.requests.filter(({ path }) => path.includes('follow_up'))).toEqual([])
    })

    await test.step('after rejected bubbles only the bubbles are sent again', async () => {
      const before = created().length
      faulty.behave(
        CREATED,
        json('400 Bad Request', { code: 230006, msg: 'only support latest message.' }),
      )
      await chooseWay(page, 'To a new message')
      await expect(verdict(page, 'The message is in the chat, without bubbles')).toBeVisible()
      faulty.behave(CREATED)
      await part.response(page).getByRole('button', { name: 'Retry bubbles' }).click()
      await expect(heading(page, 'Bubbles added')).toBeVisible()
      await expect(timeline(page).getByRole('listitem')).toHaveCount(3)
      expect(created().length).toBe(before + 1)
    })

    await test.step('a message with an unknown outcome is sent again with the same uuid, with and without bubbles', async () => {
      for (const send of [
        () => chooseWay(page, 'To a new message'),
        () => page.getByRole('button', { name: 'New message', exact: true }).click(),
      ]) {
        const before = created().length
        faulty.fail('reset_before_headers')
        await send()
        const again = part.response(page).getByRole('button', { name: 'Retry with same uuid' })
        await expect(again).toBeVisible()
        faulty.behave(CREATED)
        await again.click()
        await expect(heading(page, /Bubbles added|Message sent/)).toBeVisible()
        const uuids = created()
          .slice(before)
          .map(({ body }) => JSON.parse(body).uuid)
        expect(uuids.length).toBe(2)
        expect(new Set(uuids).size).toBe(1)
      }
    })
  })
})

test('a lost response is asked for again with the same key and nothing is sent twice; a run can be left', async ({
  page,
  server,
}) => {
  await page.goto(`/?target=${await createMessage(server)}`)
  await defaultText(page, 1).fill('OK')
  const keys: (string | undefined)[] = []
  await page.route(/\/api\/messages(_with_follow_ups|\/[^/]+\/push_follow_up)/, async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    const response = await route.fetch()
    if (keys.length === 1) await route.fulfill({ status: 200, body: 'not JSON' })
    else await route.fulfill({ response })
  })
  for (const name of ['To this message', 'To a new message']) {
    await test.step(name, async () => {
      keys.length = 0
      const before = await botMessages(server)
      await chooseWay(page, name)
      await expect(heading(page, /Connection to the console lost/)).toBeVisible()
      await part.response(page).getByRole('button', { name: 'Ask again' }).click()
      await expect(heading(page, 'Bubbles added')).toBeVisible()
      expect(keys.length).toBe(2)
      expect(new Set(keys).size).toBe(1)
      const after = await botMessages(server)
      expect(after.length).toBe(before.length + (name === 'To a new message' ? 1 : 0))
    })
  }

  await test.step('a run in progress ignores every other press, and can be left', async () => {
    await page.route(/push_follow_up/, () => new Promise(() => {}))
    const sends = countSends(page)
    await part.send(page).click()
    await expect(part.send(page)).toHaveText('Sending…')
    await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
    // It is disabled for assistive technology, but not for a press.
    await part.send(page).click({ force: true })
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Shift+Enter')
    await more(page).click()
    await item(page, 'To myself').click({ force: true })
    expect(sends()).toBe(1)
    await part.response(page).getByRole('button', { name: 'Stop waiting' }).click()
    await expect(verdict(page, /Stopped waiting/)).toBeVisible()
    await expect(part.send(page)).toHaveText(/^Send/)
    await expect(page.locator('body')).not.toBeFocused()
  })
})

test('validation is skipped until it is switched on again, every reason leads to what it is about, and the menu needs only keys', async ({
  page,
  server,
}) => {
  await page.goto(`/?target=${await createMessage(server)}`)

  await test.step('skipped validation stays, and shows the error of the platform', async () => {
    await defaultText(page, 1).fill('')
    await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
    await part.send(page).click({ force: true })
    await expect(defaultText(page, 1)).toBeFocused()

    await more(page).click()
    await skip(page).click()
    await expect(skip(page)).toHaveAttribute('aria-checked', 'true')
    await page.keyboard.press('Escape')
    await expect(page.getByText('Validation off')).toBeVisible()
    await part.send(page).click()
    await expect(verdict(page, /99992402|230001/)).toBeVisible()
    await expect(page.getByText('Validation off')).toBeVisible()

    await more(page).click()
    await skip(page).click()
    await expect(page.getByText('Validation off')).toHaveCount(0)
    await expect(part.send(page)).toHaveAttribute('aria-disabled', 'true')
  })

  await test.step('every reason leads to what it is about', async () => {
    await page.getByRole('button', { name: 'Add bubble', exact: true }).click()
    await defaultText(page, 1).fill('a'.repeat(201))
    await defaultText(page, 2).fill('')
    const panel = page.getByRole('region', { name: 'Send', exact: true })
    await panel.getByRole('button', { name: /^Bubble 1: Too long/ }).click()
    await expect(defaultText(page, 1)).toBeFocused()
    await panel.getByRole('button', { name: 'and 1 more' }).click()
    await expectNoAxeViolations(page)
    await panel.getByRole('button', { name: /^Bubble 2: / }).click()
    await expect(defaultText(page, 2)).toBeFocused()
  })

  await test.step('the menu is used by keyboard alone', async () => {
    for (const bubble of [1, 2]) await defaultText(page, bubble).fill('OK')
    await more(page).focus()
    await page.keyboard.press('Enter')
    await expect(item(page, 'To this message')).toBeFocused()
    await expectNoAxeViolations(page)
    await page.keyboard.press('ArrowDown')
    await expect(item(page, 'To a new message')).toBeFocused()
    await page.keyboard.press('End')
    await expect(skip(page)).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(item(page, 'To this message')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(skip(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(item(page, 'To this message')).toBeHidden()
    await expect(more(page)).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(more(page)).toBeFocused()
    await expect(heading(page, 'Bubbles added')).toBeVisible()
  })
})

test.describe('in production', () => {
  test('every way of sending asks first', async ({ page, server }) => {
    test.slow()
    const id = await addApp(server, { name: 'Live', environment: 'production' })
    const target = await createMessage(server)
    await page.goto(`/?profile=${id}&target=${target}`)
    await defaultText(page, 1).fill('OK')
    const sends = countSends(page)
    const dialog = page.getByRole('dialog', { name: 'Send in production?' })
    const ways: Record<string, () => Promise<void>> = {
      Send: () => part.send(page).click(),
      'To this message': () => chooseWay(page, 'To this message'),
      'To a new message': () => chooseWay(page, 'To a new message'),
      'To myself': () => chooseWay(page, 'To myself'),
      'New message': () => page.getByRole('button', { name: 'New message', exact: true }).click(),
      'Ctrl+Enter': () => page.keyboard.press('Control+Enter'),
      'Ctrl+Shift+Enter': () => page.keyboard.press('Control+Shift+Enter'),
    }
    for (const [name, press] of Object.entries(ways)) {
      await test.step(name, async () => {
        await press()
        await expect(dialog).toContainText('Live')
        await dialog.getByRole('button', { name: 'Cancel' }).click()
        await expect(dialog).toHaveCount(0)
        await expect(page.locator('body')).not.toBeFocused()
      })
    }
    expect(sends()).toBe(0)
    await page.keyboard.press('Control+Shift+Enter')
    await dialog.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(verdict(page, 'Bubbles added')).toBeVisible()
    expect(sends()).toBe(1)

    await test.step('the next step of a response', async () => {
      await page.keyboard.press('Control+Enter')
      await dialog.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(verdict(page, /230008/)).toBeVisible()
      await part.response(page).getByRole('button', { name: 'Send to a new message' }).click()
      await expect(dialog).toBeVisible()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      expect(sends()).toBe(2)
    })

    const requested = page.waitForRequest(/\/api\/messages/)
    await part.send(page).hover()
    const pressed = Date.now()
    await page.mouse.down()
    await requested
    expect(Date.now() - pressed).toBeGreaterThanOrEqual(1000)
    await page.mouse.up()
    await expect(dialog).toHaveCount(0)
  })
})

test.describe('on a phone, in Chinese, in the dark', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' })

  test('bubbles go to a new message from the menu at the end of the window, and the response fits', async ({
    page,
    server,
  }) => {
    await page.goto(`/?target=${await createMessage(server)}`)
    await page
      .getByRole('textbox', { name: /^气泡 1/ })
      .first()
      .fill('好')
    await page.getByRole('button', { name: '更多发送方式' }).click()
    const menu = page.getByRole('menu', { name: '更多发送方式' })
    const box = await menu.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
    await expectNoAxeViolations(page)
    await menu.getByRole('menuitem', { name: '发送到新消息' }).click()
    const response = page.getByRole('region', { name: '响应', exact: true })
    await expect(response.getByRole('listitem')).not.toHaveCount(0)
    await expect(response.getByRole('heading', { name: /^0 气泡/ })).toBeVisible()
    await expectNoAxeViolations(page)
    const fits = await response.evaluate((pane) => pane.scrollWidth <= pane.clientWidth)
    expect(fits).toBe(true)
  })
})
