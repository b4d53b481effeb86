import type { Scenario } from '#contract/emulator-scenario'
import type { Issue } from '#contract/refusal'
import { addMessage, newMessage } from './add-message.ts'
import { DEFAULT_ASSUMPTIONS, judgeAssumptions } from './assumptions.ts'
import { invalid } from './control-refusal.ts'
import { dropOldest } from './retention.ts'
import { findStrays } from './scenario-strays.ts'
import { seedId } from './seed-people.ts'
import type { App, Chat, Message, State, User } from './state.ts'
import type { World } from './world.ts'

/** The secret of an app that brings none. */
const DEFAULT_SECRET = 'emulator-secret'

/** What is wrong with a scenario beside its shape; nothing where it can be loaded. */
export function judgeScenario(scenario: Scenario): Issue[] {
  const unknown = judgeAssumptions(scenario.assumptions).map(({ path, message }) => ({
    path: `assumptions.${path}`,
    message,
  }))
  return [...findStrays(scenario), ...unknown]
}

/**
 * Puts a scenario in the place of all that a world holds. Tokens stay valid, the clock goes on.
 * @throws {ControlRefusal} 422 where the scenario does not hang together; nothing has changed then
 */
export function loadScenario(world: World, scenario: Scenario): void {
  const issues = judgeScenario(scenario)
  if (issues.length > 0) throw invalid(issues)
  const { apps } = world.state
  world.state = toState(scenario, world.clock(), apps)
  world.assumptions = { ...DEFAULT_ASSUMPTIONS, ...scenario.assumptions }
  world.gauges.clear()
  dropOldest(world.state, world.retention, world.dropped)
}

/** The state that a scenario describes, its times relative to `now`; apps already known keep what it never holds. */
export function toState(
  scenario: Scenario,
  now: number,
  known: ReadonlyMap<string, App> = new Map(),
): State {
  const apps = scenario.apps.map((app) => toApp(app, known.get(app.app_id)))
  const users = scenario.users.map(toUser)
  const state: State = {
    tenant_key: scenario.tenant_key,
    apps: new Map(apps.map((app) => [app.app_id, app])),
    users: new Map(users.map((user) => [user.open_id, user])),
    chats: new Map(),
    messages: new Map(),
    sent_uuids: new Map(),
    default_app_id: scenario.default_app_id ?? apps[0]?.app_id ?? '',
    default_receiver_open_id: scenario.default_receiver_open_id ?? users[0]?.open_id ?? '',
    demonstrations: [...scenario.demonstrations],
  }
  for (const { messages, age_ms, edited_id, ...given } of scenario.chats) {
    const chat: Chat = { ...given, create_time_ms: now - age_ms, message_ids: [] }
    state.chats.set(chat.chat_id, chat)
    for (const line of messages) addMessage(state, toMessage(state, chat.chat_id, line, now))
    chat.edited_id = edited_id
  }
  return state
}

function toApp(
  { app_secret, bot_open_id, subscription, ...app }: Scenario['apps'][number],
  known: App | undefined,
): App {
  return {
    ...app,
    app_secret: app_secret ?? known?.app_secret ?? DEFAULT_SECRET,
    bot_open_id: bot_open_id ?? seedId('ou_', app.app_id),
    subscription: subscription ?? known?.subscription,
  }
}

function toUser({ user_id, union_id, email, ...user }: Scenario['users'][number]): User {
  return {
    ...user,
    user_id: user_id ?? seedId('', user.open_id, 8),
    union_id: union_id ?? seedId('on_', user.open_id),
    email: email ?? '',
  }
}

type Line = Scenario['chats'][number]['messages'][number]

function toMessage({ apps, messages }: State, chat_id: string, line: Line, now: number): Message {
  const { message_id, from, parent_id, deleted, edits } = line
  const sender = { sender_type: apps.has(from) ? 'app' : 'user', id: from } as const
  const msg_type = line.msg_type ?? 'text'
  const content = line.content ?? JSON.stringify({ text: line.text })
  const parent = messages.get(parent_id ?? '')
  const root_id = parent_id && (parent?.root_id ?? parent_id)
  const written = { message_id, chat_id, sender, msg_type, content, parent_id, root_id }
  const message = newMessage(written, now - line.age_ms)
  return {
    ...message,
    update_time_ms: now - (line.update_age_ms ?? line.age_ms),
    deleted,
    edits,
    follow_ups: line.follow_ups,
    bubbles_edited: line.bubbles_edited,
    read_by: line.read_by,
  }
}
