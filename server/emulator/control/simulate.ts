import type { BotMessage, Click, UserMessage } from '#contract/emulator/control'
import { bubbleText, clientShowsBubbles, showsBubbles } from '../tenant/bubbles.ts'
import { emitEntered, emitReceived } from '../tenant/emit-event.ts'
import { type App, type Chat, lookUpApp, type Message, type User } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { openP2pChat, writeMessage } from '../tenant/write-message.ts'
import { invalidValue } from './control-request.ts'
import { OLD_CLIENT } from './describe-state.ts'

/**
 * Writes a message as a user; the bots of the chat get an event.
 * @throws {ControlError} 422 if the chat or the bot does not exist or the user is not in the chat
 */
export function writeAsUser(world: World, user: User, { chat_id, app_id, text }: UserMessage) {
  const app = app_id === undefined ? undefined : lookUpApp(world.state, app_id)
  if (app_id !== undefined && !app) throw invalidValue('app_id', UNKNOWN)
  const chat = app ? openP2pChat(world, app, user) : findChat(world, chat_id)
  if (!chat.open_ids.includes(user.open_id)) {
    throw invalidValue('chat_id', { zh: '用户不在此会话中。', en: 'The user is not in this chat.' })
  }
  return sendAsUser(world, user, chat, 'text', JSON.stringify({ text }))
}

/**
 * Clicks a bubble as a user, which sends its text in the user's language as the user's message.
 * @throws {ControlError} 422 if the user does not see such a bubble
 */
export function click(world: World, user: User, { message_id, index }: Click): Message {
  const { state, assumptions } = world
  const message = state.messages.get(message_id)
  const chat = message && state.chats.get(message.chat_id)
  if (!message || !chat?.open_ids.includes(user.open_id)) {
    throw invalidValue('message_id', {
      zh: '消息对用户不可见。',
      en: 'The message is not visible to the user.',
    })
  }
  if (!showsBubbles(state, message, assumptions)) {
    const never = message.follow_ups.length === 0
    const reason = never
      ? { zh: '此消息没有气泡。', en: 'This message has no bubbles.' }
      : { zh: '此消息的气泡已消失。', en: 'The bubbles of this message are gone.' }
    throw invalidValue('message_id', reason)
  }
  if (!clientShowsBubbles(user)) throw invalidValue('message_id', OLD_CLIENT)
  const bubble = message.follow_ups[index]
  if (!bubble) {
    const last = message.follow_ups.length - 1
    throw invalidValue('index', {
      zh: `最后一个气泡的 index 为 ${last}。`,
      en: `The last bubble has index ${last}.`,
    })
  }
  const text = bubbleText(bubble, user.language, assumptions)
  const content =
    assumptions.click_message_type === 'text'
      ? { text }
      : { title: '', content: [[{ tag: 'text', text }]] }
  const replyTo = assumptions.click_marker === 'parent_id' ? message : undefined
  const type = assumptions.click_message_type
  return sendAsUser(world, user, chat, type, JSON.stringify(content), replyTo)
}

/**
 * Opens the chat of a user and a bot, as on the user's screen.
 * @throws {ControlError} 422 if there is no such bot
 */
export function enterChat(world: World, user: User, app_id: string) {
  const app = lookUpApp(world.state, app_id)
  if (!app) throw invalidValue('app_id', UNKNOWN)
  const chat = openP2pChat(world, app, user)
  return { chat_id: chat.chat_id, event_sent: emitEntered(world, app, user, chat) }
}

/** Marks all messages of others in a chat as read by a user; returns how many were unread. */
export function readAll({ state, clock }: World, { open_id }: User, chat: Chat): number {
  let read = 0
  for (const id of chat.message_ids) {
    const message = state.messages.get(id)
    if (!message || message.sender.id === open_id || message.read_by.includes(open_id)) continue
    message.read_by = [...message.read_by, open_id]
    message.read_at_ms = { ...message.read_at_ms, [open_id]: clock() }
    read += 1
  }
  return read
}

/**
 * Writes a message as a bot, whatever its scopes.
 * @throws {ControlError} 422 if the chat or the user does not exist or the bot is not in the chat
 */
export function writeAsBot(world: World, app: App, { chat_id, open_id, text }: BotMessage) {
  const user = open_id === undefined ? undefined : world.state.users.get(open_id)
  if (open_id !== undefined && !user) throw invalidValue('open_id', UNKNOWN)
  const chat = user ? openP2pChat(world, app, user) : findChat(world, chat_id)
  if (!chat.app_ids.includes(app.app_id)) {
    throw invalidValue('chat_id', {
      zh: '机器人不在此会话中。',
      en: 'The bot is not in this chat.',
    })
  }
  return writeMessage(world, {
    chat_id: chat.chat_id,
    sender: { sender_type: 'app', id: app.app_id },
    msg_type: 'text',
    content: JSON.stringify({ text }),
  })
}

/** @throws {ControlError} 422 if there is none */
export function findChat({ state }: World, chat_id = ''): Chat {
  const chat = state.chats.get(chat_id)
  if (!chat) throw invalidValue('chat_id', UNKNOWN)
  return chat
}

const UNKNOWN = { zh: '未知的 ID。', en: 'Unknown ID.' }

function sendAsUser(
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
