import { emulatorStateSchema } from '#contract/emulator/state'
import type { ConsoleProcess } from '../server/testing/console-process.ts'
import { expectNoAxeViolations, expectNoOverflow, inEachLook, LANGUAGES } from './accessibility.ts'
import {
  controlEmulator,
  defaultText,
  findUser,
  newMessage,
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

test('a user is found, one of their messages chosen, and the bubbles arrive', async ({ page }) => {
  await page.goto('/')
  await defaultText(page, 1).fill('查看进度')
  await findUser(page, EMAIL)
  await expect(part.target(page).getByText('王芳').first()).toBeVisible()

  await target.messages(page).getByRole('button', { name: MESSAGE_TO_WANG }).click()
  await expect(part.messageId(page)).toHaveValue(/^om_/)
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
  await expect(target.timer(page)).toHaveText(/^(9:[0-5]\d|8:[0-5]\d)$/)
  await expect(part.preview(page).getByText(MESSAGE_TO_WANG)).toBeVisible()

  await sendAndExpect(page, 'Bubbles added')
  await expect(target.precheck(page).getByText(/Would be refused with 230008/)).toBeVisible()
  await expect(target.messages(page).getByText(/230008/)).toBeVisible()
})

test('the list shows for each message if it accepts bubbles, or the error code', async ({
  page,
}) => {
  await page.goto('/')
  await findUser(page, 'lukas.weber@example.com')
  const messages = target.messages(page)
  await expect(messages.getByRole('button')).toHaveCount(3)
  await expect(messages.getByRole('button', { name: /We have opened ticket/ })).toContainText(
    '230006 · not the latest',
  )
  await messages.getByRole('button', { name: /We have opened ticket/ }).click()
  await expect(target.precheck(page).getByText(/Would be refused with 230006/)).toBeVisible()
})

test('a newer message between pre-check and send is reported as 230006', async ({
  page,
  server,
}) => {
  const { user, chat } = await findChat(server, EMAIL)
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  await findUser(page, EMAIL)
  await target.messages(page).getByRole('button', { name: MESSAGE_TO_WANG }).click()
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()

  await controlEmulator(server.emulatorUrl, 'POST', `/users/${user.open_id}/messages`, {
    chat_id: chat.chat_id,
    text: '等一下',
  })
  await sendAndExpect(page, 'only support latest message.')
  await expect(target.precheck(page).getByText(/Would be refused with 230006/)).toBeVisible()
  await expect(target.messages(page).getByText('等一下')).toBeVisible()

  await page.getByRole('button', { name: 'Send a new message' }).click()
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
  await sendAndExpect(page, 'Bubbles added')
})

test('the pre-check predicts the code of every sample message and lists each condition', async ({
  page,
}) => {
  await page.goto('/')
  for (const code of [230002, 230004, 230005, 230006, 230008, 230003]) {
    await pickSample(page, code)
    await expect(target.precheck(page).getByText(`Would be refused with ${code}`)).toBeVisible()
  }
  await page.getByRole('button', { name: 'What was checked' }).click()
  await expect(target.check(page, 'One-to-one chat')).toContainText('failed')
  await expect(target.check(page, 'One-to-one chat').getByRole('link')).toHaveAttribute(
    'href',
    '/error-codes#push_follow_up-230003',
  )
  await expect(target.check(page, 'Token')).toContainText('passed')
})

test('the 600 s count down beside Send, and after them a new message is offered', async ({
  page,
}) => {
  await page.clock.install()
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  const id = await newMessage(page)
  await page.clock.runFor(1000)
  await expect(target.timer(page)).toHaveText(/^(10:00|9:5\d)$/)
  await page.clock.fastForward('09:10')
  await expect(target.timer(page)).toHaveText(/^0:[0-4]\d$/)
  await expect(page.getByRole('status').filter({ hasText: /left for bubbles/ })).toBeAttached()

  await page.clock.fastForward('01:00')
  await expect(target.precheck(page).getByText('Too late, as far as known')).toBeVisible()
  await expect(target.timer(page)).toHaveCount(0)
  await expect(part.send(page)).toHaveAccessibleDescription(/Too late/)
  await page.getByRole('button', { name: 'Send a new message' }).click()
  await expect(part.messageId(page)).not.toHaveValue(id)
})

test('a user is found and chosen by keyboard alone; star and display name are kept', async ({
  page,
}) => {
  await page.goto('/')
  const finder = await openFinder(page)
  await finder.focus()
  await page.keyboard.press('ArrowDown')
  await expect(finder).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.type('emma')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  const activeId = await finder.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${activeId}"]`)).toContainText('Emma Clarke')
  await page.keyboard.press('Enter')

  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Keep as a favourite' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Keep as a favourite' })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.getByRole('button', { name: 'Name them here' }).press('Enter')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('My tester')
  await page.keyboard.press('Enter')
  await expect(part.target(page).getByText('My tester')).toBeVisible()

  await page.reload()
  await openFinder(page)
  await target.finder(page).click()
  await expect(page.getByRole('group', { name: 'Favourites' })).toContainText('My tester')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
})

test('the chosen user gets the next new message, which reveals their chat', async ({ page }) => {
  await page.goto('/')
  const finder = await openFinder(page)
  await test.step('an email address is recognized and looked up', async () => {
    await finder.fill('unknown@example.com')
    await finder.press('Enter')
    await expect(part.target(page).getByText('Understood as an email address.')).toBeVisible()
  })
  await finder.fill('林晓雨')
  await page.getByRole('option', { name: /^林晓雨/ }).click()
  await expect(part.target(page).getByText(/chat is not known yet/)).toBeVisible()
  await part.target(page).getByRole('button', { name: 'Send them a new message' }).click()
  await expect(target.messages(page).getByText('Your order 2026-1122')).toBeVisible()
  await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
})

test('one click sends the bubbles to the emulator’s first user; another recipient is remembered', async ({
  page,
}) => {
  await page.goto('/')
  const toMyself = part.preview(page).getByRole('button', { name: 'Send to myself' })
  const dialog = page.getByRole('dialog', { name: 'Send to myself' })
  await toMyself.click()
  await expect(dialog.getByText('The bubbles cannot be sent yet')).toBeVisible()
  await page.keyboard.press('Escape')

  await defaultText(page, 1).fill('Is it there?')
  await toMyself.click()
  await expect(dialog.getByText('林晓雨')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Send again' })).toBeEnabled()
  await expect(dialog.getByText('Use this message in the console')).toBeVisible()

  await dialog.getByRole('button', { name: 'Choose someone else' }).click()
  await target.finder(page).fill('emma')
  await dialog.getByRole('option', { name: /^Emma Clarke/ }).click()
  await expect(dialog.getByText('Emma Clarke')).toBeVisible()
  await page.reload()
  await toMyself.click()
  await expect(dialog.getByText('Emma Clarke')).toBeVisible()
})

test.describe('a text pasted as the target', () => {
  const ID = 'om_dc13264520392913993dd051dba21dcf'

  test('an event of the user opens the chat', async ({ page, server }) => {
    const { chat } = await findChat(server, EMAIL)
    const [first] = chat.messages
    if (!first) throw new Error('an empty chat')
    await page.goto('/')
    await paste(
      part.messageId(page),
      JSON.stringify({
        header: { event_type: 'im.message.receive_v1', token: 'verification' },
        event: {
          sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user' },
          message: { message_id: first.message_id, chat_id: chat.chat_id },
        },
      }),
    )
    await expect(part.messageId(page)).toHaveValue(first.message_id)
    await expect(part.target(page).getByText(/This is a message of the user/)).toBeVisible()
    await part.target(page).getByRole('button', { name: 'Show the chat’s messages' }).click()
    await target.messages(page).getByRole('button', { name: MESSAGE_TO_WANG }).click()
    await expect(target.precheck(page).getByText('Would work now')).toBeVisible()
  })

  test('several messages are offered; a curl gives its id, and its token is not kept', async ({
    page,
  }) => {
    await page.goto('/')
    await paste(
      part.messageId(page),
      JSON.stringify({ data: { items: [{ message_id: 'om_1' }, { message_id: ID }] } }),
    )
    await expect(part.target(page).getByText('The text names 2 messages. Which one?')).toBeVisible()
    await part.target(page).getByRole('button', { name: ID }).click()
    await expect(part.messageId(page)).toHaveValue(ID)

    const token = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
    await part.messageId(page).fill('')
    await paste(
      part.messageId(page),
      `curl https://h/im/v1/messages/${ID}/push_follow_up -H 'Authorization: Bearer ${token}'`,
    )
    await expect(part.messageId(page)).toHaveValue(ID)
    await paste(part.messageId(page), token)
    await expect(part.target(page).getByText(/looks like a token/)).toBeVisible()
    // The token must not be saved with the draft.
    await defaultText(page, 1).fill('typed after the token')
    const stored = () => page.evaluate(() => JSON.stringify(localStorage))
    await expect.poll(stored).toContain('typed after the token')
    expect(await stored()).not.toContain(token)
    expect(await page.content()).not.toContain(token)
  })
})

for (const { locale, looks } of LANGUAGES) {
  test.describe(locale, () => {
    test.use({ locale })

    test('finder, pre-check and connection test have no axe violation and fit the window', async ({
      page,
    }) => {
      const name = (zh: string, en: string) => (locale === 'zh-CN' ? zh : en)
      const check = () =>
        inEachLook(page, looks, async () => {
          await expectNoAxeViolations(page)
          await expectNoOverflow(page)
        })
      await page.goto('/')
      await page.getByText(name('按人员或会话查找', 'Find it by person or chat')).click()
      const finder = page.getByRole('combobox', {
        name: name('查找人员或会话', 'Find a person or a chat'),
      })
      await finder.fill('王芳')
      await page.keyboard.press('ArrowDown')
      await check()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: MESSAGE_TO_WANG }).click()
      await expect(page.getByText(name('现在发送会成功', 'Would work now'))).toBeVisible()
      await page.getByRole('button', { name: name('检查了什么', 'What was checked') }).click()
      await expect(
        page.getByText(name('最新一条消息', 'Latest message'), { exact: true }),
      ).toBeVisible()
      await check()

      await page
        .getByRole('button', { name: name('检查此应用配置', 'Check this profile') })
        .first()
        .click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
      await check()
    })
  })
}
