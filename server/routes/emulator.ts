import { type Context, Hono } from 'hono'
import { type EmulatorState, emulatorStateSchema } from '#contract/emulator-state'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Upstream } from '../feishu/upstream.ts'
import { readQuery } from '../http/query.ts'
import { refuse } from '../http/refusal.ts'
import { requestLocale } from '../http/request-locale.ts'
import { chooseProfile } from './choose-profile.ts'

/**
 * Shows and restores the state of the emulator behind a profile; other upstreams have none. Both
 * answer with the state as it is then.
 */
export function emulatorRoutes(profiles: readonly SecretProfile[], upstream: Upstream) {
  async function withEmulator(
    c: Context,
    ask: (base_url: string) => Promise<EmulatorState | null>,
  ) {
    const locale = requestLocale(c)
    const { values, issues } = readQuery(c, ['profile'], locale)
    const profile = chooseProfile(profiles, values.profile, locale, issues)
    if (!profile || issues.length > 0) return refuse(c, 'invalid', issues)
    if (profile.brand !== 'emulator') return refuse(c, 'not_found')

    const state = await ask(profile.base_url)
    return state ? c.json(state, 200) : refuse(c, 'emulator_unreachable')
  }

  async function askForJson(method: 'GET' | 'POST', base_url: string, path: string) {
    const url = new URL(path, base_url)
    const { failure, response } = await upstream.call({ method, url, headers: {}, body: null })
    if (failure || response.http_status !== 200) return null
    try {
      return JSON.parse(response.bytes.toString()) as unknown
    } catch {
      return null
    }
  }

  async function readState(base_url: string): Promise<EmulatorState | null> {
    const state = emulatorStateSchema.safeParse(
      await askForJson('GET', base_url, '/_emulator/state'),
    )
    return state.success ? state.data : null
  }

  async function reset(base_url: string): Promise<EmulatorState | null> {
    const done = await askForJson('POST', base_url, '/_emulator/reset')
    return done ? readState(base_url) : null
  }

  return new Hono()
    .get('/state', (c) => withEmulator(c, readState))
    .post('/reset', (c) => withEmulator(c, reset))
}
