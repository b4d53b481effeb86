import type { DecideRegistration, EmulatorRegistration } from '#contract/emulator/state'
import { OPERATIONS } from '../calls/operations.ts'
import { SUPPORT_BOT } from '../tenant/seed-data.ts'
import { type App, lookUpApp } from '../tenant/state.ts'
import type { World } from '../tenant/world.ts'
import { invalidValue, unknownId } from './control-request.ts'

/** The scopes that the emulator knows; the platform drops other names silently too. */
const KNOWN_SCOPES = new Set([
  ...OPERATIONS.flatMap(({ access }) => (access === 'open' ? [] : access)),
  ...SUPPORT_BOT.scopes,
])

const DEFAULT_NAME = '扫码应用 Scanned App'

/**
 * A user scans a link and approves or denies it. Approving creates an app, or adds scopes to the one
 * that the link names.
 * @throws {ControlError} 404 if there is no such link, 422 if it cannot be decided
 */
export function decideRegistration(
  world: World,
  user_code: string,
  { action, open_id: given, url, tenant_brand = 'feishu' }: DecideRegistration,
): EmulatorRegistration {
  const { registrations, state } = world
  const one = registrations.find(user_code)
  if (!one) throw unknownId('user_code')
  const current = registrations.stateOf(one)
  if (current !== 'pending') {
    throw invalidValue('action', { zh: `状态已是 ${current}。`, en: `It is ${current} already.` })
  }
  const open_id = given ?? state.default_receiver_open_id
  if (!state.users.has(open_id)) {
    throw invalidValue('open_id', { zh: '未知的 open_id。', en: 'Unknown open_id.' })
  }
  const link = url === undefined ? null : URL.parse(url)
  if (url !== undefined && link?.searchParams.get('user_code') !== user_code) {
    throw invalidValue('url', {
      zh: '不是这个 user_code 的链接。',
      en: 'Not the link of this user_code.',
    })
  }
  if (link) registrations.open(one, link)
  if (action === 'deny') {
    registrations.deny(one, open_id)
  } else {
    const app = changeApp(world, one.link) ?? createApp(world, one.link)
    registrations.approve(one, { app, open_id, tenant_brand })
  }
  return registrations.describeOne(one)
}

type Link = EmulatorRegistration['link']

/** Without a link the platform's default template applies; here it has the built-in bot's scopes. */
function scopesOf(link: Link): string[] {
  const preset = link?.preset === false ? [] : SUPPORT_BOT.scopes
  const added = link?.scopes.filter((scope) => KNOWN_SCOPES.has(scope)) ?? []
  return [...new Set([...preset, ...added])]
}

/** Adds scopes to the app that a link names; null if it names none. */
function changeApp({ state }: World, link: Link): App | null {
  if (!link?.client_id) return null
  const app = lookUpApp(state, link.client_id)
  if (!app) {
    throw invalidValue('url', { zh: '未知的 clientID。', en: 'Unknown clientID.' })
  }
  app.scopes = [...new Set([...app.scopes, ...scopesOf({ ...link, preset: false })])]
  return app
}

function createApp({ state, randomHex }: World, link: Link): App {
  const app: App = {
    app_id: `cli_${randomHex(8)}`,
    app_secret: randomHex(16),
    app_type: 'custom',
    name: link?.name ?? DEFAULT_NAME,
    bot_open_id: `ou_${randomHex(16)}`,
    scopes: scopesOf(link),
    unavailable_to: [],
    enabled: true,
    bot_enabled: true,
    ...((link === null || link.preset || link.events.length > 0) && {
      subscription: { kind: 'long_connection' },
    }),
  }
  state.apps.set(app.app_id, app)
  return app
}
