import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Approval, approvalSchema } from '#contract/access/approvals'
import { createAuditLog } from '../audit/audit-log.ts'
import { createEmulator, type Emulator } from '../emulator/emulator.ts'
import { EMULATOR } from '../testing/emulated-console.ts'
import { createTeamConsole } from '../testing/team-console.ts'
import { testProfile } from '../testing/test-console.ts'

const emulator: Emulator = await createEmulator({})
let clockMs = 0
const clock = { wall: () => Date.now() + clockMs, monotonic: () => performance.now() + clockMs }
const team = createTeamConsole(
  [testProfile(emulator.url, { ...EMULATOR, id: 'live', environment: 'production' })],
  { clock },
)
afterAll(async () => {
  await team.close()
  await emulator.close()
})

const admin = await team.addPerson([{ app: '*', role: 'admin' }])
const ann = await team.addPerson([{ app: 'live', role: 'sender', approver: true }])
const ben = await team.addPerson([{ app: 'live', role: 'viewer', approver: true }])
const cleo = await team.addPerson([{ app: 'live', role: 'sender' }])
type Person = { headers: Record<string, string> }

async function call(who: Person, method: string, path: string, body?: unknown, key?: string) {
  const response = await team.request(path, {
    method,
    headers: {
      ...who.headers,
      'accept-language': 'en',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

const OU = 'ou_emulator_user_1'
let recipient = { receive_id_type: 'open_id', receive_id: OU }
let texts = 0
const delivery = () => {
  texts += 1
  return {
    ...{ profile: 'live', recipient, message: { text: `Hello ${texts}` } },
    follow_ups: [{ content: 'Yes' }],
  }
}

const waiting = async (who: Person): Promise<Approval[]> =>
  (await call(who, 'GET', '/api/approvals')).body.approvals
    .map((one: unknown) => approvalSchema.parse(one))
    .filter(({ state }: Approval) => state === 'waiting')
const sentCount = async () =>
  (await call(admin, 'GET', '/api/exchanges?profile=live&limit=100')).body.exchanges.length
const approve = (who: Person, { id, digest }: Approval) =>
  call(who, 'POST', `/api/approvals/${id}/approve`, { digest })

beforeAll(async () => {
  const state = await (await fetch(`${emulator.url}/_emulator/state`)).json()
  const [first] = state.users ?? []
  if (first) recipient = { receive_id_type: 'open_id', receive_id: first.open_id }
  expect((await call(cleo, 'PUT', '/api/approvals/apps/live', { required: true })).status).toBe(403)
  const on = await call(admin, 'PUT', '/api/approvals/apps/live', { required: true })
  expect(on).toEqual({ status: 200, body: { required: true } })
})

test('a send waits until another person approves exactly what was shown, and is sent once', async () => {
  const body = delivery()
  const held = await call(ann, 'POST', '/api/deliveries', body, 'key-1')
  expect(held).toMatchObject({ status: 409, body: { error: 'waiting_for_approval' } })
  expect(await call(ann, 'POST', '/api/deliveries', body, 'key-1')).toEqual(held)
  const other = { ...body, message: { text: 'Other' } }
  expect((await call(ann, 'POST', '/api/deliveries', other, 'key-1')).status).toBe(422)
  expect(await sentCount()).toBe(0)

  const [proposal] = await waiting(ben)
  if (!proposal) throw new Error('nothing waits')
  expect(proposal).toMatchObject({
    ...{ id: held.body.approval.id, actor: ann.id, kind: 'delivery', message: body.message },
    ...{ follow_ups: body.follow_ups, recipient, may: { decide: true, withdraw: false } },
  })
  // The author, a sender without the right, and a changed digest are refused.
  expect((await approve(ann, proposal)).status).toBe(403)
  expect((await approve(cleo, proposal)).status).toBe(403)
  expect((await approve(admin, proposal)).status).toBe(403)
  const forged = {
    ...proposal,
    digest: proposal.digest.replace(/^./, (c) => (c === '0' ? '1' : '0')),
  }
  expect((await approve(ben, forged)).status).toBe(403)
  const script = await team.addToken(ben.id, [{ app: 'live', role: 'viewer', approver: true }])
  expect((await approve(script, proposal)).status).toBe(403)
  expect(await sentCount()).toBe(0)

  // Of two approvals at the same time one counts.
  const both = await Promise.all([approve(ben, proposal), approve(ben, proposal)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const approved = both.find(({ status }) => status === 200)?.body.approval
  expect(approved).toMatchObject({
    state: 'approved',
    decided_by: ben.id,
    result: { refused: null },
  })
  const sent = await call(cleo, 'GET', `/api/deliveries/${approved.result.delivery}`)
  expect(sent.body.delivery).toMatchObject({ actor: ann.id, state: 'sent', message: body.message })
  const count = await sentCount()
  // The author's repeat gets the same delivery, and a replayed approval nothing.
  const repeat = await call(ann, 'POST', '/api/deliveries', body, 'key-1')
  expect(repeat.body.delivery.id).toBe(approved.result.delivery)
  expect((await approve(ben, proposal)).status).toBe(409)
  expect(await sentCount()).toBe(count)

  const audit = createAuditLog(team.storage, Date.now)
  const { events } = await audit.list({ app: undefined }, { limit: 50 })
  const steps = events.toReversed().filter(({ subject }) => subject === proposal.id)
  expect(steps.map(({ actor, action, status }) => [actor, action, status])).toEqual([
    [ann.id, 'POST /api/approvals', 202],
    ...[ann, cleo, admin, ben].map(({ id }) => [id, 'POST /api/approvals/:id/approve', 403]),
    [script.token.id, 'POST /api/approvals/:id/approve', 403],
    [ben.id, 'POST /api/approvals/:id/approve', 200],
  ])
})

test('each way to send is held: messages, bubbles, both at once, deliveries, and what was never approved', async () => {
  const before = await sentCount()
  const text = { ...recipient, text: 'Hello' }
  const bubbles = { follow_ups: [{ content: 'Yes' }] }
  const held = [
    await call(cleo, 'POST', '/api/messages?profile=live', text),
    await call(cleo, 'POST', '/api/messages/om_1/push_follow_up?profile=live', bubbles),
    await call(cleo, 'POST', '/api/messages_with_follow_ups?profile=live', { ...text, ...bubbles }),
    await call(cleo, 'POST', '/api/deliveries', delivery()),
  ]
  for (const { status, body } of held)
    expect([status, body.error]).toEqual([409, 'waiting_for_approval'])
  const bubblesEnd = Date.parse(held[1]?.body.approval.ends_at) - clock.wall()
  expect(bubblesEnd).toBeGreaterThan(590_000)
  expect(bubblesEnd).toBeLessThanOrEqual(600_000)
  expect(await sentCount()).toBe(before)
  const all = await waiting(ben)
  expect(all.map(({ kind }) => kind).toSorted()).toEqual([
    'delivery',
    'delivery',
    'message',
    'push',
  ])
  // One is rejected, one withdrawn, and the others expire.
  const [first, second, ...rest] = all as [Approval, Approval, ...Approval[]]
  const reason = { note: 'Wrong text' }
  const rejected = await call(ben, 'POST', `/api/approvals/${first.id}/reject`, reason)
  expect(rejected.body.approval).toMatchObject({ state: 'rejected', note: 'Wrong text' })
  expect((await call(ben, 'POST', `/api/approvals/${second.id}/withdraw`)).status).toBe(403)
  expect((await call(cleo, 'POST', `/api/approvals/${second.id}/withdraw`)).status).toBe(200)
  clockMs += 3_600_001
  expect(await waiting(ben)).toEqual([])
  for (const one of [first, second, ...rest]) expect((await approve(ben, one)).status).toBe(409)
  expect(await sentCount()).toBe(before)

  // A delivery from before cannot be completed without an approval.
  await call(admin, 'PUT', '/api/approvals/apps/live', { required: false })
  const open = await call(cleo, 'POST', '/api/deliveries', delivery())
  await call(admin, 'PUT', '/api/approvals/apps/live', { required: true })
  const id = open.body.delivery?.id
  expect((await call(cleo, 'POST', `/api/deliveries/${id}/continue`)).status).toBe(403)
})

test('a list is bound to its rows: they stay as submitted, and none of its makers can approve it', async () => {
  const list = {
    ...{ profile: 'live', name: 'prices.csv', message: { text: 'Hi {{name}}' } },
    follow_ups: [{ content: 'Why?' }],
    rows: [{ recipient: 'emma.clarke@example.com', values: { name: 'Hana' } }],
  }
  // A list skips people who got something within 10 minutes.
  clockMs += 660_000
  const made = await call(ann, 'POST', '/api/lists', list)
  const { id } = made.body.list
  const dan = await team.addPerson([{ app: 'live', role: 'sender', approver: true }])
  const edit = await call(dan, 'PATCH', `/api/lists/${id}/rows/1`, { values: { name: 'Hana' } })
  expect(edit.status).toBe(200)
  const before = await sentCount()
  const held = await call(cleo, 'POST', `/api/lists/${id}/start`, {})
  expect(held).toMatchObject({ status: 409, body: { error: 'waiting_for_approval' } })
  const change = await call(cleo, 'PATCH', `/api/lists/${id}/rows/1`, { values: { name: 'X' } })
  expect(change.status).toBe(422)
  // The page checks a list again when it is opened.
  expect((await call(cleo, 'POST', `/api/lists/${id}/check`)).status).toBe(200)
  expect(await call(cleo, 'POST', `/api/lists/${id}/start`, {})).toEqual(held)
  const [proposal] = await waiting(ben)
  if (!proposal) throw new Error('nothing waits')
  expect(proposal.list).toMatchObject({ id, name: 'prices.csv', rows: 1 })
  // Who made it or changed a row of it may not approve it.
  for (const maker of [ann, dan]) expect((await approve(maker, proposal)).status).toBe(403)

  // Rows that were changed behind the console make the approval void.
  const setRow = (row_values: string) =>
    team.storage.write(async (tx) => {
      await tx.updateTable('list_rows').set({ row_values }).where('list_id', '=', id).execute()
    })
  await setRow('{"name":"Eve"}')
  expect((await approve(ben, proposal)).status).toBe(403)
  await setRow('{"name":"Hana"}')
  const approved = await approve(ben, proposal)
  expect(approved.body).toMatchObject({
    approval: { state: 'approved', result: { refused: null } },
  })
  await expect
    .poll(async () => (await call(ben, 'GET', `/api/lists/${id}`)).body.list.state)
    .toBe('finished')
  expect(await sentCount()).toBe(before + 2)
})

test('what waits is void once its author may no longer send', async () => {
  const dora = await team.addPerson([{ app: 'live', role: 'sender' }])
  await call(dora, 'POST', '/api/deliveries', delivery())
  const [proposal] = await waiting(ben)
  if (!proposal) throw new Error('nothing waits')
  const grants = [{ app: 'live', role: 'viewer' }]
  expect((await call(admin, 'PATCH', `/api/people/${dora.id}`, { grants })).status).toBe(200)
  expect((await approve(ben, proposal)).status).toBe(403)
  // To forget a person removes what has ended, and keeps what waits.
  const { receive_id } = recipient
  const forgotten = await call(
    admin,
    'DELETE',
    `/api/recipients?${new URLSearchParams({ profile: 'live', ...recipient })}`,
  )
  expect(forgotten.status).toBe(200)
  const left = (await call(ben, 'GET', '/api/approvals')).body.approvals as Approval[]
  const theirs = left.filter((one) => one.recipient?.receive_id === receive_id)
  expect(theirs.map(({ id }) => id)).toEqual([proposal.id])
  // What was submitted is never changed in the database either.
  const forge = team.storage.write(async (tx) => {
    await tx.updateTable('approvals').set({ content: '{}' }).where('id', '=', proposal.id).execute()
  })
  await expect(forge).rejects.toThrow()
})

test('the pages of those who see the app hear of each submission and decision', async () => {
  const other = await team.addPerson([{ app: 'test', role: 'viewer' }])
  const follow = async (who: Person) => {
    const stream = (await team.request('/api/results/stream', { headers: who.headers })).body
    return stream?.pipeThrough(new TextDecoderStream()).getReader()
  }
  const [seen, unseen] = [await follow(ben), await follow(other)]
  let heard = ''
  const count = async (times: number) => {
    while (heard.split('event: approval\ndata: "live"').length <= times) {
      heard += (await seen?.read())?.value ?? ''
    }
  }
  await call(ann, 'POST', '/api/deliveries', delivery())
  await count(1)
  const [one] = await waiting(ben)
  if (one) await call(ben, 'POST', `/api/approvals/${one.id}/reject`, {})
  await count(2)
  const quiet = (await unseen?.read())?.value ?? ''
  expect(quiet).not.toContain('approval')
  for (const stream of [seen, unseen]) await stream?.cancel()
})
