import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { type EmulatorState, emulatorStateSchema } from '#contract/emulator-state'
import type { ControlChannel } from '../feishu/control-channel.ts'
import { readUpTo } from '../http/read-up-to.ts'
import { refuse } from '../http/refusal.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { emulatorControlRoutes } from './emulator-control.ts'
import { chooseEmulator } from './emulator-profile.ts'
import { emulatorStream } from './emulator-stream.ts'

const DEADLINE_MS = 5_000
const ANSWER_LIMIT = 16 * 1024 * 1024

/**
 * The emulator behind a profile; other upstreams have none. `/state` and `/reset` answer with the
 * state as it is then, `/stream` tells of changes, `/control` carries the emulator's own calls.
 */
export function emulatorRoutes(profiles: Profiles, channel: ControlChannel) {
  async function withEmulator(
    c: Context,
    ask: (base_url: string) => Promise<EmulatorState | null>,
  ) {
    const chosen = await chooseEmulator(c, profiles)
    if ('refusal' in chosen) return chosen.refusal
    const state = await ask(chosen.base_url)
    return state ? c.json(state, 200) : refuse(c, 'emulator_unreachable')
  }

  async function askForJson(method: 'GET' | 'POST', base_url: string, path: string) {
    const answer = await channel.open({
      method,
      url: new URL(path, base_url),
      body: null,
      idleMs: DEADLINE_MS,
      deadlineMs: DEADLINE_MS,
    })
    const bytes = answer && (await readUpTo(ANSWER_LIMIT, answer.body))
    if (!bytes || answer.http_status !== 200) return null
    try {
      return JSON.parse(new TextDecoder().decode(bytes)) as unknown
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
    .get('/state', compress(), (c) => withEmulator(c, readState))
    .post('/reset', (c) => withEmulator(c, reset))
    .get('/stream', emulatorStream(profiles, channel))
    .route('/control', emulatorControlRoutes(profiles, channel))
}
