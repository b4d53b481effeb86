import type { EmulatorState } from '#contract/emulator-state'
import { describeAssumptions } from './assumptions.ts'
import { showsBubbles } from './bubbles.ts'
import { describeDemonstrations } from './demonstrations.ts'
import type { World } from './world.ts'

/** What may be seen of a world: everything but secrets and tokens. */
export function describeState(world: World): EmulatorState & Record<string, unknown> {
  const { state, assumptions } = world
  return {
    now_ms: world.clock(),
    default_receiver: { receive_id_type: 'open_id', receive_id: state.default_receiver_open_id },
    tenant_key: state.tenant_key,
    // Named one by one, so that no secret an app may get later slips through.
    apps: [...state.apps.values()].map(({ app_id, name, bot_open_id, scopes, unavailable_to }) => ({
      app_id,
      name,
      bot_open_id,
      scopes,
      unavailable_to,
    })),
    users: [...state.users.values()],
    chats: [...state.chats.values()],
    messages: [...state.messages.values()].map((message) => ({
      ...message,
      shows_bubbles: showsBubbles(state, message, assumptions),
    })),
    assumptions: describeAssumptions(assumptions),
    demonstrations: describeDemonstrations(world),
  }
}
