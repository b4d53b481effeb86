import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { chooseLanguage, expectAccessibleLooks, LANGUAGES } from './accessibility.ts'
import {
  barButton,
  controlEmulator,
  defaultText,
  expectMessageId,
  findUser,
  newMessage,
  openBar,
  openFinder,
  part,
  paste,
  pickSample,
  sendAndExpect,
  target,
} from './console-page.ts'
import { expect, test } from './fixtures.ts'

const EMAIL = 'wang.fang@example.com'
const MESSAGE_TO_WANG = /您的订单 A1024/

async function findChat({ emulatorUrl }: ConsoleProcess, email: string) {
  const state = await fetch(`${emulatorUrl}/_emulator/state`)
  const { users, chats } = emulatorStateSchema.parse(await state.json())
  const user = users.find((one) => one.email === email)
  const chat = chats.find(
    ({ chat_mode, open_ids }) => chat_mode === 'p2p' && open_ids.includes(user?.open_id ?? ''),
  )
  if (!user || !chat) throw new Error(`no chat with ${email}`)
  return { user, chat }
}

test('a user is found, one of their messages chosen, and the bubbles arrive', async ({
  page,
  server,
}) => {
  const { user, chat } = await findChat(server, EMAIL)
  await page.goto('/')
  await defaultText(page, 1).fill('查看进度')
  await findUser(page, EMAIL)
  await expect(barButton(page, 'Recipient')).toContainText('王芳')

  await target.messages(page).getByRole('button', { name: MESSAGE_TO_WANG }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(barButton(page, 'Message')).toBeFocused()
  await expectMessageId(page, /^om_/)
  await expect(target.status(page)).toHaveText(/^Ready · (9:[0-5]\d|8:[0-5]\d) left$/)
  await expect(part.preview(page).getByText(MESSAGE_TO_WANG)).toBeVisible()

  await sendAndExpect(page, 'Bubbles added')
  await expect(target.status(page)).toHaveText('Has bubbles: takes no more (230008)')
  await openBar(page, 'Message')
  await expect(target.messages(page).getByText(/230008/)).toBeVisible()
  await page.keyboard.press('Escape')

  await test.step('a newer message between pre-check and send is reported as 230006', async () => {
    await newMessage(page)
    await expect(target.status(page)).toHaveText(/^Ready/)

    await controlEmulator(server.emulatorUrl, 'POST', `/users/${user.open_id}/messages`, {
      chat_id: chat.chat_id,
      text: '等一下',
    })
    await sendAndExpect(page, /230006/)
    await expect(target.status(page)).toHaveText(/Will fail: 230006/)
    await openBar(page, 'Message')
    await expect(target.messages(page).getByText('等一下')).toBeVisible()

    const checks = await openBar(page, 'Pre-check')
    await checks.getByRole('button', { name: 'Send a new message' }).click()
    await expect(target.status(page)).toHaveText(/^Ready · 9:/)
    await sendAndExpect(page, 'Bubbles added')
    await expect(target.status(page)).toHaveText('Has bubbles: takes no more (230008)')
  })
})

test('the list shows for each message if it accepts bubbles, and another recipient takes the message away', async ({
  page,
}) => {
  await page.goto('/')
  await findUser(page, 'lukas.weber@example.com')
  const messages = target.messages(page)
  await expect(messages.getByRole('listitem')).toHaveCount(2)
  await expect(messages.getByRole('button', { name: /We have opened ticket/ })).toContainText(
    '230006 · Not the latest message',
  )
  await messages.getByRole('button', { name: /We have opened ticket/ }).click()
  await expect(target.status(page)).toHaveText('Will fail: 230006 Not the latest message')

  await test.step('another recipient', async () => {
    const finder = await openFinder(page)
    await finder.fill('emma')
    await page.getByRole('option', { name: /^Emma Clarke/ }).click()
    await expect(barButton(page, 'Recipient')).toContainText('Emma Clarke')
    await expectMessageId(page, '')
    await expect(target.status(page)).toHaveText('Ready: new message')
    await page.keyboard.press('Escape')
  })

  await test.step('the chosen user gets the next new message, which reveals their chat', async () => {
    const finder = await openFinder(page)
    const panel = page.getByRole('dialog', { name: 'Recipient', exact: true })
    await test.step('an email address is recognized and looked up', async () => {
      await finder.fill('unknown@example.com')
      await finder.press('Enter')
      await expect(panel.getByText('Email address.')).toBeVisible()
    })
    await finder.fill('林晓雨')
    await page.getByRole('option', { name: /^林晓雨/ }).click()
    await panel.getByRole('button', { name: 'Latest messages' }).click()
    await page
      .getByRole('dialog', { name: 'Message', exact: true })
      .getByRole('button', { name: 'Send a new message' })
      .click()
    await expect(target.status(page)).toHaveText(/^Ready · 9:/)
    await openBar(page, 'Message')
    await expect(target.messages(page).getByText('Your order 2026-1122')).toBeVisible()
  })
})

test('the pre-check predicts the code of every sample message, and nothing moves or is covered', async ({
  page,
}) => {
  await page.goto('/')
  await part.target(page).waitFor()
  const boxes = () =>
    Promise.all(
      (['App', 'Recipient', 'Message', 'Pre-check'] as const).map((name) =>
        barButton(page, name).boundingBox(),
      ),
    )
  const before = await boxes()

  await test.step('nothing in the bar moves when its values change', async () => {
    await newMessage(page)
    await expect(target.status(page)).toHaveText(/^Ready ·/)
    expect(await boxes()).toEqual(before)
    for (const code of [230002, 230004, 230005, 230006, 230008, 230003]) {
      await pickSample(page, code)
      await expect(target.status(page)).toHaveText(
        new RegExp(`^(Will fail|Has bubbles): .*${code}`),
      )
      expect(await boxes()).toEqual(before)
    }
  })

  await test.step('failed checks are listed first', async () => {
    const panel = await openBar(page, 'Pre-check')
    await expect(panel.getByRole('listitem').first()).toContainText('One-to-one chat')
    await expect(target.check(page, 'One-to-one chat')).toContainText('failed')
    await expect(target.check(page, 'One-to-one chat').getByRole('link')).toHaveAttribute(
      'href',
      '/error-codes#push_follow_up-230003',
    )
    await expect(target.check(page, 'Token')).toContainText('passed')
  })

  await test.step('the list of checks does not cover the table', async () => {
    await page.keyboard.press('Escape')
    for (const width of [1920, 1440, 1280, 1024]) {
      await page.setViewportSize({ width, height: 800 })
      const panel = await openBar(page, 'Pre-check')
      const [list, table] = await Promise.all([
        panel.boundingBox(),
        part.composer(page).boundingBox(),
      ])
      expect(list?.x, `${width} px`).toBeGreaterThanOrEqual((table?.x ?? 0) + (table?.width ?? 0))
      await page.keyboard.press('Escape')
      await expect(panel).toBeHidden()
    }
  })

  await test.step('on a phone one button opens every part', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(barButton(page, 'Message')).toBeHidden()
    await pickSample(page, 230008)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const compact = part.target(page).getByRole('button', { name: /^Message · / })
    await expect(compact).toBeFocused()
    const box = await compact.boundingBox()
    expect(box?.height).toBeLessThanOrEqual(53)
    const panel = await openBar(page, 'Pre-check')
    await expect(
      panel.getByText('The message has bubbles and takes no more (230008).'),
    ).toBeVisible()
    // The first Escape goes back to the parts, the second one closes them.
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(barButton(page, 'Pre-check')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(barButton(page, 'Message')).toBeHidden()
    await expect(compact).toBeFocused()
  })
})

test('the 600 s count down in the status, and after them a new message is offered', async ({
  page,
}) => {
  await page.clock.install()
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  const id = await newMessage(page)
  await page.clock.runFor(1000)
  await expect(target.status(page)).toHaveText(/^Ready · (10:00|9:5\d) left$/)
  await page.clock.fastForward('09:10')
  await expect(target.status(page)).toHaveText(/ 0:[0-4]\d left$/)
  await expect(page.getByRole('status').filter({ hasText: /left for bubbles/ })).toBeAttached()

  await page.clock.fastForward('01:00')
  await expect(target.status(page)).toHaveText('Will fail: 230002 Expired')
  await expect(part.send(page)).toHaveAccessibleDescription(/Expired: older than 600 s/)
  const checks = await openBar(page, 'Pre-check')
  await checks.getByRole('button', { name: 'Send a new message' }).click()
  await expect(part.chosenId(page)).not.toHaveAttribute('title', id)
})

test('a user is found and chosen by keyboard alone; star, display name and who gets tests are kept', async ({
  page,
}) => {
  await page.goto('/')
  await part.target(page).waitFor()
  await barButton(page, 'Recipient').focus()
  await page.keyboard.press('Enter')
  const finder = target.finder(page)
  await expect(finder).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(finder).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.type('emma')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  const activeId = await finder.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${activeId}"]`)).toContainText('Emma Clarke')
  await page.keyboard.press('Enter')
  await expect(barButton(page, 'Recipient')).toContainText('Emma Clarke')

  await page.keyboard.press('Tab')
  const star = page.getByRole('button', { name: 'Add to favorites' })
  await expect(star).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  const rename = page.getByRole('button', { name: 'Set a display name' })
  await rename.press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('My tester')
  await page.keyboard.press('Enter')
  await expect(rename).toBeFocused()
  await expect(barButton(page, 'Recipient')).toContainText('My tester')
  await page.keyboard.press('Escape')
  await expect(barButton(page, 'Recipient')).toBeFocused()

  await test.step('who gets tests is shown and can be changed', async () => {
    const panel = await openBar(page, 'Recipient')
    const tests = panel.getByRole('group', { name: 'Tests go to' })
    await expect(tests).toContainText('林晓雨')
    await tests.getByRole('button', { name: 'Change' }).click()
    const finder = tests.getByRole('combobox', { name: 'Find who gets tests' })
    await expect(finder).toBeFocused()
    await finder.fill('lukas')
    await page.getByRole('option', { name: /^Lukas Weber/ }).click()
    await expect(tests).toContainText('Lukas Weber')
    await expect(tests.getByRole('button', { name: 'Change' })).toBeFocused()
    await page.keyboard.press('Escape')
  })

  await page.reload()
  await openFinder(page)
  await expect(page.getByRole('group', { name: 'Tests go to' })).toContainText('Lukas Weber')
  await finder.click()
  await expect(page.getByRole('group', { name: 'Favorites' })).toContainText('My tester')
  // The first Escape closes the list, the second one the panel.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(finder).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(finder).toBeHidden()
})

test('an ID, an event, a curl and other texts are pasted as the target, and a token is not kept', async ({
  page,
  server,
}) => {
  const ID = 'om_dc13264520392913993dd051dba21dcf'
  await page.goto('/')

  await test.step('a text that is no ID is reported, and an empty field chooses no message', async () => {
    await openBar(page, 'Message')
    const field = target.messageId(page)
    await field.fill('om')
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription('Message ID must start with om_.')
    await expect(target.status(page)).toHaveText(/Invalid ID/)
    await field.fill('')
    await field.press('Enter')
    await expectMessageId(page, '')
  })

  await test.step('several messages are offered; a curl gives its id, and its token is not kept', async () => {
    const panel = await openBar(page, 'Message')
    const field = target.messageId(page)
    await paste(
      field,
      JSON.stringify({ data: { items: [{ message_id: 'om_1' }, { message_id: ID }] } }),
    )
    await expect(panel.getByText('2 messages found. Choose one.')).toBeVisible()
    await panel.getByRole('button', { name: ID }).click()
    await expect(field).toHaveValue(ID)

    const token = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
    await field.fill('')
    await paste(
      field,
      `curl https://h/im/v1/messages/${ID}/push_follow_up -H 'Authorization: Bearer ${token}'`,
    )
    await expect(field).toHaveValue(ID)
    await paste(field, token)
    await expect(panel.getByText(/credential was removed/)).toBeVisible()
    await page.keyboard.press('Escape')
    // The token must not be saved with the draft.
    await defaultText(page, 1).fill('typed after the token')
    const stored = () => page.evaluate(() => JSON.stringify(localStorage))
    await expect.poll(stored).toContain('typed after the token')
    expect(await stored()).not.toContain(token)
    expect(await page.content()).not.toContain(token)
  })

  await test.step('what else the text holds is said: bubbles to import, and what a response means', async () => {
    const panel = await openBar(page, 'Message')
    await paste(
      target.messageId(page),
      JSON.stringify({
        config: {
          url: `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`,
          data: JSON.stringify({ follow_ups: [{ content: 'from the log' }] }),
        },
        response: { status: 400, data: { code: 230006, msg: 'only support latest message.' } },
      }),
    )
    await expect(target.messageId(page)).toHaveValue(ID)
    const response = panel.getByRole('region', { name: 'Response' })
    await expect(response.getByText('The message is not the latest in its chat')).toBeVisible()
    await panel.getByRole('button', { name: 'Open in Import' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import', exact: true })
    await expect(dialog.getByText('1 bubble, default only')).toBeVisible()
    await expect(page).toHaveURL(/\/$/)
    await page.keyboard.press('Escape')
  })

  await test.step('an event of the user opens the chat', async () => {
    const { chat } = await findChat(server, EMAIL)
    const [first] = chat.messages
    if (!first) throw new Error('an empty chat')
    const panel = await openBar(page, 'Message')
    await paste(
      target.messageId(page),
      JSON.stringify({
        header: { event_type: 'im.message.receive_v1', token: 'verification' },
        event: {
          sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user' },
          message: { message_id: first.message_id, chat_id: chat.chat_id },
        },
      }),
    )
    await expect(target.messageId(page)).toHaveValue(first.message_id)
    await expect(panel.getByText(/This is a user’s message/)).toBeVisible()
    await panel.getByRole('button', { name: 'Show the chat’s messages' }).click()
    await expect(barButton(page, 'Recipient')).toContainText('王芳')
    await target.messages(page).getByRole('button', { name: MESSAGE_TO_WANG }).click()
    await expect(target.status(page)).toHaveText(/^Ready/)
  })
})

test('every part of the bar has no axe violation and fits the window', async ({ page }) => {
  await page.goto('/')
  for (const { locale, looks } of LANGUAGES) {
    await test.step(locale, async () => {
      const isChinese = locale === 'zh-CN'
      if (isChinese) await chooseLanguage(page, 'zh-CN')
      const name = (zh: string, en: string) => (isChinese ? zh : en)
      const check = () => expectAccessibleLooks(page, looks)
      const open = async (part: Parameters<typeof barButton>[1]) => {
        await page.setViewportSize({ width: 1440, height: 900 })
        await barButton(page, part).click()
      }

      await open('App')
      const panel = page.getByRole('dialog')
      const app = panel.getByRole('button', { name: name('测试', 'test') }).first()
      await expect(app).toHaveAttribute('aria-pressed', 'true')
      await expect(app).toContainText('http://127.0.0.1')
      await expect(
        panel.getByRole('link', { name: name('管理应用', 'Manage apps') }),
      ).toHaveAttribute('href', '/apps')
      await check()
      await page.keyboard.press('Escape')

      await open('Recipient')
      const finder = page.getByRole('combobox', {
        name: name('按用户或会话查找', 'Find by user or chat'),
      })
      await finder.fill('王芳')
      await page.keyboard.press('ArrowDown')
      await check()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')

      await open('Message')
      // Among the samples, its name starts with the code.
      const message = page.getByRole('button', { name: /^您的订单 A1024/ })
      await expect(message).toBeVisible()
      await check()
      await message.click()
      await expect(target.status(page)).toContainText(name('可以发送', 'Ready'))
      await open('Pre-check')
      await expect(
        page.getByText(name('最新一条消息', 'Latest message'), { exact: true }),
      ).toBeVisible()
      await check()
      await page.keyboard.press('Escape')

      await open('App')
      await panel.getByRole('button', { name: name('检测连接', 'Test connection') }).click()
      await expect(panel.getByRole('listitem').first()).toBeVisible()
      await check()
      await page.keyboard.press('Escape')
    })
  }
})
