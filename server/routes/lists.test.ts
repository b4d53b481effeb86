import { expect, onTestFinished, test } from 'vitest'
import {
  type DeliveryList,
  listResponseSchema,
  listsSchema,
  type NewListRow,
} from '#contract/deliveries/list'
import { emulatorStateSchema } from '#contract/emulator/state'
import { startEmulated } from '../testing/emulated-console.ts'
import { refusalOf } from '../testing/send.ts'

const PATH = '/api/lists'
const XIAOYU = 'lin.xiaoyu@example.com'
const KEN = 'sato.ken@example.com'
const EMMA = '+12025550123'
const TEXTS = {
  message: { text: 'Hi {{name}}, order {{order}} arrived.' },
  follow_ups: [{ content: 'Where is {{order}}?' }],
}
const values = { name: 'Emma', order: 'A-1' }
const PEOPLE = [XIAOYU, EMMA, 'wang.fang@example.com']

async function listOf(response: Response): Promise<DeliveryList> {
  const body: unknown = await response.json()
  expect([response.status, body]).toMatchObject([200, {}])
  return listResponseSchema.parse(body).list
}

/** A console with its emulator, and what people do with lists. */
async function startLists() {
  const console = await startEmulated()
  onTestFinished(() => console.close())
  const read = async (id: string, query = '') =>
    listOf(await console.request(`${PATH}/${id}${query}`))
  return {
    ...console,
    read,
    create: async (rows: readonly NewListRow[], more: object = {}) =>
      listOf(await console.post(PATH, { ...TEXTS, rows, ...more })),
    act: async (id: string, action: string, body?: object) =>
      listOf(
        await console.request(`${PATH}/${id}/${action}`, {
          method: 'POST',
          ...(body && {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
        }),
      ),
    change: (id: string, n: number, body: object) =>
      console.request(`${PATH}/${id}/rows/${n}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    /** The app may not ask who it is available to, so no one is out of range. */
    allowEveryone: () =>
      console.control('PATCH', '/apps/cli_0123456789abcdef', { scopes: ['im:message'] }),
    fault: (operation: string, fault: object, next_calls?: number) =>
      console.control('POST', '/faults', { operation, fault, ...(next_calls && { next_calls }) }),
    /** Waits until a list is in a state and nothing of it runs any more. */
    async settled(id: string, state: DeliveryList['state']) {
      await expect
        .poll(async () => {
          const list = await read(id)
          return [list.state, list.counts.running]
        }, POLL)
        .toEqual([state, 0])
      return read(id)
    },
    /** The texts that bots have sent, with their bubbles. */
    async sent(): Promise<{ text: string; bubbles: string[] }[]> {
      const response = await console.request('/api/emulator/state')
      const { chats } = emulatorStateSchema.parse(await response.json())
      return chats
        .flatMap(({ messages }) => messages)
        .filter(({ text }) => text.startsWith('Hi '))
        .sort((a, b) => a.text.localeCompare(b.text))
        .map(({ text, follow_ups }) => ({
          text,
          bubbles: follow_ups.map(({ content }) => content),
        }))
    },
  }
}

const POLL = { interval: 50 }

test('sends each row its own texts as a delivery, after a check', async () => {
  const console = await startLists()
  const rows = [
    { recipient: XIAOYU, values: { name: '晓雨', order: 'A-1' } },
    { recipient: EMMA, values: { name: 'Emma', order: 'A-2' } },
  ]
  const draft = await console.create(rows, { name: 'arrived' })
  expect(draft).toMatchObject({ state: 'draft', total: 2, variables: ['name', 'order'] })
  // A mobile number has no id before it is looked up.
  expect(draft.rows.map(({ recipient }) => recipient?.receive_id_type)).toEqual([
    'email',
    undefined,
  ])

  await console.act(draft.id, 'start', {})
  const list = await console.settled(draft.id, 'finished')
  expect(list.counts).toMatchObject({ sent: 2 })
  expect(list.rows).toMatchObject([
    { n: 1, state: 'sent', code: 0, typed: XIAOYU, recipient: { receive_id_type: 'open_id' } },
    { n: 2, state: 'sent', code: 0, typed: EMMA, recipient: { label: EMMA } },
  ])
  expect(await console.sent()).toEqual([
    { text: 'Hi Emma, order A-2 arrived.', bubbles: ['Where is A-2?'] },
    { text: 'Hi 晓雨, order A-1 arrived.', bubbles: ['Where is A-1?'] },
  ])
  const deliveries = await console.request(`/api/deliveries?list=${list.id}`)
  expect((await deliveries.json()).deliveries).toMatchObject([
    { list_id: list.id, state: 'sent' },
    { list_id: list.id, state: 'sent' },
  ])
  const lists = listsSchema.parse(await (await console.request(PATH)).json())
  expect(lists.lists).toMatchObject([{ id: list.id, name: 'arrived', counts: { sent: 2 } }])
  expect(lists.next_cursor).toBeNull()
})

test('a dry run finds what is wrong with each row, and sends nothing', async () => {
  const console = await startLists()
  const typed = [
    'nobody@example.com',
    XIAOYU,
    XIAOYU,
    KEN,
    'what is this',
    EMMA,
    'wang.fang@example.com',
  ]
  const draft = await console.create(
    typed.map((recipient, i) => ({ recipient, values: i === 6 ? { name: 'Fang' } : values })),
  )
  const list = await console.act(draft.id, 'check')
  expect(list.checked_at).not.toBeNull()
  expect(list.rows.map(({ state, issues }) => [state, ...issues.map(({ kind }) => kind)])).toEqual([
    ['invalid', 'not_found'],
    ['ready'],
    ['invalid', 'duplicate'],
    ['invalid', 'out_of_range'],
    ['invalid', 'malformed'],
    ['ready'],
    ['invalid', 'value_missing'],
  ])
  expect(list.rows[2]?.issues).toMatchObject([{ row: 2, blocking: true }])
  expect(list.rows[6]?.issues).toMatchObject([{ variables: ['order'] }])
  expect(list.counts).toMatchObject({ ready: 2, invalid: 5 })
  expect(list.invalid_by).toEqual({
    ...{ not_found: 1, duplicate: 1, out_of_range: 1, malformed: 1, value_missing: 1 },
  })
  expect(await console.sent()).toEqual([])

  const invalid = await console.read(list.id, '?state=invalid&issue=duplicate')
  expect(invalid.rows.map(({ n }) => n)).toEqual([3])
  const page = await console.read(list.id, '?state=invalid&limit=2')
  expect([page.rows.map(({ n }) => n), page.next_after]).toEqual([[1, 3], 3])
  const rest = await console.read(list.id, `?state=invalid&after=${page.next_after}`)
  expect([rest.rows.map(({ n }) => n), rest.next_after]).toEqual([[4, 5, 7], null])
})

test('a fixed row is checked again, and so are its duplicates', async () => {
  const console = await startLists()
  const draft = await console.create([
    { recipient: 'nobody@example.com', values },
    { recipient: XIAOYU, values },
    { recipient: KEN, values },
    { recipient: XIAOYU, values: {} },
  ])
  await console.act(draft.id, 'check')
  const fixed = await listOf(await console.change(draft.id, 1, { recipient: EMMA }))
  expect(fixed.rows).toMatchObject([{ n: 1, state: 'ready', typed: EMMA, issues: [] }])
  const again = await listOf(await console.change(draft.id, 1, { recipient: XIAOYU }))
  expect(again.rows).toMatchObject([{ state: 'ready' }])
  const list = await console.read(draft.id)
  expect(list.rows.map(({ issues }) => issues.map(({ kind, row }) => [kind, row]))).toEqual([
    [],
    [['duplicate', 1]],
    [['out_of_range', undefined]],
    [
      ['value_missing', undefined],
      ['duplicate', 1],
    ],
  ])
  const included = await listOf(await console.change(draft.id, 3, { include: true }))
  expect(included.rows).toMatchObject([
    { state: 'ready', issues: [{ kind: 'out_of_range', blocking: false }] },
  ])
  // A missing value cannot be sent on purpose.
  const missing = await listOf(await console.change(draft.id, 4, { include: true }))
  expect(missing.rows).toMatchObject([{ state: 'invalid' }])
  const filled = await listOf(await console.change(draft.id, 4, { values }))
  expect(filled.rows).toMatchObject([{ state: 'ready', include: true }])
  expect((await console.change(draft.id, 9, {})).status).toBe(404)
})

test('asks about a person who was written to a moment ago', async () => {
  const console = await startLists()
  const rows = [{ recipient: XIAOYU, values }]
  const first = await console.create(rows)
  await console.act(first.id, 'start', {})
  await console.settled(first.id, 'finished')
  const second = await console.create(rows)
  const checked = await console.act(second.id, 'check')
  expect(checked.rows[0]).toMatchObject({
    state: 'invalid',
    issues: [{ kind: 'recent', recent: { actor: 'local' } }],
  })
  await console.act(second.id, 'start', {})
  const list = await console.settled(second.id, 'finished')
  expect(list.counts).toMatchObject({ invalid: 1, sent: 0 })
  expect(await console.sent()).toHaveLength(1)
})

test('sends the rows that failed again as a new list, but no message twice', async () => {
  const console = await startLists()
  for (const operation of ['create_message', 'push_follow_up']) {
    await console.fault(operation, { kind: 'server_error' }, 1)
  }
  const draft = await console.create(PEOPLE.map((recipient) => ({ recipient, values })))
  await console.act(draft.id, 'start', {})
  const list = await console.settled(draft.id, 'finished')
  expect(list.counts).toMatchObject({ refused: 1, message_only: 1, sent: 1 })
  const again = await console.act(draft.id, 'again', {})
  expect(again).toMatchObject({ state: 'draft', total: 2, again_of: draft.id })
  await console.act(again.id, 'start', {})
  const repeated = await console.settled(again.id, 'finished')
  expect(repeated.counts).toMatchObject({ sent: 2 })
  // The message that had arrived got its bubbles.
  expect((await console.sent()).map(({ bubbles }) => bubbles.length)).toEqual([1, 1, 1])
})

test('never sends an unknown row again, and follows what a person finds out about it', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'drop', when: 'after_effect' }, 1)
  const draft = await console.create(PEOPLE.map((recipient) => ({ recipient, values })))
  await console.act(draft.id, 'start', {})
  const list = await console.settled(draft.id, 'finished')
  expect(list.counts).toMatchObject({ unknown: 1, sent: 2 })
  const again = await console.request(`${PATH}/${draft.id}/again`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' },
  })
  expect(again.status).toBe(422)
  expect(await console.sent()).toHaveLength(3)
  const id = list.rows.find(({ state }) => state === 'unknown')?.delivery_id
  await console.request(`/api/deliveries/${id}/continue`, { method: 'POST' })
  expect((await console.read(draft.id)).counts).toMatchObject({ unknown: 0, sent: 3 })
  expect(await console.sent()).toHaveLength(3)
})

test('waits when the platform asks for it, instead of failing rows', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'rate_limited', reset: 1 }, 2)
  await console.fault('push_follow_up', { kind: 'rate_limited', reset: 1 }, 1)
  const draft = await console.create(PEOPLE.map((recipient) => ({ recipient, values })))
  await console.act(draft.id, 'start', {})
  expect((await console.settled(draft.id, 'finished')).counts).toMatchObject({ sent: 3 })
  expect(await console.sent()).toHaveLength(3)
})

test('says what has left when it is stopped, and is not resumed', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'latency', ms: 400 })
  // The same person is written to one message after the other.
  const draft = await console.create(
    Array.from({ length: 6 }, () => ({ recipient: XIAOYU, values })),
  )
  for (let n = 2; n <= 6; n += 1) await console.change(draft.id, n, { include: true })
  await console.act(draft.id, 'start', {})
  await expect.poll(async () => (await console.read(draft.id)).counts.sent, POLL).toBeGreaterThan(0)
  await console.act(draft.id, 'stop')
  const list = await console.settled(draft.id, 'stopped')
  const { sent, stopped } = list.counts
  expect([sent + stopped, sent > 0, stopped > 0]).toEqual([6, true, true])
  expect(await console.sent()).toHaveLength(sent)
  const resumed = await console.request(`${PATH}/${list.id}/resume`, { method: 'POST' })
  expect(resumed.status).toBe(422)
  const again = await console.act(list.id, 'again', { states: ['stopped'] })
  expect(again.total).toBe(stopped)
})

test('pauses and goes on where it was', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'latency', ms: 300 })
  const draft = await console.create(
    Array.from({ length: 6 }, () => ({ recipient: XIAOYU, values })),
  )
  for (let n = 2; n <= 6; n += 1) await console.change(draft.id, n, { include: true })
  await console.act(draft.id, 'start', {})
  // Retention keeps the newest delivery whole, so there has to be another one.
  await expect.poll(async () => (await console.read(draft.id)).counts.sent, POLL).toBeGreaterThan(1)
  expect(await console.act(draft.id, 'pause')).toMatchObject({
    state: 'paused',
    paused_by: 'person',
  })
  const paused = await console.settled(draft.id, 'paused')
  expect(paused.counts.waiting).toBeGreaterThan(0)
  // A row that was not sent yet can still be fixed.
  const changed = await console.change(draft.id, 6, { values: { name: 'X' } })
  expect((await listOf(changed)).rows[0]?.values.name).toBe('X')
  expect((await console.change(draft.id, 1, { values })).status).toBe(422)
  // Sent rows stay sent, even if retention removes their deliveries.
  const limits = { max_age_days: null, max_count: 1, dry_run: false }
  expect(
    (await (await console.post('/api/retention', limits)).json()).removed.count,
  ).toBeGreaterThan(0)
  expect((await console.read(draft.id)).counts).toEqual(paused.counts)
  await console.act(draft.id, 'resume')
  expect((await console.settled(draft.id, 'finished')).counts).toMatchObject({ sent: 6 })
  expect((await console.sent()).map(({ text }) => text.slice(0, 5))).toEqual([
    ...['Hi Em', 'Hi Em', 'Hi Em', 'Hi Em', 'Hi Em', 'Hi X,'],
  ])
})

test('pauses automatically when too many rows are not sent', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'server_error' })
  const rows = Array.from({ length: 90 }, (_, i) => ({ recipient: `ou_person${i}`, values }))
  await console.allowEveryone()
  const draft = await console.create(rows)
  await console.act(draft.id, 'start', {})
  const list = await console.settled(draft.id, 'paused')
  expect(list.paused_by).toBe('refusals')
  // Those that had begun are completed.
  expect(list.counts.refused).toBeGreaterThanOrEqual(20)
  expect(list.counts.waiting).toBeGreaterThan(0)
  expect(list.counts.refused + list.counts.waiting).toBe(90)
})

test('pauses apart from refusals when too many results are unknown, and counts them by themselves', async () => {
  const console = await startLists()
  await console.fault('create_message', { kind: 'reset', when: 'before_effect' })
  const rows = Array.from({ length: 90 }, (_, i) => ({ recipient: `ou_person${i}`, values }))
  await console.allowEveryone()
  const draft = await console.create(rows)
  await console.act(draft.id, 'start', {})
  const list = await console.settled(draft.id, 'paused')
  expect(list.paused_by).toBe('unknown')
  expect(list.counts).toMatchObject({ refused: 0, not_sent: 0 })
  expect(list.counts.unknown).toBeGreaterThanOrEqual(20)
  expect(list.counts.unknown + list.counts.waiting).toBe(90)
})

test('writes to each person in the language that they read, if the template has it', async () => {
  const console = await startLists()
  const template = await (
    await console.post('/api/templates', {
      name: 'Order',
      message: {
        content: 'Hi {{name}}!',
        i18n_contents: [
          { language: 'ja_jp', content: 'Hi {{name}}さん' },
          { language: 'de_de', content: '' },
        ],
      },
      follow_ups: TEXTS.follow_ups,
    })
  ).json()
  const people = ['lukas.weber@example.com', 'kim.minji@example.com', XIAOYU]
  const reads = { 'lukas.weber@example.com': 'de_de', 'kim.minji@example.com': 'ja_jp' }
  for (const [query, language] of Object.entries(reads)) {
    const found = await (await console.post('/api/recipients/find', { query })).json()
    const [{ receive_id_type, receive_id }] = found.recipients
    await console.request('/api/recipients', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receive_id_type, receive_id, language }),
    })
  }
  const list = await listOf(
    await console.post(PATH, {
      template: { id: template.id, version: 1 },
      rows: people.map((recipient) => ({ recipient, values })),
    }),
  )
  expect(list).toMatchObject({
    message: { text: 'Hi {{name}}!' },
    message_i18n: [{ language: 'ja_jp', content: 'Hi {{name}}さん' }],
  })
  await console.act(list.id, 'start', {})
  const done = await console.settled(list.id, 'finished')
  expect(done.rows.map(({ language, state }) => [language, state])).toEqual([
    [null, 'sent'],
    ['ja_jp', 'sent'],
    [null, 'sent'],
  ])
  expect((await console.sent()).map(({ text }) => text)).toEqual([
    'Hi Emma!',
    'Hi Emma!',
    'Hi Emmaさん',
  ])
  const deliveries = await (await console.request(`/api/deliveries?list=${list.id}`)).json()
  const languages = deliveries.deliveries.map(
    (one: { template: { language?: string } }) => one.template.language,
  )
  expect(languages.toSorted()).toEqual(['ja_jp', undefined, undefined])
})

test('takes slots that step back for people, for its checks, sends and waits', async () => {
  const console = await startLists()
  const { budgets, profile } = console
  const used = new Set<string>()
  const { queue, read } = budgets
  budgets.queue = (key, call, use = 'person') => {
    used.add(`${call} of a ${use}`)
    return queue(key, call, use)
  }
  budgets.take = async (key, call, use = 'person') => {
    used.add(`${call} of a ${use}`)
    const slot = queue(key, call, use)
    if ('wait' in slot) slot.end()
    return 'go'
  }
  budgets.read = (key, call, use = 'person') => {
    used.add(`${use} waits`)
    return read(key, call, use)
  }
  const list = await console.create([{ recipient: XIAOYU, values }])
  await console.act(list.id, 'start', {})
  expect((await console.settled(list.id, 'finished')).counts).toMatchObject({ sent: 1 })
  expect([...used].toSorted()).toEqual([
    'batch_get_id of a list',
    'bot_info of a list',
    'check_visibility of a list',
    'create_message of a list',
    'list waits',
    'list_scopes of a list',
    'push_follow_up of a list',
  ])
  used.clear()
  const recipient = { receive_id_type: 'email', receive_id: XIAOYU }
  const message = { text: 'By hand' }
  const byHand = { message, recipient, follow_ups: [{ content: 'x' }], profile: profile.id }
  expect((await console.post('/api/deliveries', byHand)).status).toBe(200)
  expect([...used].toSorted()).toEqual(['create_message of a person', 'push_follow_up of a person'])
})

test('starts at its time, and can be unscheduled', async () => {
  const console = await startLists()
  const zone = 'Asia/Shanghai'
  const local = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)
  const rows = [{ recipient: XIAOYU, values }]
  const far = await console.create(rows, { schedule: { at: '2099-01-01T09:00', zone } })
  expect(far).toMatchObject({ state: 'scheduled', starts_at: '2099-01-01T01:00:00.000Z' })
  expect(await console.act(far.id, 'pause')).toMatchObject({ state: 'draft', schedule: null })
  for (const [at, other] of [
    ['2001-01-01T09:00', zone],
    ['2099-02-30T09:00', zone],
    ['2099-01-01T09:00', 'Asia/Nowhere'],
  ]) {
    const response = await console.post(PATH, { ...TEXTS, rows, schedule: { at, zone: other } })
    expect(response.status).toBe(422)
    expect((await refusalOf(response)).issues[0]?.path).toMatch(/^schedule\./)
  }
  const soon = { at: local(Date.now() + 1_500), zone }
  expect((await console.act(far.id, 'start', { schedule: soon })).state).toBe('scheduled')
  const list = await console.settled(far.id, 'finished')
  expect(list.counts.sent).toBe(1)
  expect(Date.parse(list.started_at ?? '')).toBeGreaterThanOrEqual(Date.parse(`${soon.at}+08:00`))
})

test('sends nothing in quiet hours', async () => {
  const console = await startLists()
  const hour = (ms: number) => new Date(ms).toISOString().slice(11, 16)
  const quiet_hours = { from: hour(Date.now() - 3_600_000), to: hour(Date.now() + 3_600_000) }
  const at = new Date(Date.now() + 1_200).toISOString().slice(0, 19)
  const schedule = { at, zone: 'UTC', quiet_hours }
  const draft = await console.create([{ recipient: XIAOYU, values }], { schedule })
  await expect.poll(async () => (await console.read(draft.id)).state, POLL).toBe('running')
  await expect.poll(async () => (await console.read(draft.id)).checked_at, POLL).not.toBeNull()
  const list = await console.read(draft.id)
  expect(list.quiet_until?.slice(11, 16)).toBe(quiet_hours.to)
  expect(list.counts).toMatchObject({ sent: 0, waiting: 1 })
  await console.act(draft.id, 'stop')
  expect(await console.sent()).toEqual([])
})

test('is made once for a key, and exports its rows', async () => {
  const console = await startLists()
  const rows = [{ recipient: XIAOYU, values: { ...values, name: '=1+1' } }]
  const key = { 'Idempotency-Key': 'one' }
  const first = await listOf(await console.post(PATH, { ...TEXTS, rows }, key))
  expect((await listOf(await console.post(PATH, { ...TEXTS, rows }, key))).id).toBe(first.id)
  expect((await console.post(PATH, { ...TEXTS, rows: [...rows, ...rows] }, key)).status).toBe(422)
  await console.act(first.id, 'start', {})
  const list = await console.settled(first.id, 'finished')
  const csv = await (await console.request(`${PATH}/${first.id}/export?format=csv`)).text()
  const [head, line] = csv.replace('\uFEFF', '').split('\r\n')
  expect(head).toBe(
    'row,recipient,receive_id_type,receive_id,language,{{name}},{{order}},state,issues,code,msg,log_id,message_id,sent_at,delivery_id,result,bubble,bubble_text,user_language,client,after_ms',
  )
  // A spreadsheet would run it as a formula otherwise.
  expect(line).toContain(`1,${XIAOYU},open_id,`)
  expect(line).toContain(",'=1+1,A-1,sent,,0,success,")
  expect(line).toContain(list.rows[0]?.log_id)
  const json = await (await console.request(`${PATH}/${first.id}/export?format=json`)).json()
  expect(json.rows).toEqual(list.rows)
})

test('takes 10,000 rows and no more', async () => {
  const console = await startLists()
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ recipient: `ou_person${i}`, values }))
  const list = await console.create(rows)
  expect(list).toMatchObject({ total: 10_000, counts: { ready: 10_000 }, seconds_left: 560 })
  expect(list.rows).toHaveLength(100)
  const tooMany = await console.post(PATH, { ...TEXTS, rows: [...rows, ...rows.slice(0, 1)] })
  expect(tooMany.status).toBe(413)
  const wide = { ...values, note: 'x'.repeat(1_000) }
  const tooLarge = rows.map((row) => ({ ...row, values: wide }))
  expect((await console.post(PATH, { ...TEXTS, rows: tooLarge })).status).toBe(413)
})

test('stores no secret of the app, and refuses what cannot be sent', async () => {
  const console = await startLists()
  const rows = [{ recipient: XIAOYU, values: { ...values, name: 'emulator-secret' } }]
  expect((await console.post(PATH, { ...TEXTS, rows })).status).toBe(422)
  const draft = await console.create([{ recipient: 'what is this', values }])
  const started = await console.post(`${PATH}/${draft.id}/start`, {})
  expect((await refusalOf(started)).issues).toMatchObject([{ path: 'rows' }])
  expect((await console.post(PATH, { ...TEXTS, rows: [] })).status).toBe(422)
  expect((await console.request(`${PATH}/none`)).status).toBe(404)
})

test('fills a template’s first message and bubbles', async () => {
  const console = await startLists()
  const made = await console.post('/api/templates', {
    name: 'Order',
    message: { content: 'Hi {{name}}!' },
    follow_ups: TEXTS.follow_ups,
  })
  const { id } = await made.json()
  const rows = [{ recipient: XIAOYU, values }]
  const body = { template: { id, version: 1 }, rows }
  const list = await listOf(await console.post(PATH, body))
  expect(list).toMatchObject({ ...TEXTS, message: { text: 'Hi {{name}}!' }, template: { id } })
  const unknown = await console.post(PATH, { ...body, template: { id, version: 2 } })
  expect(unknown.status).toBe(422)
  await console.act(list.id, 'start', {})
  await console.settled(list.id, 'finished')
  expect(await console.sent()).toEqual([{ text: 'Hi Emma!', bubbles: ['Where is A-1?'] }])
  const sent = await (await console.request(`/api/deliveries?list=${list.id}`)).json()
  expect(sent.deliveries[0].template).toMatchObject({ id, version: 1, values })
})

test('forgets a person in lists that are over', async () => {
  const console = await startLists()
  const draft = await console.create([{ recipient: XIAOYU, values }])
  await console.act(draft.id, 'start', {})
  const { rows } = await console.settled(draft.id, 'finished')
  const id = rows[0]?.recipient?.receive_id ?? ''
  const person = `receive_id_type=open_id&receive_id=${id}`
  await console.request(`/api/recipients?${person}`, { method: 'DELETE' })
  expect((await console.read(draft.id)).rows).toMatchObject([
    { typed: id, recipient: { label: null }, values: {}, state: 'sent' },
  ])
})
