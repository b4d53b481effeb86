import type { BotMessage, Click, UserMessage } from '#contract/emulator-control'
import { readBubble, showsBubbles } from './bubbles.ts'
import { invalid } from './control-refusal.ts'
import { emitReceived } from './message-events.ts'
import { openP2pChat } from './open-chat.ts'
import type { App, Chat, Message, User } from './state.ts'
import type { World } from './world.ts'
import { writeMessage } from './write-message.ts'

/**
 * A person writes, which the bots of the chat are told.
 * @throws {ControlRefusal} 422 where the chat or the bot does not exist or the person is not in it
 */
export function writeAsUser(world: World, user: User, { chat_id, app_id, text }: UserMessage) {
  const app = app_id === undefined ? undefined : world.state.apps.get(app_id)
  if (app_id !== undefined && !app) throw invalid([unknown('app_id')])
  const chat = app ? openP2pChat(world, app, user) : findChat(world, chat_id)
  if (!chat.open_ids.includes(user.open_id)) {
    throw invalid([{ path: 'chat_id', message: 'The user is not in this chat.' }])
  }
  return say(world, user, chat, 'text', JSON.stringify({ text }))
}

/**
 * A person clicks a bubble, which sends its text, as the person reads it, as the person's own message.
 * @throws {ControlRefusal} 422 where the person does not see such a bubble
 */
export function click(world: World, user: User, { message_id, index }: Click): Message {
  const { state, assumptions } = world
  const message = state.messages.get(message_id)
  const chat = message && state.chats.get(message.chat_id)
  if (!message || !chat?.open_ids.includes(user.open_id)) {
    throw invalid([{ path: 'message_id', message: 'The user does not see this message.' }])
  }
  if (!showsBubbles(state, message, assumptions)) {
    const never = message.follow_ups.length === 0
    const reason = never ? 'This message has no bubbles.' : 'The bubbles of this message are gone.'
    throw invalid([{ path: 'message_id', message: reason }])
  }
  const bubble = message.follow_ups[index]
  if (!bubble) {
    const last = message.follow_ups.length - 1
    throw invalid([{ path: 'index', message: `The last bubble has index ${last}.` }])
  }
  const text = readBubble(bubble, user.language, assumptions)
  const content =
    assumptions.click_message_type === 'text'
      ? { text }
      : { title: '', content: [[{ tag: 'text', text }]] }
  const replyTo = assumptions.click_marker === 'parent_id' ? message : undefined
  const type = assumptions.click_message_type
  return say(world, user, chat, type, JSON.stringify(content), replyTo)
}

/** A person reads all that others have written in a chat; how many messages were unread. */
export function readAll({ state }: World, { open_id }: User, chat: Chat): number {
  let read = 0
  for (const id of chat.message_ids) {
    const message = state.messages.get(id)
    if (!message || message.sender.id === open_id || message.read_by.includes(open_id)) continue
    message.read_by = [...message.read_by, open_id]
    read += 1
  }
  return read
}

/**
 * A bot writes by itself, whatever its permissions.
 * @throws {ControlRefusal} 422 where the chat or the person does not exist or the bot is not in it
 */
export function writeAsBot(world: World, app: App, { chat_id, open_id, text }: BotMessage) {
  const user = open_id === undefined ? undefined : world.state.users.get(open_id)
  if (open_id !== undefined && !user) throw invalid([unknown('open_id')])
  const chat = user ? openP2pChat(world, app, user) : findChat(world, chat_id)
  if (!chat.app_ids.includes(app.app_id)) {
    throw invalid([{ path: 'chat_id', message: 'The bot is not in this chat.' }])
  }
  return writeMessage(world, {
    chat_id: chat.chat_id,
    sender: { sender_type: 'app', id: app.app_id },
    msg_type: 'text',
    content: JSON.stringify({ text }),
  })
}

/** @throws {ControlRefusal} 422 where there is none */
export function findChat({ state }: World, chat_id = ''): Chat {
  const chat = state.chats.get(chat_id)
  if (!chat) throw invalid([unknown('chat_id')])
  return chat
}

function unknown(path: string) {
  return { path, message: 'Nothing in the emulator has this id.' }
}

function say(
  world: World,
  { open_id }: User,
  { chat_id }: Chat,
  msg_type: string,
  content: string,
  replyTo?: Message,
): Message {
  const sender = { sender_type: 'user', id: open_id } as const
  const message = writeMessage(world, { chat_id, sender, msg_type, content, replyTo })
  emitReceived(world, message)
  return message
}
