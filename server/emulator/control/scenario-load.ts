import { type Scenario, scenarioSchema } from '#contract/emulator/scenario'
import { validateRequest } from '#contract/validation/api-hints'
import {
  type Assumptions,
  DEFAULT_ASSUMPTIONS,
  validateAssumptions,
} from '../assumptions/assumptions.ts'
import { SeedError } from '../tenant/seed.ts'
import { seedId } from '../tenant/seed-data.ts'
import {
  type App,
  addMessage,
  type CardEntity,
  type Chat,
  type Message,
  newMessage,
  type TenantState,
  type User,
} from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { dropOldest } from '../tenant/write-message.ts'
import { type ControlIssue, inLocale, invalid } from './control-request.ts'
import { findOrphans } from './scenario-orphans.ts'

/** The secret of an app without one. */
const DEFAULT_SECRET = 'emulator-secret'

/** Returns the issues of a scenario that its schema cannot find. */
function validateScenario(scenario: Scenario): ControlIssue[] {
  const unknown = validateAssumptions(scenario.assumptions).map(({ path, message }) => ({
    path: `assumptions.${path}`,
    message,
  }))
  return [...findOrphans(scenario), ...unknown]
}

/**
 * Replaces everything by a scenario. Tokens stay valid, the clock keeps its time.
 * @throws {ControlError} 422 if the scenario is inconsistent; nothing has changed then
 */
export function loadScenario(world: World, scenario: Scenario): void {
  const issues = validateScenario(scenario)
  if (issues.length > 0) throw invalid(issues)
  const { apps } = world.state
  world.state = toState(scenario, world.clock(), apps)
  world.assumptions = { ...DEFAULT_ASSUMPTIONS, ...scenario.assumptions }
  world.rate_gauges.clear()
  dropOldest(world.state, world.retention, world.dropped)
}

/** Returns the state that a scenario describes; a known app keeps the secrets that a scenario omits. */
function toState(
  scenario: Scenario,
  now: number,
  known: ReadonlyMap<string, App> = new Map(),
): TenantState {
  const apps = scenario.apps.map((app) => toApp(app, known.get(app.app_id)))
  const users = scenario.users.map(toUser)
  const state: TenantState = {
    tenant_key: scenario.tenant_key,
    apps: new Map(apps.map((app) => [app.app_id, app])),
    users: new Map(users.map((user) => [user.open_id, user])),
    chats: new Map(),
    messages: new Map(),
    sent_uuids: new Map(),
    cards: new Map(scenario.cards.map((card) => [card.card_id, toCard(card, now)])),
    images: new Map(
      scenario.images.map(({ image_key, base64, ...image }) => [
        image_key,
        { ...image, bytes: Buffer.from(base64, 'base64') },
      ]),
    ),
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

type ScenarioMessage = Scenario['chats'][number]['messages'][number]

function toMessage(
  { apps, messages }: TenantState,
  chat_id: string,
  line: ScenarioMessage,
  now: number,
): Message {
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
    reactions: line.reactions.map(({ age_ms, ...reaction }) => ({
      ...reaction,
      action_time_ms: now - age_ms,
    })),
  }
}

function toCard(
  { age_ms, streaming_age_ms, uuids, message_id, ...card }: Scenario['cards'][number],
  now: number,
): CardEntity {
  return {
    ...card,
    create_time_ms: now - age_ms,
    streaming_since_ms: streaming_age_ms === undefined ? null : now - streaming_age_ms,
    uuids: new Set(uuids),
    ...(message_id && { message_id }),
  }
}

type ParsedSeed = { seed: (now: number) => TenantState; assumptions: Partial<Assumptions> }

/**
 * Parses the scenario that an emulator starts with.
 * @throws {SeedError} if it is invalid or inconsistent
 */
export function readSeed(scenario: unknown): ParsedSeed {
  const parsed = validateRequest(scenarioSchema, scenario, 'en')
  if (!parsed.ok) throw toSeedError(parsed.issues)
  const issues = validateScenario(parsed.value)
  if (issues.length > 0) throw toSeedError(issues)
  return {
    seed: (now) => toState(parsed.value, now),
    assumptions: parsed.value.assumptions as Partial<Assumptions>,
  }
}

function toSeedError(issues: readonly ControlIssue[]): SeedError {
  const lines = issues
    .map((issue) => inLocale(issue, 'en'))
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  return new SeedError(lines.join('\n'))
}
