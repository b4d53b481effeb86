import { emulatorStateSchema } from '#contract/emulator-state'
import type { ConsoleProcess } from '../scripts/console-process.ts'
import { expectNoOverflow } from './at-ease.ts'
import { expectNoAxeViolations } from './axe.ts'
import { paste } from './clipboard.ts'
import { defaultText, newMessage, part, pickPrepared, sendAndExpect } from './console.ts'
import { expect, test } from './fixtures.ts'
import { control, findPerson, openFinder, target } from './target-parts.ts'

const EMAIL = 'wang.fang@example.com'
const HER_MESSAGE = /您的订单 A1024/

async function personOf({ emulatorUrl }: ConsoleProcess, email: string) {
  const state = await fetch(`${emulatorUrl}/_emulator/state`)
  const { users, chats } = emulatorStateSchema.parse(await state.json())
  const user = users.find((one) => one.email === email)
  const chat = chats.find(
    ({ chat_mode, open_ids }) => chat_mode === 'p2p' && open_ids.includes(user?.open_id ?? ''),
  )
  if (!user || !chat) throw new Error(`no chat with ${email}`)
  return { user, chat }
}

test('from a person to a message that takes bubbles, and they arrive', async ({ page }) => {
  await page.goto('/')
  await defaultText(page, 1).fill('查看进度')
  await findPerson(page, EMAIL)
  await expect(part.target(page).getByText('王芳').first()).toBeVisible()

  await target.messages(page).getByRole('button', { name: HER_MESSAGE }).click()
  await expect(part.messageId(page)).toHaveValue(/^om_/)
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
  await expect(target.timer(page)).toHaveText(/^(9:[0-5]\d|8:[0-5]\d)$/)
  await expect(part.preview(page).getByText(HER_MESSAGE)).toBeVisible()

  await sendAndExpect(page, 'Bubbles added')
  await expect(target.outlook(page).getByText(/Would be refused with 230008/)).toBeVisible()
  await expect(target.messages(page).getByText(/230008/)).toBeVisible()
})

test('the list says of each message whether it takes bubbles, and which code would come', async ({
  page,
}) => {
  await page.goto('/')
  await findPerson(page, 'lukas.weber@example.com')
  const messages = target.messages(page)
  await expect(messages.getByRole('button')).toHaveCount(3)
  await expect(messages.getByRole('button', { name: /We have opened ticket/ })).toContainText(
    '230006 · not the latest',
  )
  await messages.getByRole('button', { name: /We have opened ticket/ }).click()
  await expect(target.outlook(page).getByText(/Would be refused with 230006/)).toBeVisible()
})

test('a newer message between the check and the send ends in a truthful 230006', async ({
  page,
  house,
}) => {
  const { user, chat } = await personOf(house, EMAIL)
  await page.goto('/')
  await defaultText(page, 1).fill('OK')
  await findPerson(page, EMAIL)
  await target.messages(page).getByRole('button', { name: HER_MESSAGE }).click()
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()

  await control(house.emulatorUrl, 'POST', `/users/${user.open_id}/messages`, {
    chat_id: chat.chat_id,
    text: '等一下',
  })
  await sendAndExpect(page, 'only support latest message.')
  await expect(target.outlook(page).getByText(/Would be refused with 230006/)).toBeVisible()
  await expect(target.messages(page).getByText('等一下')).toBeVisible()

  await page.getByRole('button', { name: 'Send a new message' }).click()
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
  await sendAndExpect(page, 'Bubbles added')
})

test('every prepared message is foreseen as the platform would answer it', async ({ page }) => {
  await page.goto('/')
  for (const code of [230002, 230003, 230004, 230005, 230006, 230008]) {
    await pickPrepared(page, code)
    await expect(target.outlook(page).getByText(`Would be refused with ${code}`)).toBeVisible()
  }
})

test('what is checked can be read, each condition with its code', async ({ page }) => {
  await page.goto('/')
  await pickPrepared(page, 230003)
  await expect(target.outlook(page).getByText(/Would be refused with 230003/)).toBeVisible()
  await page.getByRole('button', { name: 'What was checked' }).click()
  await expect(target.check(page, 'One-to-one chat')).toContainText('failed')
  await expect(target.check(page, 'One-to-one chat').getByRole('link')).toHaveAttribute(
    'href',
    '/error-codes#push_follow_up-230003',
  )
  await expect(target.check(page, 'Token')).toContainText('passed')
})

test('the 600 s run down beside Send, and at their end a new message is offered', async ({
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
  await expect(target.outlook(page).getByText('Too late, as far as known')).toBeVisible()
  await expect(target.timer(page)).toHaveCount(0)
  await expect(part.send(page)).toHaveAccessibleDescription(/Too late/)
  await page.getByRole('button', { name: 'Send a new message' }).click()
  await expect(part.messageId(page)).not.toHaveValue(id)
})

test('somebody is found and chosen by keyboard alone; star and name are kept', async ({ page }) => {
  await page.goto('/')
  const finder = await openFinder(page)
  await finder.focus()
  await page.keyboard.press('ArrowDown')
  await expect(finder).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.type('emma')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2)
  await page.keyboard.press('ArrowDown')
  const marked = await finder.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${marked}"]`)).toContainText('Emma Clarke')
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

test('whoever is chosen gets the next new message, and their chat is learned from it', async ({
  page,
}) => {
  await page.goto('/')
  const finder = await openFinder(page)
  await finder.fill('林晓雨')
  await page.getByRole('option', { name: /^林晓雨/ }).click()
  await expect(part.target(page).getByText(/chat is not known yet/)).toBeVisible()
  await part.target(page).getByRole('button', { name: 'Send them a new message' }).click()
  await expect(target.messages(page).getByText('Your order 2026-1122')).toBeVisible()
  await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
})

test('what is neither an address nor an id is not looked for, and that is said', async ({
  page,
}) => {
  await page.goto('/')
  const finder = await openFinder(page)
  await finder.fill('nobody@example.com')
  await finder.press('Enter')
  await expect(part.target(page).getByText('Understood as an email address.')).toBeVisible()
})

test('one press sends the bubbles to oneself; somebody else can be named, and is remembered', async ({
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

test.describe('anything pasted as the target', () => {
  const ID = 'om_dc13264520392913993dd051dba21dcf'

  test('an event of the user leads to the chat', async ({ page, house }) => {
    const { chat } = await personOf(house, EMAIL)
    const [asked] = chat.messages
    if (!asked) throw new Error('an empty chat')
    await page.goto('/')
    await paste(
      part.messageId(page),
      JSON.stringify({
        header: { event_type: 'im.message.receive_v1', token: 'verification' },
        event: {
          sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user' },
          message: { message_id: asked.message_id, chat_id: chat.chat_id },
        },
      }),
    )
    await expect(part.messageId(page)).toHaveValue(asked.message_id)
    await expect(part.target(page).getByText(/This is a message of the user/)).toBeVisible()
    await part.target(page).getByRole('button', { name: 'Show the chat’s messages' }).click()
    await target.messages(page).getByRole('button', { name: HER_MESSAGE }).click()
    await expect(target.outlook(page).getByText('Would work now')).toBeVisible()
  })

  test('several messages are offered as a choice', async ({ page }) => {
    await page.goto('/')
    await paste(
      part.messageId(page),
      JSON.stringify({ data: { items: [{ message_id: 'om_1' }, { message_id: ID }] } }),
    )
    await expect(part.target(page).getByText('The text names 2 messages. Which one?')).toBeVisible()
    await part.target(page).getByRole('button', { name: ID }).click()
    await expect(part.messageId(page)).toHaveValue(ID)
  })

  test('a curl gives its id, and its token is kept nowhere', async ({ page }) => {
    const token = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
    await page.goto('/')
    await paste(
      part.messageId(page),
      `curl https://h/im/v1/messages/${ID}/push_follow_up -H 'Authorization: Bearer ${token}'`,
    )
    await expect(part.messageId(page)).toHaveValue(ID)
    await paste(part.messageId(page), token)
    await expect(part.target(page).getByText(/looks like a token/)).toBeVisible()
    await page.waitForTimeout(1000)
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(token)
    expect(await page.content()).not.toContain(token)
  })
})

const LOOKS = [
  { locale: 'en-US', colorScheme: 'light', width: 1440 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1440 },
  { locale: 'zh-CN', colorScheme: 'light', width: 390 },
  { locale: 'en-US', colorScheme: 'dark', width: 390 },
] as const

for (const { locale, colorScheme, width } of LOOKS) {
  test.describe(`${locale}, ${colorScheme}, ${width} px`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } })

    test('axe finds nothing from the finder to the check, and nothing is wider than the page', async ({
      page,
    }) => {
      const zh = locale === 'zh-CN'
      const name = (inChinese: string, inEnglish: string) => (zh ? inChinese : inEnglish)
      await page.goto('/')
      await page.getByText(name('按人员或会话查找', 'Find it by person or chat')).click()
      const finder = page.getByRole('combobox', {
        name: name('查找人员或会话', 'Find a person or a chat'),
      })
      await finder.fill('王芳')
      await page.keyboard.press('ArrowDown')
      await expectNoAxeViolations(page)
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: HER_MESSAGE }).click()
      await expect(page.getByText(name('现在发送会成功', 'Would work now'))).toBeVisible()
      await page.getByRole('button', { name: name('检查了什么', 'What was checked') }).click()
      await expect(
        page.getByText(name('最新一条消息', 'Latest message'), { exact: true }),
      ).toBeVisible()
      await expectNoAxeViolations(page)
      await expectNoOverflow(page)

      await page
        .getByRole('button', { name: name('检查此应用配置', 'Check this profile') })
        .first()
        .click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
      await expectNoAxeViolations(page)
    })
  })
}
