import type {
  EmulatorApp,
  EmulatorChat,
  EmulatorMessage,
  EmulatorState,
  EmulatorUser,
} from '#contract/emulator/state'

/** A chat as one user sees it. */
export type ChatView = {
  /** null if neither side has sent a message yet. */
  chat: EmulatorChat | null
  viewer: EmulatorUser
  /** The bots of the chat. */
  apps: readonly EmulatorApp[]
  /** How many of the loaded messages the viewer has not read. */
  unread: number
  last: EmulatorMessage | null
}

/**
 * Lists the chats of one user, followed by the bots without a chat yet; without a user, every chat
 * as its first member sees it. In the order of the state: latest message first.
 */
export function listChatViews(state: EmulatorState, open_id: string | null): ChatView[] {
  const viewer = state.users.find((user) => user.open_id === open_id)
  const chats = state.chats.flatMap((chat) => {
    const seenBy = viewer ?? state.users.find((user) => user.open_id === chat.open_ids[0])
    return seenBy && chat.open_ids.includes(seenBy.open_id) ? [toChatView(state, chat, seenBy)] : []
  })
  if (!viewer) return chats
  const known = chats.flatMap(({ chat }) => (chat?.chat_mode === 'p2p' ? chat.app_ids : []))
  const fresh = state.apps
    .filter(({ app_id, bot_enabled }) => bot_enabled && !known.includes(app_id))
    .map((app): ChatView => ({ chat: null, viewer, apps: [app], unread: 0, last: null }))
  return [...chats, ...fresh]
}

function toChatView(state: EmulatorState, chat: EmulatorChat, viewer: EmulatorUser): ChatView {
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

/** A key that is unique among one user's chats: the chat's id, or the bot's if there is no chat yet. */
export function chatViewKey({ chat, apps }: ChatView): string {
  return chat?.chat_id ?? apps[0]?.app_id ?? ''
}

/** The title of the chat: the bot's name, or the group's. */
export function chatViewName({ chat, apps }: ChatView): string {
  return chat?.chat_mode === 'group' ? chat.name : (apps[0]?.name ?? chat?.name ?? '')
}

/** The latest bot message that was not recalled, or null. */
export function newestBotMessage({ chat }: ChatView): EmulatorMessage | null {
  return (
    chat?.messages.findLast(({ sender, deleted }) => sender.sender_type === 'app' && !deleted) ??
    null
  )
}
