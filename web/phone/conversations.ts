import type {
  EmulatorApp,
  EmulatorChat,
  EmulatorMessage,
  EmulatorState,
  EmulatorUser,
} from '#contract/emulator-state'

/** A chat as one person has it on the phone. */
export type Conversation = {
  /** `null` where neither side has written yet. */
  chat: EmulatorChat | null
  viewer: EmulatorUser
  /** The bots in it. */
  apps: readonly EmulatorApp[]
  /** Those of the newest messages that the viewer has not read. */
  unread: number
  last: EmulatorMessage | null
}

/**
 * The chats of one person, then the bots that this person has no chat with yet; without a person
 * all chats, each as its first member has it. The one last written in comes first.
 */
export function listConversations(state: EmulatorState, open_id: string | null): Conversation[] {
  const viewer = state.users.find((user) => user.open_id === open_id)
  const chats = state.chats.flatMap((chat) => {
    const seenBy = viewer ?? state.users.find((user) => user.open_id === chat.open_ids[0])
    return seenBy && chat.open_ids.includes(seenBy.open_id) ? [converse(state, chat, seenBy)] : []
  })
  if (!viewer) return chats
  const known = chats.flatMap(({ chat }) => (chat?.chat_mode === 'p2p' ? chat.app_ids : []))
  const fresh = state.apps
    .filter(({ app_id, bot_enabled }) => bot_enabled && !known.includes(app_id))
    .map((app): Conversation => ({ chat: null, viewer, apps: [app], unread: 0, last: null }))
  return [...chats, ...fresh]
}

function converse(state: EmulatorState, chat: EmulatorChat, viewer: EmulatorUser): Conversation {
  return {
    chat,
    viewer,
    apps: state.apps.filter(({ app_id }) => chat.app_ids.includes(app_id)),
    unread: chat.messages.filter(
      ({ sender, deleted, read_by }) =>
        !deleted && sender.id !== viewer.open_id && !read_by.includes(viewer.open_id),
    ).length,
    last: chat.messages.at(-1) ?? null,
  }
}

/** What tells a conversation of one person from the others: its chat, or the bot of a chat to come. */
export function conversationKey({ chat, apps }: Conversation): string {
  return chat?.chat_id ?? apps[0]?.app_id ?? ''
}

/** What the person reads above the chat: the bot's name, or the group's. */
export function conversationName({ chat, apps }: Conversation): string {
  return chat?.chat_mode === 'group' ? chat.name : (apps[0]?.name ?? chat?.name ?? '')
}

/** The newest message of a bot that still stands. */
export function newestBotMessage({ chat }: Conversation): EmulatorMessage | null {
  return (
    chat?.messages.findLast(({ sender, deleted }) => sender.sender_type === 'app' && !deleted) ??
    null
  )
}
