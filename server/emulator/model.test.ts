import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from './answer.ts'
import { showsBubbles } from './bubbles.ts'
import { ControlRefusal } from './control-refusal.ts'
import { createMessage } from './create-message.ts'
import { editMessage } from './edit-message.ts'
import type { AppOperation } from './operation.ts'
import { click, writeAsBot, writeAsUser } from './people.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { recallMessage } from './recall-message.ts'
import { PARCEL_BOT, PEOPLE, SUPPORT_BOT } from './seed-people.ts'
import type { App, Chat, State } from './state.ts'
import { createTestClock, START } from './test-client.ts'
import {
  type Assumed,
  allNotes,
  edit,
  type Model,
  type Note,
  push,
  type Room,
  recall,
  say,
} from './test-model.ts'
import { createWorld, resetWorld, type World } from './world.ts'

const EMMA = PEOPLE.emma.open_id
const FANG = PEOPLE.fang.open_id

const ROOMS: Omit<Room, 'notes' | 'lastTouched'>[] = [
  { name: 'oc_emma', kind: 'p2p', hasBot: true, hasOther: false, person: EMMA },
  { name: 'oc_fang', kind: 'p2p', hasBot: true, hasOther: false, person: FANG },
  { name: 'oc_other', kind: 'p2p', hasBot: false, hasOther: true, person: EMMA },
  { name: 'oc_group', kind: 'group', hasBot: true, hasOther: true, person: EMMA },
]

/** The emulator beside the model, each of them with the same four empty rooms. */
type Real = { world: World; clock: ReturnType<typeof createTestClock> }

function emptyState(): State {
  const apps = [SUPPORT_BOT, PARCEL_BOT].map((app): App => ({ ...app, unavailable_to: [] }))
  const chats = ROOMS.map(({ name, kind, hasBot, hasOther, person }): Chat => {
    const app_ids = [hasBot ? SUPPORT_BOT.app_id : [], hasOther ? PARCEL_BOT.app_id : []].flat()
    const open_ids = kind === 'p2p' ? [person] : [EMMA, FANG]
    return {
      chat_id: name,
      chat_mode: kind,
      name,
      app_ids,
      open_ids,
      create_time_ms: START,
      message_ids: [],
    }
  })
  return {
    tenant_key: 'tenant',
    apps: new Map(apps.map((app) => [app.app_id, app])),
    users: new Map([PEOPLE.emma, PEOPLE.fang].map((user) => [user.open_id, { ...user }])),
    chats: new Map(chats.map((chat) => [chat.chat_id, chat])),
    messages: new Map(),
    sent_uuids: new Map(),
    default_app_id: SUPPORT_BOT.app_id,
    default_receiver_open_id: EMMA,
    demonstrations: [],
  }
}

const emptyRooms = (): Room[] => ROOMS.map((room) => ({ ...room, notes: [], lastTouched: null }))

function ask(
  { world }: Real,
  operation: AppOperation,
  message_id: string,
  body: unknown,
  query = {},
) {
  const app = world.state.apps.get(SUPPORT_BOT.app_id)
  if (!app) throw new Error('there is no bot')
  return operation.answer({ world, app, params: { message_id }, query, body })
}

/** How often each answer was given, over all histories. */
const answers = new Map<string, number>()
const HAPPENS = [
  ...[0, 230001, 230002, 230003, 230004, 230005, 230006, 230008, 99992354].map((c) => `push ${c}`),
  ...[0, 230013, 230026, 230050, 230110, 230009].map((code) => `recall ${code}`),
  ...[0, 230011, 230013, 230050, 230071, 230075].map((code) => `edit ${code}`),
  ...['click 0', 'click refused'],
]

function tally(answer: string): void {
  answers.set(answer, (answers.get(answer) ?? 0) + 1)
}

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length]

/** Every message of the emulator is where the model has it, and shows its bubbles where the model says so. */
function compare(model: Model, { world }: Real): void {
  const { chats, messages } = world.state
  for (const room of model.rooms) {
    expect(chats.get(room.name)?.message_ids).toEqual(room.notes.map(({ id }) => id))
    for (const note of room.notes) {
      const message = messages.get(note.id)
      if (!message) throw new Error('the emulator has lost a message')
      expect(showsBubbles(world.state, message, world.assumptions)).toBe(note.visible)
    }
  }
}

/** A command that anything may be asked of at any time. */
function command(name: string, run: (model: Model, real: Real) => void): fc.Command<Model, Real> {
  return {
    check: () => true,
    run(model, real) {
      run(model, real)
      compare(model, real)
    },
    toString: () => name,
  }
}

/** A command about one of the messages there are, if any. */
const aboutNote = (name: string, run: (model: Model, real: Real, note: Note) => void) =>
  fc.nat({ max: 1000 }).map((at) =>
    command(`${name} ${at}`, (model, real) => {
      // Mostly one of the newest, where something can happen.
      const notes = allNotes(model).toSorted((a, b) => b.sentAt - a.sentAt)
      const note = pick(at % 3 === 0 ? notes : notes.slice(0, 3), at)
      if (note) run(model, real, note)
    }),
  )

const room = fc.nat({ max: ROOMS.length - 1 })

const botWrites = room.map((at) =>
  command(`bot writes in ${at}`, (model, real) => {
    const where = pick(model.rooms, at)
    if (!where) return
    const body = { receive_id: where.name, msg_type: 'text', content: '{"text":"x"}' }
    const answer = ask(real, createMessage, '', body, { receive_id_type: 'chat_id' })
    const away = where.kind === 'p2p' && model.away.has(where.person)
    expect(codeOf(answer)).toBe(!where.hasBot ? 230002 : away ? 230013 : 0)
    if (answer.kind === 'data') say(model, where, 'bot', String(answer.data.message_id))
  }),
)

const otherBotWrites = room.map((at) =>
  command(`other bot writes in ${at}`, (model, { world }) => {
    const where = pick(model.rooms, at)
    const app = world.state.apps.get(PARCEL_BOT.app_id)
    if (!where || !app) return
    const write = () => writeAsBot(world, app, { chat_id: where.name, text: 'x' })
    if (where.hasOther) say(model, where, 'other', write().message_id)
    else expect(write).toThrow(ControlRefusal)
  }),
)

const userWrites = room.map((at) =>
  command(`user writes in ${at}`, (model, { world }) => {
    const where = pick(model.rooms, at)
    const user = world.state.users.get(where?.person ?? '')
    if (!where || !user) return
    const message = writeAsUser(world, user, { chat_id: where.name, text: 'x' })
    say(model, where, 'user', message.message_id)
  }),
)

const pushes = aboutNote('push', (model, real, note) => {
  const answer = ask(real, pushFollowUp, note.id, { follow_ups: [{ content: 'x' }] })
  tally(`push ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(push(model, note))
})

const clicks = aboutNote('click', (model, { world }, note) => {
  const user = world.state.users.get(note.room.person)
  if (!user) return
  const clicking = () => click(world, user, { message_id: note.id, index: 0 })
  tally(note.visible ? 'click 0' : 'click refused')
  if (note.visible) say(model, note.room, 'user', clicking().message_id)
  else expect(clicking).toThrow(ControlRefusal)
})

const recalls = aboutNote('recall', (model, real, note) => {
  const answer = ask(real, recallMessage, note.id, undefined)
  tally(`recall ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(recall(model, note))
})

const edits = aboutNote('edit', (model, real, note) => {
  // The twentieth edit is tried elsewhere.
  if ((real.world.state.messages.get(note.id)?.edits ?? 0) >= 20) return
  const body = { msg_type: 'text', content: '{"text":"y"}' }
  const answer = ask(real, editMessage, note.id, body)
  tally(`edit ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(edit(model, note))
})

const clockMoves = fc
  .constantFrom(1, 999, 1000, 300_000, 599_000, 600_000, 600_001, -1, 86_400_001, 86_400_001)
  .map((ms) =>
    command(`clock ${ms}`, (model, { clock }) => {
      clock.advance(ms)
      model.now += ms
    }),
  )

/** To the very edge of the 600 s of a message. */
const edges = fc.tuple(fc.nat({ max: 1000 }), fc.constantFrom(-1, 0, 1)).map(([at, off]) =>
  command(`edge ${at} ${off}`, (model, { clock }) => {
    const note = pick(allNotes(model).slice(-4), at)
    if (!note) return
    const ms = note.sentAt + 600_000 + off - model.now
    clock.advance(ms)
    model.now += ms
  }),
)

const availability = fc.constantFrom(EMMA, FANG).map((person) =>
  command(`availability of ${person === EMMA ? 'Emma' : 'Fang'}`, (model, { world }) => {
    if (!model.away.delete(person)) model.away.add(person)
    const app = world.state.apps.get(SUPPORT_BOT.app_id)
    if (app) app.unavailable_to = [...model.away]
  }),
)

const resets = fc.constant(
  command('reset', (model, { world }) => {
    resetWorld(world)
    Object.assign(model, { rooms: emptyRooms(), away: new Set() })
  }),
)

const assumed: fc.Arbitrary<Assumed> = fc.record({
  age_boundary: fc.constantFrom('allowed', 'refused'),
  bot_message_removes_bubbles: fc.constantFrom('yes', 'no'),
  recalled_is_latest: fc.constantFrom('yes', 'no'),
  edited_is_latest: fc.constantFrom('yes', 'no'),
  edit_removes_bubbles: fc.constantFrom('yes', 'no'),
  users_own_message: fc.constantFrom('230001', '230004'),
  recalled_message: fc.constantFrom('230001', '230004', '99992354'),
})

// What happens often stands here more often.
const commands = fc.commands(
  [
    ...[botWrites, botWrites, botWrites, pushes, pushes, pushes, pushes, clicks, clicks],
    ...[userWrites, otherBotWrites, recalls, edits, clockMoves, edges, availability, resets],
  ],
  { maxCommands: 60, size: 'max' },
)

test('in thousands of histories the emulator and a tiny model never disagree', () => {
  answers.clear()
  fc.assert(
    fc.property(assumed, commands, (assumptions, history) => {
      const clock = createTestClock()
      const world = createWorld({ clock: clock.read, seed: emptyState, assumptions })
      const model: Model = {
        now: START,
        assumed: assumptions,
        rooms: emptyRooms(),
        away: new Set(),
      }
      fc.modelRun(() => ({ model, real: { world, clock } }), history)
    }),
    { numRuns: 2000 },
  )
  // Histories in which little happens would prove little.
  const rare = HAPPENS.filter((answer) => (answers.get(answer) ?? 0) < 10)
  expect(rare).toEqual([])
})
