import { emitEvent } from './emit-event.ts'
import type { App } from './state.ts'
import type { World } from './world.ts'

const HOUR_MS = 60 * 60 * 1000

/** Sends a store app a new ticket, which takes the place of the one before. */
export function sendTicket(world: World, { app_id }: App): void {
  const app_ticket = `ticket-${world.randomHex(16)}`
  world.app_tickets.set(app_id, app_ticket)
  emitEvent(world, {
    ts: String(Math.floor(world.clock() / 1000)),
    uuid: world.randomHex(16),
    type: 'event_callback',
    event: { app_id, app_ticket, type: 'app_ticket' },
  })
}

/** The ticket that a store app was sent last; `undefined` where it has been sent none. */
export function currentTicket(world: World, { app_id }: App): string | undefined {
  return world.app_tickets.get(app_id)
}

/** Sends every store app a ticket each hour of the emulator's clock, as the platform does. */
export function sendTicketsHourly(world: World): void {
  world.time.schedule(world.clock() + HOUR_MS, () => {
    for (const app of world.state.apps.values()) {
      if (app.app_type === 'isv' && app.enabled) sendTicket(world, app)
    }
    sendTicketsHourly(world)
  })
}
