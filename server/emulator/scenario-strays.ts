import type { Scenario } from '#contract/emulator-scenario'
import type { Issue } from '#contract/refusal'

/** Beyond these the answer would only become huge. */
const MAX_ISSUES = 50

/** Ids of a scenario that come twice, or that name what it does not hold. */
export function findStrays(scenario: Scenario): Issue[] {
  const issues: Issue[] = []
  const say = (path: string, message: string) => {
    if (issues.length < MAX_ISSUES) issues.push({ path, message })
  }
  const collect = (ids: readonly string[], pathOf: (index: number) => string) => {
    const known = new Set<string>()
    ids.forEach((id, index) => {
      if (known.has(id)) say(pathOf(index), `${id} comes twice.`)
      known.add(id)
    })
    return known
  }
  const demand = (known: ReadonlySet<string>, id: string, path: string) => {
    if (!known.has(id)) say(path, `${id} is not in this scenario.`)
  }

  const { apps, users, chats } = scenario
  const app_ids = collect(
    apps.map(({ app_id }) => app_id),
    (index) => `apps.${index}.app_id`,
  )
  const open_ids = collect(
    users.map(({ open_id }) => open_id),
    (index) => `users.${index}.open_id`,
  )
  collect(
    chats.map(({ chat_id }) => chat_id),
    (index) => `chats.${index}.chat_id`,
  )
  const messages = chats.flatMap((chat, c) =>
    chat.messages.map((message, m) => ({ message, chat, path: `chats.${c}.messages.${m}` })),
  )
  const message_ids = collect(
    messages.map(({ message }) => message.message_id),
    (index) => `${messages[index]?.path}.message_id`,
  )

  apps.forEach((app, index) => {
    app.unavailable_to.forEach((id, i) => {
      demand(open_ids, id, `apps.${index}.unavailable_to.${i}`)
    })
  })
  chats.forEach((chat, index) => {
    const path = `chats.${index}`
    chat.app_ids.forEach((id, i) => {
      demand(app_ids, id, `${path}.app_ids.${i}`)
    })
    chat.open_ids.forEach((id, i) => {
      demand(open_ids, id, `${path}.open_ids.${i}`)
    })
    if (chat.edited_id !== undefined) demand(message_ids, chat.edited_id, `${path}.edited_id`)
    const oneToOne = chat.app_ids.length === 1 && chat.open_ids.length === 1
    if (chat.chat_mode === 'p2p' && !oneToOne) {
      say(`${path}.chat_mode`, 'A p2p chat has one bot and one person.')
    }
  })
  for (const { message, chat, path } of messages) {
    const member = chat.app_ids.includes(message.from) || chat.open_ids.includes(message.from)
    if (!member) say(`${path}.from`, `${message.from} is not in this chat.`)
    if (message.parent_id !== undefined) demand(message_ids, message.parent_id, `${path}.parent_id`)
  }
  if (scenario.default_app_id !== undefined) {
    demand(app_ids, scenario.default_app_id, 'default_app_id')
  }
  if (scenario.default_receiver_open_id !== undefined) {
    demand(open_ids, scenario.default_receiver_open_id, 'default_receiver_open_id')
  }
  scenario.demonstrations.forEach((id, i) => {
    demand(message_ids, id, `demonstrations.${i}`)
  })
  return issues
}
