import { member, parseJson } from '#contract/json'
import type { Behaviour } from '../../../server/testing/fault-server.ts'
import { FAULTS, grantToken, isTokenCall, json } from '../../../server/testing/faults.ts'
import type { RawRequest } from '../../../server/testing/raw-request.ts'
import type { FaultCase } from '../fault.ts'
import { SUCCESS, TOKEN } from '../fixture.ts'

type Call = 'create' | 'push' | 'recall'

const TIMEOUT_MS = 20_000

function callOf({ method, path }: RawRequest): Call {
  if (method === 'DELETE') return 'recall'
  return path.endsWith('/push_follow_up') ? 'push' : 'create'
}

/** A platform whose response to each call of a delivery can be changed; it counts them. */
function platform() {
  const created = json('200 OK', { code: 0, msg: 'success', data: { message_id: 'om_new' } })
  const responses: Record<Call, Behaviour> = { create: created, push: SUCCESS, recall: SUCCESS }
  const uuids = new Set<unknown>()
  const counts: Record<Call, number> = { create: 0, push: 0, recall: 0 }
  return {
    responses,
    created,
    uuids,
    counts: () => [counts.create, counts.push, counts.recall],
    respond(request: RawRequest): Behaviour {
      if (isTokenCall(request)) return grantToken(TOKEN)
      const call = callOf(request)
      counts[call] += 1
      if (call === 'create') uuids.add(member(parseJson(request.body), 'uuid'))
      return responses[call]
    },
  }
}

type Reported = { status: number; id: string; state: string; next: unknown }

async function post(url: string, path: string, body: unknown): Promise<Reported> {
  const response = await fetch(`${url}/api/deliveries${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const delivery = member(parseJson(await response.text()), 'delivery')
  return {
    status: response.status,
    id: String(member(delivery, 'id') ?? ''),
    state: String(member(delivery, 'state') ?? ''),
    next: member(delivery, 'next_step') ?? null,
  }
}

const deliver = ({ url }: { url: string }) =>
  post(url, '', {
    recipient: { receive_id_type: 'open_id', receive_id: 'ou_fault' },
    message: { text: 'a' },
    follow_ups: [{ content: 'b' }],
  })

/** Makes a delivery whose call gets no response, and kills its console meanwhile. */
async function killDuring(
  call: Call,
  { startUpstream, startConsole, folder }: Parameters<FaultCase['run']>[0],
) {
  const feishu = platform()
  const reached = Promise.withResolvers<void>()
  const upstream = await startUpstream((request) => {
    if (!isTokenCall(request) && callOf(request) === call) reached.resolve()
    return feishu.respond(request)
  })
  const settings = { DATA_DIR: folder() }
  const first = await startConsole(upstream, settings)
  const { [call]: working } = feishu.responses
  feishu.responses[call] = FAULTS.hang
  const lost = deliver(first).catch(() => null)
  await Promise.race([reached.promise, lost])
  await first.kill()
  await lost
  feishu.responses[call] = working
  return { feishu, console: await startConsole(upstream, settings) }
}

/** R33 to R35: crashes and losses between the calls of one delivery. */
export const DELIVERY_FAULTS: readonly FaultCase[] = [
  {
    id: 'R33',
    fault: 'kill -9 while a delivery creates its message',
    behaviour: 'unknown; continued with the same uuid, then its bubbles once',
    async run(fixture, check) {
      const { feishu, console } = await killDuring('create', fixture)
      const again = await deliver(console)
      check('after the restart', [again.state, again.next], ['unknown', 'settle_create'])
      const done = await post(console.url, `/${again.id}/continue`, {})
      check('continued', [done.status, done.state], [200, 'sent'])
      check(
        'uuids',
        [...feishu.uuids].map((uuid) => typeof uuid),
        ['string'],
      )
      check('calls', feishu.counts(), [2, 1, 0])
    },
  },
  {
    id: 'R34',
    fault: 'kill -9 while a delivery pushes its bubbles',
    behaviour: 'unknown; settled by 230008, the message is not sent again',
    async run(fixture, check) {
      const { feishu, console } = await killDuring('push', fixture)
      const again = await deliver(console)
      check('after the restart', [again.state, again.next], ['unknown', 'settle_push'])
      feishu.responses.push = json('400 Bad Request', { code: 230008, msg: 'exists' })
      const done = await post(console.url, `/${again.id}/continue`, {})
      check('continued', [done.status, done.state], [200, 'sent'])
      check('calls', feishu.counts(), [1, 2, 0])
    },
  },
  {
    id: 'R35',
    fault: 'the response to a recall is lost',
    behaviour: 'unknown; recalled once a repeat finds the message deleted',
    async run({ startUpstream, startConsole }, check) {
      const feishu = platform()
      const console = await startConsole(await startUpstream(feishu.respond))
      const { id, state } = await deliver(console)
      check('sent', state, 'sent')
      feishu.responses.recall = FAULTS.reset_mid_body
      const lost = await post(console.url, `/${id}/recall`, {})
      check('lost', [lost.status, lost.state, lost.next], [200, 'unknown', 'settle_recall'])
      feishu.responses.recall = json('400 Bad Request', { code: 230110, msg: 'deleted' })
      const done = await post(console.url, `/${id}/continue`, {})
      check('repeated', [done.status, done.state], [200, 'recalled'])
      check('calls', feishu.counts(), [1, 1, 2])
    },
  },
]
