import type { Scenario } from '#contract/emulator/scenario'
import type { Bilingual } from '#contract/locale'
import type { ControlIssue } from './control-request.ts'

/** More issues would only make the response huge. */
const MAX_ISSUES = 50

/** Returns an issue for each id that occurs twice or refers to something the scenario does not hold. */
export function findOrphans(scenario: Scenario): ControlIssue[] {
  const issues: ControlIssue[] = []
  const report = (path: string, message: Bilingual) => {
    if (issues.length < MAX_ISSUES) issues.push({ path, message })
  }
  const collectIds = (ids: readonly string[], pathOf: (index: number) => string) => {
    const known = new Set<string>()
    ids.forEach((id, index) => {
      if (known.has(id)) report(pathOf(index), { zh: `${id} 重复。`, en: `${id} appears twice.` })
      known.add(id)
    })
    return known
  }
  const requireKnown = (known: ReadonlySet<string>, id: string | undefined, path: string) => {
    if (id !== undefined && !known.has(id)) {
      report(path, { zh: `此场景中没有 ${id}。`, en: `${id} is not in this scenario.` })
    }
  }
  const requireAll = (known: ReadonlySet<string>, ids: readonly string[], path: string) => {
    for (const [index, id] of ids.entries()) requireKnown(known, id, `${path}.${index}`)
  }

  const { apps, users, chats, cards, images } = scenario
  const app_ids = collectIds(
    apps.map(({ app_id }) => app_id),
    (index) => `apps.${index}.app_id`,
  )
  const open_ids = collectIds(
    users.map(({ open_id }) => open_id),
    (index) => `users.${index}.open_id`,
  )
  collectIds(
    chats.map(({ chat_id }) => chat_id),
    (index) => `chats.${index}.chat_id`,
  )
  const messages = chats.flatMap((chat, c) =>
    chat.messages.map((message, m) => ({ message, chat, path: `chats.${c}.messages.${m}` })),
  )
  const message_ids = collectIds(
    messages.map(({ message }) => message.message_id),
    (index) => `${messages[index]?.path}.message_id`,
  )

  apps.forEach((app, index) => {
    requireAll(open_ids, app.unavailable_to, `apps.${index}.unavailable_to`)
  })
  chats.forEach((chat, index) => {
    const path = `chats.${index}`
    requireAll(app_ids, chat.app_ids, `${path}.app_ids`)
    requireAll(open_ids, chat.open_ids, `${path}.open_ids`)
    requireKnown(message_ids, chat.edited_id, `${path}.edited_id`)
    const oneToOne = chat.app_ids.length === 1 && chat.open_ids.length === 1
    if (chat.chat_mode === 'p2p' && !oneToOne) {
      report(`${path}.chat_mode`, {
        zh: 'p2p 会话应有一个机器人和一位用户。',
        en: 'A p2p chat has one bot and one user.',
      })
    }
  })
  for (const { message, chat, path } of messages) {
    const member = chat.app_ids.includes(message.from) || chat.open_ids.includes(message.from)
    if (!member) {
      const { from } = message
      report(`${path}.from`, { zh: `${from} 不在此会话中。`, en: `${from} is not in this chat.` })
    }
    requireKnown(message_ids, message.parent_id, `${path}.parent_id`)
  }
  const reactions = messages.flatMap(({ message, path }) =>
    message.reactions.map((reaction, r) => ({ ...reaction, path: `${path}.reactions.${r}` })),
  )
  collectIds(
    reactions.map(({ reaction_id }) => reaction_id),
    (index) => `${reactions[index]?.path}.reaction_id`,
  )
  for (const { app_id, path } of reactions) requireKnown(app_ids, app_id, `${path}.app_id`)
  collectIds(
    cards.map(({ card_id }) => card_id),
    (index) => `cards.${index}.card_id`,
  )
  // Its message may have been dropped, and a card is sent once all the same.
  cards.forEach(({ app_id }, index) => {
    requireKnown(app_ids, app_id, `cards.${index}.app_id`)
  })
  collectIds(
    images.map(({ image_key }) => image_key),
    (index) => `images.${index}.image_key`,
  )
  images.forEach(({ app_id }, index) => {
    requireKnown(app_ids, app_id, `images.${index}.app_id`)
  })
  requireKnown(app_ids, scenario.default_app_id, 'default_app_id')
  requireKnown(open_ids, scenario.default_receiver_open_id, 'default_receiver_open_id')
  requireAll(message_ids, scenario.demonstrations, 'demonstrations')
  return issues
}
