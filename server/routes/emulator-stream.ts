import type { Context } from 'hono'
import type { ControlChannel } from '../feishu/control-channel.ts'
import { refuse } from '../http/refusal.ts'
import type { Profiles } from '../profiles/profiles.ts'
import { controlUrl } from './control-url.ts'
import { chooseEmulator } from './emulator-profile.ts'

/** The emulator says something every 15 s; one that is silent for three times as long is gone. */
const SILENCE_MS = 45_000

/**
 * Passes on what the emulator tells of its changes, as server-sent events, until one side leaves.
 * How many may follow at once is the emulator's own limit; its refusal is passed on too.
 */
export function emulatorStream(profiles: Profiles, channel: ControlChannel) {
  return async (c: Context): Promise<Response> => {
    const chosen = await chooseEmulator(c, profiles)
    if ('refusal' in chosen) return chosen.refusal
    const url = controlUrl(chosen.base_url, '/stream', {})
    const answer =
      url && (await channel.open({ method: 'GET', url, body: null, idleMs: SILENCE_MS }))
    if (!answer) return refuse(c, 'emulator_unreachable')
    if (answer.http_status !== 200 || !answer.content_type.startsWith('text/event-stream')) {
      await answer.body.cancel()
      return refuse(c, 'emulator_unreachable')
    }
    return new Response(answer.body, { headers: { 'content-type': 'text/event-stream' } })
  }
}
