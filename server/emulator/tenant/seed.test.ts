import { expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { describeDemonstrations } from '../control/describe-state.ts'
import { START, startForTest } from '../testing/client.ts'
import { bubble } from '../testing/push.ts'
import { seed } from './seed.ts'
import { createWorld } from './world.ts'

test('a push to each sample message returns the code that the state predicts', async () => {
  const { call, state, token } = await startForTest()
  const authorized = { token: await token(), body: bubble('OK') }
  const { demonstrations } = await state()
  const answered: number[] = []
  for (const { message_id, expected_code } of demonstrations) {
    const path = `/open-apis/im/v1/messages/${message_id}/push_follow_up`
    const { code } = await call('POST', path, authorized)
    expect(code).toBe(expected_code)
    answered.push(code)
  }
  expect(answered).toEqual([0, 230002, 230003, 230004, 230005, 230006, 230001, 230008])
})

test('code and title of a sample message follow its bubbles, its age and its recall', () => {
  let now = START
  const world = createWorld({ clock: () => now })
  const first = () => describeDemonstrations(world)[0]
  expect(first()).toMatchObject({ expected_code: 0, title: { zh: '可以发送气泡' } })
  const message = world.state.messages.get(first()?.message_id ?? '')
  if (!message) throw new Error('not seeded')
  message.follow_ups = [{ content: 'x' }]
  expect(first()).toMatchObject({ expected_code: 230008, title: { en: 'Already has bubbles' } })
  now += 600_000
  expect(first()).toMatchObject({ expected_code: 230002, title: { en: 'Older than 600 s' } })
  message.deleted = true
  expect(first()).toMatchObject({ expected_code: 230001, title: { en: 'Recalled' } })
})

test('two starts have the same ids and different times', () => {
  const [early, late] = [seed(START), seed(START + 5000)]
  expect([...early.messages.keys()]).toEqual([...late.messages.keys()])
  expect(early.demonstrations).toEqual(late.demonstrations)
  for (const [id, message] of early.messages) {
    expect(late.messages.get(id)?.create_time_ms).toBe(message.create_time_ms + 5000)
    expect(id).toMatch(/^om_x100b[0-9a-f]{27}$/)
  }
})

test('two seeds share no objects', () => {
  const changed = seed(START)
  const untouched = structuredClone(seed(START))
  for (const app of changed.apps.values()) app.name = 'changed'
  for (const user of changed.users.values()) user.name = 'changed'
  for (const chat of changed.chats.values()) chat.message_ids.push('om_changed')
  for (const message of changed.messages.values()) message.follow_ups = []
  expect(seed(START)).toEqual(untouched)
})

test('the default receiver uses Chinese and has no chat, so a new message affects no other chat', () => {
  const { users, chats, default_receiver_open_id } = seed(START)
  expect(users.get(default_receiver_open_id)?.language).toBe('zh_cn')
  const theirs = [...chats.values()].filter(({ open_ids }) =>
    open_ids.includes(default_receiver_open_id),
  )
  expect(theirs.map(({ chat_mode }) => chat_mode)).toEqual(['group'])
})

test('the users have several languages', () => {
  const languages = new Set([...seed(START).users.values()].map(({ language }) => language))
  expect(languages.size).toBeGreaterThanOrEqual(5)
  for (const language of languages) expect(LANGUAGES).toContain(language)
})
