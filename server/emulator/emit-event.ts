import { appIdOf, eventIdOf, eventTypeOf, type PlatformEvent } from './events/platform-event.ts'
import type { World } from './world.ts'

/** Sends an event on its way to its app, and remembers it among the newest. */
export function emitEvent(world: World, event: PlatformEvent): void {
  const { event_log, dropped, retention } = world
  event_log.push({
    event_id: eventIdOf(event),
    event_type: eventTypeOf(event),
    app_id: appIdOf(event),
    emitted_at_ms: world.clock(),
    event,
  })
  if (event_log.length > retention.events) {
    event_log.shift()
    dropped.events += 1
  }
  world.events.emit(event)
  world.changes.touch()
}
