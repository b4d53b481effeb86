import { pushFollowUp } from './push-follow-up.ts'
import type { App } from './state.ts'
import { createWorld, type World } from './world.ts'
import { writeMessage } from './write-message.ts'

/*
 * Whether a push costs the same in a full emulator as in an empty one:
 *
 *   node server/emulator/push-bench.ts
 *
 * It prints the CPU time of a message with its push, with 8 and with 100,000 messages about it, and
 * the ratio of the two.
 */

const ROUNDS = 7
const PUSHES = 2000

function fill(chats: number, messages: number): { world: World; app: App; chat_ids: string[] } {
  const world = createWorld({ clock: () => Date.UTC(2026, 10, 22) })
  const [app] = world.state.apps.values()
  const [user] = world.state.users.values()
  if (!app || !user) throw new Error('not seeded')
  const chat_ids = Array.from({ length: chats }, (_, index) => `oc_${index}`)
  for (const chat_id of chat_ids) {
    world.state.chats.set(chat_id, {
      chat_id,
      chat_mode: 'p2p',
      name: chat_id,
      app_ids: [app.app_id],
      open_ids: [user.open_id],
      create_time_ms: world.clock(),
      message_ids: [],
    })
  }
  for (let count = 0; count < messages; count += 1) write(world, app, chat_ids, count)
  return { world, app, chat_ids }
}

function write(world: World, app: App, chat_ids: readonly string[], count: number) {
  const chat_id = chat_ids[count % chat_ids.length] ?? ''
  const sender = { sender_type: 'app', id: app.app_id } as const
  return writeMessage(world, { chat_id, sender, msg_type: 'text', content: '{"text":"x"}' })
}

const BODY = { follow_ups: [{ content: '查看进度' }, { content: '取消' }] }

/** CPU microseconds of one message and its push. */
function measure({ world, app, chat_ids }: ReturnType<typeof fill>): number {
  const before = process.cpuUsage()
  for (let count = 0; count < PUSHES; count += 1) {
    const { message_id } = write(world, app, chat_ids, count)
    const answer = pushFollowUp.answer({
      world,
      app,
      params: { message_id },
      query: {},
      body: BODY,
    })
    if (answer.kind !== 'data') throw new Error('the push was refused')
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / PUSHES
}

const small = fill(1, 1)
const large = fill(900, 100_000)
const ratios: number[] = []
const costs: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const cost = measure(large)
  costs.push(cost)
  ratios.push(cost / measure(small))
}
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0
console.log(
  `a message and its push, 900 chats and 100,000 messages: ${median(costs).toFixed(1)} µs CPU`,
)
console.log(`the same ÷ with one chat: ${median(ratios).toFixed(2)}`)
