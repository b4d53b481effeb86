/*
 * Only for tests: what the platform is believed to do, told a second time, as small as it can be. It
 * keeps what is seen (`visible`) and changes it whenever something happens, where the emulator works
 * it out from what was said; it shares no line with the emulator.
 */

export type Assumed = {
  age_boundary: 'allowed' | 'refused'
  bot_message_removes_bubbles: 'yes' | 'no'
  recalled_is_latest: 'yes' | 'no'
  edited_is_latest: 'yes' | 'no'
  edit_removes_bubbles: 'yes' | 'no'
  users_own_message: '230001' | '230004'
  recalled_message: '230001' | '230004' | '99992354'
}

export type Note = {
  /** Where it is kept in the emulator. */
  id: string
  room: Room
  from: 'bot' | 'other' | 'user'
  sentAt: number
  recalled: boolean
  /** Whether it was ever given bubbles, and whether they are seen. */
  given: boolean
  visible: boolean
}

export type Room = {
  name: string
  kind: 'p2p' | 'group'
  hasBot: boolean
  hasOther: boolean
  /** The person whose room it is; the first of a group. */
  person: string
  notes: Note[]
  lastTouched: Note | null
}

export type Model = {
  now: number
  assumed: Assumed
  rooms: Room[]
  /** The people whom the bot cannot reach. */
  away: Set<string>
}

/** All notes there are, in no particular order. */
export function allNotes({ rooms }: Model): Note[] {
  return rooms.flatMap(({ notes }) => notes)
}

/** Somebody says something. */
export function say(model: Model, room: Room, from: Note['from'], id: string): void {
  const silent = from !== 'user' && model.assumed.bot_message_removes_bubbles === 'no'
  if (!silent) for (const note of room.notes) note.visible = false
  const note = { id, room, from, sentAt: model.now, recalled: false, given: false, visible: false }
  room.notes.push(note)
  room.lastTouched = note
}

/** What the bot is answered that pushes valid bubbles to a note; they are seen where it is 0. */
export function push(model: Model, note: Note): number {
  const code = judge(model, note)
  if (code === 0) {
    note.given = true
    note.visible = newerThan(note).every(
      ({ from }) => from !== 'user' && model.assumed.bot_message_removes_bubbles === 'no',
    )
  }
  return code
}

function judge({ assumed, away, now }: Model, note: Note): number {
  const { room } = note
  if (!room.hasBot) return 230004
  if (room.kind === 'group') return 230003
  if (note.from !== 'bot') return Number(assumed.users_own_message)
  if (away.has(room.person)) return 230005
  if (note.recalled) return Number(assumed.recalled_message)
  if (latest(room, assumed) !== note) return 230006
  const seconds = (now - note.sentAt) / 1000
  if (seconds > 600 || (seconds === 600 && assumed.age_boundary === 'refused')) return 230002
  return note.given ? 230008 : 0
}

function latest(room: Room, { edited_is_latest, recalled_is_latest }: Assumed): Note | undefined {
  const standing = room.notes.filter((note) => recalled_is_latest === 'yes' || !note.recalled)
  const touched = standing.find((note) => note === room.lastTouched)
  return (edited_is_latest === 'yes' && touched) || standing.at(-1)
}

function newerThan(note: Note): Note[] {
  return note.room.notes.slice(note.room.notes.indexOf(note) + 1)
}

const DAY_MS = 86_400_000

/** What the bot is answered that takes a note back. */
export function recall({ away, now }: Model, note: Note): number {
  if (!note.room.hasBot) return 230050
  if (note.recalled) return 230110
  if (note.room.kind === 'p2p' && away.has(note.room.person)) return 230013
  if (note.from !== 'bot') return 230026
  if (now - note.sentAt > DAY_MS) return 230009
  note.recalled = true
  note.visible = false
  return 0
}

/** What the bot is answered that changes a note's text. */
export function edit({ assumed, away, now }: Model, note: Note): number {
  if (!note.room.hasBot) return 230050
  if (note.recalled) return 230011
  if (note.room.kind === 'p2p' && away.has(note.room.person)) return 230013
  if (note.from !== 'bot') return 230071
  if (now - note.sentAt > DAY_MS) return 230075
  if (assumed.edit_removes_bubbles === 'yes') note.visible = false
  note.room.lastTouched = note
  return 0
}
