import type { Scenario } from '#contract/emulator/scenario'
import { DEFAULT_ASSUMPTIONS } from '../assumptions/assumptions.ts'
import type { CardEntity, Chat, Message } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'

/** Returns everything the emulator holds as a scenario, without secrets; times become ages. */
export function saveScenario({ state, assumptions, clock }: World): Scenario {
  const now = clock()
  // After the clock was set back, messages can be in the future; they are saved as just sent.
  const age = (moment: number) => Math.max(0, now - moment)
  return {
    version: 1,
    tenant_key: state.tenant_key,
    apps: [...state.apps.values()].map(({ app_secret: _, subscription: __, ...app }) => app),
    users: [...state.users.values()],
    chats: [...state.chats.values()].map((chat) => saveChat(chat, state.messages, age)),
    cards: [...state.cards.values()].map((card) => saveCard(card, age)),
    images: [...state.images].map(([image_key, { bytes, ...image }]) => ({
      image_key,
      ...image,
      base64: Buffer.from(bytes).toString('base64'),
    })),
    default_app_id: state.default_app_id,
    default_receiver_open_id: state.default_receiver_open_id,
    demonstrations: state.demonstrations.filter((id) => state.messages.has(id)),
    assumptions: Object.fromEntries(
      Object.entries(assumptions).filter(
        ([name, value]) => DEFAULT_ASSUMPTIONS[name as keyof typeof assumptions] !== value,
      ),
    ),
  }
}

type SavedChat = Scenario['chats'][number]

function saveChat(
  { message_ids, edited_id, create_time_ms, ...chat }: Chat,
  messages: ReadonlyMap<string, Message>,
  age: (moment: number) => number,
): SavedChat {
  return {
    ...chat,
    age_ms: age(create_time_ms),
    ...(edited_id && { edited_id }),
    messages: message_ids.flatMap((id) => {
      const message = messages.get(id)
      return message ? [saveMessage(message, age)] : []
    }),
  }
}

function saveMessage(
  message: Message,
  age: (moment: number) => number,
): SavedChat['messages'][number] {
  const { message_id, sender, msg_type, content, deleted, edits, parent_id, bubbles_edited } =
    message
  return {
    message_id,
    from: sender.id,
    msg_type,
    content,
    age_ms: age(message.create_time_ms),
    ...(message.update_time_ms !== message.create_time_ms && {
      update_age_ms: age(message.update_time_ms),
    }),
    deleted,
    edits,
    ...(parent_id && { parent_id }),
    follow_ups: message.follow_ups.map(({ content, i18n_contents = [] }) => ({
      content,
      i18n_contents,
    })),
    bubbles_edited,
    read_by: message.read_by,
    reactions: message.reactions.map(({ action_time_ms, ...reaction }) => ({
      ...reaction,
      age_ms: age(action_time_ms),
    })),
  }
}

function saveCard(
  { create_time_ms, streaming_since_ms, uuids, ...card }: CardEntity,
  age: (moment: number) => number,
): Scenario['cards'][number] {
  return {
    ...card,
    age_ms: age(create_time_ms),
    ...(streaming_since_ms !== null && { streaming_age_ms: age(streaming_since_ms) }),
    uuids: [...uuids],
  }
}
