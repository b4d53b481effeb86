import { describe, expect, onTestFinished, test } from 'vitest'
import { listResponseSchema } from '#contract/deliveries/list'
import { exchangesSchema } from '#contract/exchanges'
import { EMULATOR } from '../testing/emulated-console.ts'
import { startWatched } from '../testing/watched-console.ts'

async function start(...options: Parameters<typeof startWatched>) {
  const console = await startWatched(...options)
  onTestFinished(() => console.close())
  return console
}

describe('what became of bubbles, by reading the chat', () => {
  test('finds the clicked bubble, its language and the time by the platform’s clock', async () => {
    const { send, result, setLanguage, click, advance, becomes, request } = await start()
    const stream = (await request('/api/results/stream')).body?.getReader()
    await setLanguage('de_de')
    const push = await send()
    expect(await result(push.id)).toEqual({ kind: 'waiting', certainty: 'unknown' })
    await advance(14_000)
    await click(push.message_id, 1)
    expect(await becomes(push.id, 'clicked')).toEqual({
      kind: 'clicked',
      certainty: 'likely',
      bubble: 1,
      text: 'Geht so',
      matched: 'de_de',
      language: 'de_de',
      language_from: 'text',
      after_ms: expect.toSatisfy((ms) => ms >= 14_000 && ms < 16_000),
      at_ms: expect.any(Number),
      source: 'poll',
    })
    let heard = ''
    while (!heard.includes('"clicked"')) heard += Buffer.from((await stream?.read())?.value ?? [])
    expect(heard).toContain(`"exchange_id":"${push.id}"`)
    await stream?.cancel()
  })

  test('says when several bubbles have the clicked text', async () => {
    const { send, click, becomes } = await start()
    const push = await send([{ content: 'OK' }, { content: ' OK ' }])
    await click(push.message_id, 1)
    const clicked = await becomes(push.id, 'clicked')
    expect(clicked).toMatchObject({ why: 'ambiguous', matched: 'default', language: null })
    expect(clicked.bubble).toBeUndefined()
  })

  test('tells another text, a newer message and a message taken back apart', async () => {
    const { send, write, botWrites, becomes, request, result } = await start()
    const first = await send()
    await write('When does it arrive?')
    expect(await becomes(first.id, 'wrote')).toMatchObject({ certainty: 'certain', source: 'poll' })
    const second = await send()
    await botWrites('Are you there?')
    expect(await becomes(second.id, 'superseded')).toMatchObject({ source: 'poll' })
    const third = await send()
    const fourth = await send()
    expect(await becomes(third.id, 'superseded')).toMatchObject({ source: 'console' })
    await request(`/api/deliveries/${fourth.delivery}/recall`, { method: 'POST' })
    expect(await becomes(fourth.id, 'recalled')).toMatchObject({ source: 'console' })
    expect(await result(first.id)).toMatchObject({ kind: 'wrote' })
  })

  test('ends as untouched after 600 s of the platform’s clock, however the clock of this machine is', async () => {
    const { send, advance, becomes, looks, botWrites, result, pass } = await start()
    const push = await send()
    await advance(601_000)
    const untouched = { kind: 'untouched', certainty: 'certain' }
    expect(await becomes(push.id, 'untouched')).toEqual(untouched)
    expect((await looks('untouched'))[0]).toBeLessThanOrEqual(2)
    // What happens later is noticed only if it is reported.
    await botWrites('Hello')
    expect(await result(push.id)).toEqual(untouched)
    const next = await send()
    await pass(1_000)
    expect(await becomes(next.id, 'waiting')).toEqual({ kind: 'waiting', certainty: 'unknown' })
    expect(await result(push.id)).toEqual(untouched)
  })

  test('looks 25 times at most at a chat in which nothing happens', async () => {
    const { send, pass, advance, looks, result } = await start()
    const push = await send()
    for (let s = 0; s < 605; s += 1) {
      await pass(1_000)
      await advance(1_000)
    }
    await expect.poll(async () => (await result(push.id))?.kind).toBe('untouched')
    expect((await looks())[0]).toBeLessThanOrEqual(26)
  })

  test('pauses for an app without the scope, and says so, until a test of the connection finds it', async () => {
    const { send, grant, becomes, request, click } = await start()
    await grant('im:message:send_as_bot')
    const push = await send()
    expect(await becomes(push.id, 'unknown')).toMatchObject({ why: 'no_scope' })
    const watching = await request('/api/results/watching/emulator')
    const paused = { polling: true, paused: { why: 'no_scope' } }
    expect(await watching.json()).toMatchObject(paused)
    const again = async () => {
      expect((await request('/api/profiles/emulator/doctor')).status).toBe(200)
      return (await request('/api/results/watching/emulator')).json()
    }
    expect(await again()).toMatchObject(paused)
    await grant('im:message:send_as_bot', 'im:message:readonly')
    expect(await again()).toEqual({ polling: true, paused: null })
    const next = await send()
    await click(next.message_id, 0)
    expect(await becomes(next.id, 'clicked')).toMatchObject({ bubble: 0 })
  })

  test('reads no chat of an app for which it is switched off', async () => {
    const { send, becomes, request, click } = await start()
    const off = await request('/api/results/watching/emulator', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ polling: false }),
    })
    expect(await off.json()).toEqual({ polling: false, paused: null })
    const push = await send()
    await click(push.message_id, 0)
    expect(await becomes(push.id, 'unknown')).toMatchObject({ why: 'not_watched' })
  })

  test('finds the chat of a message that another program sent', async () => {
    const { control, post, becomes, click, to } = await start()
    const written = (await control('POST', `/bots/${EMULATOR.app_id}/messages`, {
      open_id: to.receive_id,
      text: 'Sent elsewhere',
    })) as { message: { message_id: string } }
    const { message_id } = written.message
    const sent = await post(`/api/messages/${message_id}/push_follow_up`, {
      follow_ups: [{ content: 'Yes' }, { content: 'No' }],
    })
    const { id } = (await sent.json()) as { id: string }
    await click(message_id, 1)
    expect(await becomes(id, 'clicked')).toMatchObject({ bubble: 1, matched: 'default' })
  })
})

test('results are counted, filtered and exported', async () => {
  const { send, click, becomes, summary, write, request } = await start()
  const first = await send()
  await click(first.message_id, 0)
  await becomes(first.id, 'clicked')
  const second = await send()
  await write('?')
  await becomes(second.id, 'wrote')
  const found = await summary('?profile=emulator')
  expect(found).toMatchObject({
    total: 2,
    counts: { clicked: 1, wrote: 1, waiting: 0, unknown: 0 },
    bubbles: [1, 0, 0],
    no_click: 1,
    bubble_unknown: 0,
    by_bubble: [{ bubble: 0, text: 'Very good', count: 1 }, { count: 0 }, { count: 0 }],
  })
  expect(await summary('?template=none')).toMatchObject({ total: 0, median_after_ms: null })
  const listed = await request('/api/exchanges?result=clicked')
  const { exchanges } = exchangesSchema.parse(await listed.json())
  expect(exchanges.map(({ id }) => id)).toEqual([first.id])
  const history = (await (await request('/api/history?result=wrote')).json()) as {
    rows: { delivery: { id: string } }[]
  }
  expect(history.rows.map(({ delivery }) => delivery.id)).toEqual([second.delivery])
  const csv = await (await request('/api/results.csv')).text()
  expect(csv.split('\r\n')).toHaveLength(4)
  expect(csv).toContain(first.id)
  expect(csv).not.toContain('?,')
})

test('the chats of a list are looked at once, when their time is over', async () => {
  const console = await start()
  const { post, request, state, pass, advance, control, storage } = console
  const { users } = await state()
  const [clicking, silent] = users.map(({ open_id }) => open_id)
  const rows = [clicking, silent].map((recipient) => ({ recipient }))
  const draft = { message: { text: 'Hi' }, follow_ups: [{ content: 'Yes' }], rows }
  const read = async (response: Response) => listResponseSchema.parse(await response.json()).list
  const { id } = await read(await post('/api/lists', draft))
  await post(`/api/lists/${id}/start`, {})
  const list = async () => read(await request(`/api/lists/${id}`))
  await expect.poll(async () => (await list()).state).toBe('finished')
  const [row] = (await list()).rows
  await control('POST', `/users/${clicking}/clicks`, { message_id: row?.message_id, index: 0 })
  await pass(590_000)
  expect((await list()).rows.map(({ result }) => result?.kind)).toEqual(['waiting', 'waiting'])
  await advance(601_000)
  await expect
    .poll(async () => {
      await pass(10_000)
      return (await list()).rows.map(({ result }) => result?.kind)
    })
    .toEqual(['clicked', 'untouched'])
  expect(await console.summary(`?list=${id}`)).toMatchObject({ total: 2, bubbles: [1, 0, 0] })
  const looks = await storage.read((db) => db.selectFrom('results').select('looks').execute())
  expect(looks.map((one) => one.looks)).toEqual([1, 1])
  const csv = await (await request(`/api/lists/${id}/export?format=csv`)).text()
  expect(csv).toContain('clicked,1,Yes')
})
