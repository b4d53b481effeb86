/*
 * A second, minimal implementation of what the platform is believed to do. It updates `visible` with
 * every action, while the emulator derives it from the messages; they share no code.
 */

export type ModelAssumptions = {
  age_boundary: 'allowed' | 'refused'
  bot_message_removes_bubbles: 'yes' | 'no'
  recalled_is_latest: 'yes' | 'no'
  edited_is_latest: 'yes' | 'no'
  edit_removes_bubbles: 'yes' | 'no'
  users_own_message: '230001' | '230004'
  recalled_message: '230001' | '230004' | '99992354'
}

export type ModelMessage = {
  /** Its message_id in the emulator. */
  id: string
  conversation: ModelChat
  from: 'bot' | 'other' | 'user'
  sentAt: number
  recalled: boolean
  /** Whether it ever got bubbles, and whether they are visible. */
  given: boolean
  visible: boolean
}

export type ModelChat = {
  name: string
  kind: 'p2p' | 'group'
  hasBot: boolean
  hasOther: boolean
  /** The user of the conversation, or the first user of a group. */
  member: string
  entries: ModelMessage[]
  lastTouched: ModelMessage | null
  /** The second in which bots wrote last, and how often. */
  second: number
  written: number
}

export type PlatformModel = {
  now: number
  assumed: ModelAssumptions
  conversations: ModelChat[]
  /** The users that are unavailable to the bot. */
  away: Set<string>
  /** The users whose client is too old for bubbles. */
  old: Set<string>
}

/** Returns all messages. */
export function allEntries({ conversations }: PlatformModel): ModelMessage[] {
  return conversations.flatMap(({ entries }) => entries)
}

/** Adds a message to a conversation. */
export function addEntry(
  model: PlatformModel,
  conversation: ModelChat,
  from: ModelMessage['from'],
  id: string,
): void {
  const silent = from !== 'user' && model.assumed.bot_message_removes_bubbles === 'no'
  if (!silent) for (const entry of conversation.entries) entry.visible = false
  const entry = {
    id,
    conversation,
    from,
    sentAt: model.now,
    recalled: false,
    given: false,
    visible: false,
  }
  conversation.entries.push(entry)
  conversation.lastTouched = entry
}

/** Returns the code of a bot's message to a conversation, and counts it. */
export function write({ away, now }: PlatformModel, conversation: ModelChat): number {
  if (!conversation.hasBot) return 230002
  if (conversation.kind === 'p2p' && away.has(conversation.member)) return 230013
  const second = Math.floor(now / 1000)
  if (second !== conversation.second) Object.assign(conversation, { second, written: 0 })
  if (conversation.written === 5) return 230020
  conversation.written += 1
  return 0
}

/** Returns whether the user of a conversation can click the bubbles of a message. */
export function canClick({ old }: PlatformModel, entry: ModelMessage): boolean {
  return entry.visible && !old.has(entry.conversation.member)
}

/** Returns the code of a push of valid bubbles, and makes them visible. */
export function push(model: PlatformModel, entry: ModelMessage): number {
  const code = codeOfPush(model, entry)
  if (code === 0) {
    entry.given = true
    entry.visible = newerThan(entry).every(
      ({ from }) => from !== 'user' && model.assumed.bot_message_removes_bubbles === 'no',
    )
  }
  return code
}

function codeOfPush({ assumed, away, now }: PlatformModel, entry: ModelMessage): number {
  const { conversation } = entry
  if (!conversation.hasBot) return 230004
  if (conversation.kind === 'group') return 230003
  if (entry.from !== 'bot') return Number(assumed.users_own_message)
  if (away.has(conversation.member)) return 230005
  if (entry.recalled) return Number(assumed.recalled_message)
  if (latest(conversation, assumed) !== entry) return 230006
  const seconds = (now - entry.sentAt) / 1000
  if (seconds > 600 || (seconds === 600 && assumed.age_boundary === 'refused')) return 230002
  return entry.given ? 230008 : 0
}

function latest(
  conversation: ModelChat,
  { edited_is_latest, recalled_is_latest }: ModelAssumptions,
): ModelMessage | undefined {
  const counted = conversation.entries.filter(
    (entry) => recalled_is_latest === 'yes' || !entry.recalled,
  )
  const touched = counted.find((entry) => entry === conversation.lastTouched)
  return (edited_is_latest === 'yes' && touched) || counted.at(-1)
}

function newerThan(entry: ModelMessage): ModelMessage[] {
  return entry.conversation.entries.slice(entry.conversation.entries.indexOf(entry) + 1)
}

const DAY_MS = 86_400_000

/** Returns the code of a recall, and carries it out. */
export function recall({ away, now }: PlatformModel, entry: ModelMessage): number {
  if (!entry.conversation.hasBot) return 230050
  if (entry.recalled) return 230110
  if (entry.conversation.kind === 'p2p' && away.has(entry.conversation.member)) return 230013
  if (entry.from !== 'bot') return 230026
  if (now - entry.sentAt > DAY_MS) return 230009
  entry.recalled = true
  entry.visible = false
  return 0
}

/** Returns the code of an edit, and carries it out. */
export function edit({ assumed, away, now }: PlatformModel, entry: ModelMessage): number {
  if (!entry.conversation.hasBot) return 230050
  if (entry.recalled) return 230011
  if (entry.conversation.kind === 'p2p' && away.has(entry.conversation.member)) return 230013
  if (entry.from !== 'bot') return 230071
  if (now - entry.sentAt > DAY_MS) return 230075
  if (assumed.edit_removes_bubbles === 'yes') entry.visible = false
  entry.conversation.lastTouched = entry
  return 0
}
