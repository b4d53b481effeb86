import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ControlError } from '../control/control-request.ts'
import { click, writeAsBot, writeAsUser } from '../control/simulate.ts'
import { showsBubbles } from '../tenant/bubbles.ts'
import { PARCEL_BOT, SEED_USERS, SUPPORT_BOT } from '../tenant/seed-data.ts'
import type { App, Chat, TenantState } from '../tenant/state.ts'
import { createWorld, resetWorld, type World } from '../tenant/world.ts'
import { createTestClock, START } from '../testing/client.ts'
import {
  addEntry,
  allEntries,
  canClick,
  edit,
  type ModelAssumptions,
  type ModelChat,
  type ModelMessage,
  type PlatformModel,
  push,
  recall,
  write,
} from '../testing/model.ts'
import { editMessage, recallMessage } from './change-message.ts'
import { type AppOperation, codeOf } from './operation.ts'
import { pushFollowUp } from './push-follow-up.ts'
import { createMessage } from './send-message.ts'

const EMMA = SEED_USERS.emma.open_id
const FANG = SEED_USERS.fang.open_id

type FixedChat = Omit<ModelChat, 'entries' | 'lastTouched' | 'second' | 'written'>

const CONVERSATIONS: FixedChat[] = [
  { name: 'oc_emma', kind: 'p2p', hasBot: true, hasOther: false, member: EMMA },
  { name: 'oc_fang', kind: 'p2p', hasBot: true, hasOther: false, member: FANG },
  { name: 'oc_other', kind: 'p2p', hasBot: false, hasOther: true, member: EMMA },
  { name: 'oc_group', kind: 'group', hasBot: true, hasOther: true, member: EMMA },
]

/** The emulator and the model, both with the same four empty conversations. */
type RealEmulator = { world: World; clock: ReturnType<typeof createTestClock> }

function emptyState(): TenantState {
  const apps = [SUPPORT_BOT, PARCEL_BOT].map((app): App => ({ ...app, unavailable_to: [] }))
  const chats = CONVERSATIONS.map(({ name, kind, hasBot, hasOther, member }): Chat => {
    const app_ids = [hasBot ? SUPPORT_BOT.app_id : [], hasOther ? PARCEL_BOT.app_id : []].flat()
    const open_ids = kind === 'p2p' ? [member] : [EMMA, FANG]
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
    users: new Map([SEED_USERS.emma, SEED_USERS.fang].map((user) => [user.open_id, { ...user }])),
    chats: new Map(chats.map((chat) => [chat.chat_id, chat])),
    messages: new Map(),
    sent_uuids: new Map(),
    cards: new Map(),
    images: new Map(),
    default_app_id: SUPPORT_BOT.app_id,
    default_receiver_open_id: EMMA,
    demonstrations: [],
  }
}

const emptyConversations = (): ModelChat[] =>
  CONVERSATIONS.map((conversation) => ({
    ...conversation,
    entries: [],
    lastTouched: null,
    second: -1,
    written: 0,
  }))

function ask(
  { world }: RealEmulator,
  operation: AppOperation,
  message_id: string,
  body: unknown,
  query = {},
) {
  const app = world.state.apps.get(SUPPORT_BOT.app_id)
  if (!app) throw new Error('there is no bot')
  return operation.handle({ world, app, params: { message_id }, query, body })
}

/** How often each result occurred, over all histories. */
const answers = new Map<string, number>()
const HAPPENS = [
  ...[0, 230001, 230002, 230003, 230004, 230005, 230006, 230008, 99992354].map((c) => `push ${c}`),
  ...[0, 230013, 230026, 230050, 230110, 230009].map((code) => `recall ${code}`),
  ...[0, 230011, 230013, 230050, 230071, 230075].map((code) => `edit ${code}`),
  ...['click 0', 'click rejected', 'click in an old client'],
  ...[0, 230002, 230013, 230020].map((code) => `write ${code}`),
]

function tally(answer: string): void {
  answers.set(answer, (answers.get(answer) ?? 0) + 1)
}

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length]

/** Expects the emulator to have the messages and visible bubbles of the model. */
function compare(model: PlatformModel, { world }: RealEmulator): void {
  const { chats, messages } = world.state
  for (const conversation of model.conversations) {
    expect(chats.get(conversation.name)?.message_ids).toEqual(
      conversation.entries.map(({ id }) => id),
    )
    for (const entry of conversation.entries) {
      const message = messages.get(entry.id)
      if (!message) throw new Error('the emulator has lost a message')
      expect(showsBubbles(world.state, message, world.assumptions)).toBe(entry.visible)
    }
  }
}

/** A command that is always allowed. */
function command(
  name: string,
  run: (model: PlatformModel, real: RealEmulator) => void,
): fc.Command<PlatformModel, RealEmulator> {
  return {
    check: () => true,
    run(model, real) {
      run(model, real)
      compare(model, real)
    },
    toString: () => name,
  }
}

/** A command about an existing message, if there is one. */
const aboutNote = (
  name: string,
  run: (model: PlatformModel, real: RealEmulator, entry: ModelMessage) => void,
) =>
  fc.nat({ max: 1000 }).map((at) =>
    command(`${name} ${at}`, (model, real) => {
      // Mostly one of the newest, which more calls accept.
      const entries = allEntries(model).toSorted((a, b) => b.sentAt - a.sentAt)
      const entry = pick(at % 3 === 0 ? entries : entries.slice(0, 3), at)
      if (entry) run(model, real, entry)
    }),
  )

const conversation = fc.nat({ max: CONVERSATIONS.length - 1 })

/** The bot writes once, or more often than a second allows. */
const writes = (times: number) =>
  conversation.map((at) =>
    command(`bot writes ${times} times in ${at}`, (model, real) => {
      const target = pick(model.conversations, at)
      if (!target) return
      const body = { receive_id: target.name, msg_type: 'text', content: '{"text":"x"}' }
      for (let written = 0; written < times; written += 1) {
        const answer = ask(real, createMessage, '', body, { receive_id_type: 'chat_id' })
        tally(`write ${codeOf(answer)}`)
        expect(codeOf(answer)).toBe(write(model, target))
        if (answer.kind === 'data') addEntry(model, target, 'bot', String(answer.data.message_id))
      }
    }),
  )
const botWrites = writes(1)
const bursts = writes(6)

const otherBotWrites = conversation.map((at) =>
  command(`other bot writes in ${at}`, (model, { world }) => {
    const target = pick(model.conversations, at)
    const app = world.state.apps.get(PARCEL_BOT.app_id)
    if (!target || !app) return
    const write = () => writeAsBot(world, app, { chat_id: target.name, text: 'x' })
    if (target.hasOther) addEntry(model, target, 'other', write().message_id)
    else expect(write).toThrow(ControlError)
  }),
)

const userWrites = conversation.map((at) =>
  command(`user writes in ${at}`, (model, { world }) => {
    const target = pick(model.conversations, at)
    const user = world.state.users.get(target?.member ?? '')
    if (!target || !user) return
    const message = writeAsUser(world, user, { chat_id: target.name, text: 'x' })
    addEntry(model, target, 'user', message.message_id)
  }),
)

const pushes = aboutNote('push', (model, real, entry) => {
  const answer = ask(real, pushFollowUp, entry.id, { follow_ups: [{ content: 'x' }] })
  tally(`push ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(push(model, entry))
})

const clicks = aboutNote('click', (model, { world }, entry) => {
  const user = world.state.users.get(entry.conversation.member)
  if (!user) return
  const clicking = () => click(world, user, { message_id: entry.id, index: 0 })
  const accepted = canClick(model, entry)
  tally(accepted ? 'click 0' : entry.visible ? 'click in an old client' : 'click rejected')
  if (accepted) addEntry(model, entry.conversation, 'user', clicking().message_id)
  else expect(clicking).toThrow(ControlError)
})

const recalls = aboutNote('recall', (model, real, entry) => {
  const answer = ask(real, recallMessage, entry.id, undefined)
  tally(`recall ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(recall(model, entry))
})

const edits = aboutNote('edit', (model, real, entry) => {
  // change-message.test.ts tests the limit of twenty edits.
  if ((real.world.state.messages.get(entry.id)?.edits ?? 0) >= 20) return
  const body = { msg_type: 'text', content: '{"text":"y"}' }
  const answer = ask(real, editMessage, entry.id, body)
  tally(`edit ${codeOf(answer)}`)
  expect(codeOf(answer)).toBe(edit(model, entry))
})

const clockMoves = fc
  .constantFrom(1, 999, 1000, 300_000, 599_000, 600_000, 600_001, -1, 86_400_001, 86_400_001)
  .map((ms) =>
    command(`clock ${ms}`, (model, { clock }) => {
      clock.advance(ms)
      model.now += ms
    }),
  )

/** Moves the clock to about 600 s after a message. */
const edges = fc.tuple(fc.nat({ max: 1000 }), fc.constantFrom(-1, 0, 1)).map(([at, off]) =>
  command(`edge ${at} ${off}`, (model, { clock }) => {
    const entry = pick(allEntries(model).slice(-4), at)
    if (!entry) return
    const ms = entry.sentAt + 600_000 + off - model.now
    clock.advance(ms)
    model.now += ms
  }),
)

const availability = fc.constantFrom(EMMA, FANG).map((member) =>
  command(`availability of ${member === EMMA ? 'Emma' : 'Fang'}`, (model, { world }) => {
    if (!model.away.delete(member)) model.away.add(member)
    const app = world.state.apps.get(SUPPORT_BOT.app_id)
    if (app) app.unavailable_to = [...model.away]
  }),
)

const clients = fc.constantFrom(EMMA, FANG).map((member) =>
  command(`client of ${member === EMMA ? 'Emma' : 'Fang'}`, (model, { world }) => {
    const isNew = model.old.delete(member)
    if (!isNew) model.old.add(member)
    const user = world.state.users.get(member)
    if (user) user.client_version = isNew ? '7.20.0' : '7.19.9'
  }),
)

const resets = fc.constant(
  command('reset', (model, { world }) => {
    resetWorld(world)
    Object.assign(model, { conversations: emptyConversations(), away: new Set(), old: new Set() })
  }),
)

const assumed: fc.Arbitrary<ModelAssumptions> = fc.record({
  age_boundary: fc.constantFrom('allowed', 'refused'),
  bot_message_removes_bubbles: fc.constantFrom('yes', 'no'),
  recalled_is_latest: fc.constantFrom('yes', 'no'),
  edited_is_latest: fc.constantFrom('yes', 'no'),
  edit_removes_bubbles: fc.constantFrom('yes', 'no'),
  users_own_message: fc.constantFrom('230001', '230004'),
  recalled_message: fc.constantFrom('230001', '230004', '99992354'),
})

// Frequent commands are listed several times.
const commands = fc.commands(
  [
    ...[botWrites, botWrites, botWrites, pushes, pushes, pushes, pushes, clicks, clicks],
    ...[userWrites, otherBotWrites, recalls, edits, clockMoves, edges, availability, resets],
    ...[bursts, clients],
  ],
  { maxCommands: 60, size: 'max' },
)

/** `npm run histories` tries more. */
const HISTORIES = Number(process.env.EMULATOR_HISTORIES ?? 500)

test('the emulator agrees with a small model in hundreds of histories', () => {
  answers.clear()
  fc.assert(
    fc.property(assumed, commands, (assumptions, history) => {
      const clock = createTestClock()
      const world = createWorld({ clock: clock.read, seed: emptyState, assumptions })
      const model: PlatformModel = {
        now: START,
        assumed: assumptions,
        conversations: emptyConversations(),
        away: new Set(),
        old: new Set(),
      }
      fc.modelRun(() => ({ model, real: { world, clock } }), history)
    }),
    { numRuns: HISTORIES },
  )
  // Histories without these results would prove little.
  const rare = HAPPENS.filter((answer) => !answers.has(answer))
  expect(rare).toEqual([])
})
