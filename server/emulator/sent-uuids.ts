import type { App, Message } from './state.ts'
import type { World } from './world.ts'

/** Within this time messages with the same `uuid` are sent at most once. */
const REMEMBERED_MS = 60 * 60 * 1000

/** The message that the app has already sent with this uuid. */
export function findByUuid({ state, clock }: World, app: App, uuid: string): Message | undefined {
  const sent = state.sent_uuids.get(key(app, uuid))
  if (!sent || clock() - sent.sent_at_ms >= REMEMBERED_MS) return undefined
  return state.messages.get(sent.message_id)
}

/** Remembers a message by its uuid, and forgets those that are old enough. */
export function rememberUuid({ state, clock }: World, app: App, uuid: string, sent: Message): void {
  const now = clock()
  for (const [other, { sent_at_ms }] of state.sent_uuids) {
    if (now - sent_at_ms < REMEMBERED_MS) break
    state.sent_uuids.delete(other)
  }
  state.sent_uuids.set(key(app, uuid), { message_id: sent.message_id, sent_at_ms: now })
}

function key({ app_id }: App, uuid: string): string {
  return `${app_id} ${uuid}`
}
