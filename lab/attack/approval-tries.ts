import type { Approval } from '../../server/contract/access/approvals.ts'
import type { Random } from '../seeded-random.ts'
import type { Target } from './target.ts'
import { type Try, text } from './try.ts'

type Proposal = Pick<Approval, 'id' | 'digest'>
type Person = { headers: Record<string, string> }
type Step = 'approve' | 'reject' | 'withdraw'

/** Submits a send of the production app; returns what waits for approval. */
async function submit(target: Target, random: Random, path: string, body: object, key?: string) {
  const { author, approver } = target.people
  const headers = { ...author.headers, 'idempotency-key': key ?? text(random, 20) }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const { approval } = await (await target.send(path, init)).json()
  const listed = await target.send('/api/approvals', { headers: approver.headers })
  const { approvals }: { approvals: Proposal[] } = await listed.json()
  const found = approvals.find(({ id }) => id === approval?.id)
  if (!found) throw new Error(`${path} did not wait for approval`)
  return found
}

const delivery = (random: Random) => ({
  ...{ profile: 'live', recipient: { receive_id_type: 'open_id', receive_id: 'ou_1' } },
  ...{ message: { text: text(random, 12) }, follow_ups: [{ content: 'a' }] },
})

/** Takes a step, on either console; returns whether it was accepted. */
async function take(
  target: Target,
  random: Random,
  step: Step,
  { id, digest }: { id: string; digest?: unknown },
  by: Person,
): Promise<boolean> {
  const body = JSON.stringify(step === 'approve' ? { digest } : {})
  const init = { method: 'POST', headers: by.headers, ...(step !== 'withdraw' && { body }) }
  const at = random.chance(0.5) ? 'other' : 'first'
  const response = await target.send(`/api/approvals/${id}/${step}`, { ...init, at })
  return response.ok
}

/** An approval by someone who may not, a second decision, or a send without any. */
export const approve: Try = async (target, random) => {
  const { author, approver, second, attacker, admin, victim } = target.people
  const body = delivery(random)
  const key = text(random, 20)
  const proposal = await submit(target, random, '/api/deliveries', body, key)
  const step = (name: Step, by: Person) => take(target, random, name, proposal, by)
  try {
    switch (random.below(5)) {
      case 0:
        return (await step('approve', author)) ? 'an author who approves' : null
      case 1: {
        const person = random.pick([author, approver])
        const token = await target.addToken(person.id, [
          { app: 'live', role: 'sender', approver: true },
        ])
        const passed = await step('approve', token)
        await target.access.tokens.revoke(token.token.id)
        return passed ? 'a token that approves' : null
      }
      case 2: {
        const other = random.pick<Person>([attacker, admin, victim, { headers: {} }])
        const name = random.pick<Step>(['approve', 'reject', 'withdraw'])
        return (await step(name, other)) ? `${name} by somebody else` : null
      }
      case 3: {
        const first = random.pick<readonly [Step, Person]>([
          ['approve', approver],
          ['reject', approver],
          ['withdraw', author],
        ])
        if (!(await step(...first))) throw new Error(`${first[0]} was refused to a person who may`)
        if (await step('approve', second)) return `approved after ${first[0]}`
        if (first[0] === 'approve') return null
        const init = { method: 'POST', body: JSON.stringify(body) }
        const headers = { ...author.headers, 'idempotency-key': key }
        const response = await target.send('/api/deliveries', { ...init, headers })
        return response.ok ? `sent after ${first[0]}` : null
      }
      default: {
        const name = random.pick(['approve', 'reject'] as const)
        const both = await Promise.all([step('approve', approver), step(name, second)])
        if (!both.some(Boolean)) throw new Error('no decision of two was taken')
        return both.every(Boolean) ? `approve and ${name} at once` : null
      }
    }
  } finally {
    await step('withdraw', author)
  }
}

/** An approval of something else than what the approver has seen. */
export const approveOther: Try = async (target, random) => {
  const { author, approver } = target.people
  if (random.chance(0.3)) return approveChangedList(target, random)
  const proposal = await submit(target, random, '/api/deliveries', delivery(random))
  const { digest } = proposal
  const at = random.below(digest.length)
  const other = random.pick<unknown>([
    digest.slice(0, at) + (digest[at] === '0' ? '1' : '0') + digest.slice(at + 1),
    ...[digest.slice(0, -1), `${digest} `, '', null, [digest], '0'.repeat(digest.length)],
  ])
  const passed = await take(target, random, 'approve', { ...proposal, digest: other }, approver)
  if (!passed) await take(target, random, 'withdraw', proposal, author)
  return passed ? `another digest: ${JSON.stringify(other)}` : null
}

async function approveChangedList(target: Target, random: Random): Promise<string | null> {
  const { author, approver } = target.people
  const { recipient: _, ...texts } = delivery(random)
  const headers = author.headers
  const rows = [{ recipient: 'ou_1' }]
  const made = await target.send('/api/lists', {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ ...texts, rows }),
  })
  const { list } = await made.json()
  const proposal = await submit(target, random, `/api/lists/${list.id}/start`, {})
  const changed = await target.send(`/api/lists/${list.id}/rows/1`, {
    ...{ method: 'PATCH', headers },
    body: JSON.stringify({ recipient: 'ou_2' }),
  })
  const step = changed.ok ? 'approve' : 'reject'
  const passed = await take(target, random, step, proposal, approver)
  return passed && changed.ok ? 'a list whose rows were changed' : null
}
