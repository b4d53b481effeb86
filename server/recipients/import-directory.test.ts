import { expect, onTestFinished, test } from 'vitest'
import { emulatorStateSchema } from '#contract/emulator/state'
import {
  DIRECTORY_LIMITS,
  type Directory,
  directoryResponseSchema,
  recipientsSchema,
} from '#contract/recipients'
import { systemClock } from '../feishu/clock.ts'
import { EMULATOR, startEmulated } from '../testing/emulated-console.ts'
import { refusalOf } from '../testing/send.ts'
import { createTestConsole } from '../testing/test-console.ts'

const PATH = '/api/recipients/directory'
const APP = `/apps/${EMULATOR.app_id}`

async function start() {
  const console = await startEmulated()
  onTestFinished(() => console.close())
  const { users } = emulatorStateSchema.parse(await console.control('GET', '/state'))
  const [xiaoyu, fang] = users
  if (!xiaoyu || !fang) throw new Error('too few users in the seed')
  return {
    ...console,
    ids: { xiaoyu: xiaoyu.open_id, fang: fang.open_id },
    async load(entries: Directory['entries'], dry_run = false) {
      const response = await console.post(PATH, { entries, dry_run })
      expect(response.status).toBe(200)
      return directoryResponseSchema.parse(await response.json())
    },
    async names() {
      const list = recipientsSchema.parse(await (await console.request('/api/recipients')).json())
      return Object.fromEntries(list.recipients.map((one) => [one.receive_id, one.name]))
    },
  }
}

test('saves names by address, number and id, and says what a name was before', async () => {
  const { ids, load, names } = await start()
  const entries = [
    { recipient: 'lin.xiaoyu@example.com', name: ' 小雨 ' },
    { recipient: ids.fang, name: '王芳' },
    { recipient: '+1 202 555 0123', name: 'Emma' },
    { recipient: 'nobody@example.com', name: 'Nobody' },
    { recipient: 'no idea', name: 'X' },
    // The number of the first one.
    { recipient: '13800000001', name: '林' },
    { recipient: 'on_a', name: '' },
    { recipient: 'on_b', name: 'x'.repeat(101) },
  ]
  const preview = await load(entries, true)
  expect(preview.entries.map(({ n, result }) => [n, result])).toEqual([
    [1, 'added'],
    [2, 'added'],
    [3, 'added'],
    [4, 'not_found'],
    [5, 'malformed'],
    [6, 'duplicate'],
    [7, 'name_missing'],
    [8, 'name_too_long'],
  ])
  expect(preview.counts).toEqual({ added: 3, renamed: 0, unchanged: 0, removed: 0, invalid: 5 })
  expect(preview.entries[0]).toMatchObject({
    typed: 'lin.xiaoyu@example.com',
    recipient: { receive_id_type: 'open_id', receive_id: ids.xiaoyu },
    name: '小雨',
    before: null,
  })
  expect(await names(), 'a dry run stores nothing').toEqual({})

  expect(await load(entries)).toEqual({ ...preview, dry_run: false })
  expect(await names()).toMatchObject({ [ids.xiaoyu]: '小雨', [ids.fang]: '王芳' })
  const again = await load([
    { recipient: ids.xiaoyu, name: '林晓雨' },
    { recipient: ids.fang, name: '王芳' },
  ])
  expect(again.counts).toMatchObject({ renamed: 1, unchanged: 1 })
  expect(again.entries[0]).toMatchObject({ before: '小雨', name: '林晓雨' })
})

test('is undone by the names of before', async () => {
  const { ids, load, names, post, request } = await start()
  await load([{ recipient: ids.xiaoyu, name: '小雨' }])
  await post('/api/messages', { receive_id_type: 'open_id', receive_id: ids.fang, text: 'x' })
  const before = await names()
  const { entries } = await load([
    { recipient: ids.xiaoyu, name: '林晓雨' },
    { recipient: ids.fang, name: '王芳' },
    { recipient: '+12025550123', name: 'Emma' },
  ])
  expect(Object.keys(await names())).toHaveLength(3)
  const undone = await load(
    entries.flatMap((one) =>
      one.recipient ? [{ recipient: one.recipient, name: one.before }] : [],
    ),
  )
  expect(undone.counts).toMatchObject({ renamed: 1, removed: 2 })
  // Emma is gone; somebody who was sent to stays.
  expect(await names()).toEqual(before)
  const named = await request(`/api/recipients?query=${encodeURIComponent('王芳')}`)
  expect((await named.json()).recipients).toEqual([])
})

test('keeps an address as it is without the scope to look it up, and finds the name by it', async () => {
  const { control, load, post } = await start()
  await control('PATCH', APP, { scopes: ['im:message'] })
  const done = await load([
    { recipient: 'lin.xiaoyu@example.com', name: '小雨' },
    { recipient: '13800000001', name: '小雨' },
  ])
  expect(done.entries.map(({ result }) => result)).toEqual(['added', 'not_checked'])
  expect(done.not_checked).toMatchObject({ code: 99991672 })
  const find = async () =>
    (await (await post('/api/recipients/find', { query: 'lin.xiaoyu@example.com' })).json())
      .recipients
  expect(await find()).toMatchObject([{ receive_id_type: 'email', name: '小雨' }])
  await control('PATCH', APP, { scopes: ['im:message', 'contact:user.id:readonly'] })
  expect(await find()).toMatchObject([{ receive_id_type: 'open_id', name: '小雨' }])
})

test('stores no address if nothing that is typed to search is kept', async () => {
  const { control, profile } = await start()
  await control('PATCH', APP, { scopes: ['im:message'] })
  const console = createTestConsole([profile], { keepLookups: false, clock: systemClock })
  onTestFinished(() => console.close())
  const entries = [{ recipient: 'lin.xiaoyu@example.com', name: '小雨' }]
  const response = await console.post(PATH, { entries, dry_run: false })
  expect((await response.json()).entries).toMatchObject([{ result: 'not_checked' }])
  expect(await (await console.request('/api/recipients')).json()).toEqual({ recipients: [] })
})

test('takes 10,000 entries at once and no more, and refuses an invalid one', async () => {
  const { ids, load, post } = await start()
  const entries = Array.from({ length: DIRECTORY_LIMITS.entries }, (_, n) => ({
    recipient: n % 100 === 0 ? `nobody${n}@example.com` : `ou_person${n}`,
    name: `Person ${n}`,
  }))
  const { counts } = await load(entries)
  expect(counts).toMatchObject({ added: 9_900, invalid: 100 })
  expect((await load(entries)).counts).toMatchObject({ added: 0, unchanged: 9_900 })
  const more = [...entries, { recipient: ids.fang, name: 'x' }]
  expect((await post(PATH, { entries: more, dry_run: true })).status).toBe(413)
  for (const [body, path] of [
    [{ entries: [], dry_run: true }, 'entries'],
    [{ entries: [{ recipient: 'ou_1' }], dry_run: true }, 'entries.0.name'],
    [{ entries: [{ recipient: 'ou_1', name: 'x' }] }, 'dry_run'],
  ] as const) {
    const refused = await post(PATH, body)
    expect(refused.status).toBe(422)
    expect((await refusalOf(refused)).issues[0]?.path).toBe(path)
  }
})
