import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { Deliveries } from '#contract/emulator-events'
import type { Part } from '../part.ts'
import type { World } from '../world.ts'
import { attemptDelivery } from './attempt.ts'
import { eventRoutes } from './event-routes.ts'
import { createOutbox } from './outbox.ts'
import { describeSubscriptions } from './subscriptions.ts'
import { verifyUrl } from './verify-url.ts'

export type EventOptions = {
  /** Hosts beside loopback that events may go to, in lower case; none where it is left out. */
  allowedEventHosts?: readonly string[]
  /** How a host's name becomes an address. */
  lookup?: LookupFunction
  /** How long an app has to answer an event, in milliseconds. */
  answerDeadlineMs?: number
  /** How long a URL has to answer its challenge, in milliseconds. */
  challengeDeadlineMs?: number
  /** How many deliveries are remembered. */
  maxDeliveries?: number
}

/** Brings the platform's events to the apps that subscribe to them. */
export function createEventsPart(world: World, options: EventOptions = {}): Part<Deliveries> {
  const { answerDeadlineMs = 3_000, challengeDeadlineMs = 1_000, maxDeliveries = 300 } = options
  const gate = { allowedHosts: options.allowedEventHosts ?? [], lookup: options.lookup ?? lookup }
  const { randomHex } = world
  let ending = new AbortController()

  const outbox = createOutbox({
    clock: world.time,
    randomHex,
    max: maxDeliveries,
    subscriptionOf: (app_id) => world.state.apps.get(app_id)?.subscription,
    touch: world.changes.touch,
    attempt: (event, subscription, signal) =>
      attemptDelivery({
        event,
        subscription,
        now_ms: world.clock(),
        randomHex,
        gate,
        deadlineMs: answerDeadlineMs,
        signal,
      }),
  })
  const stopListening = world.events.subscribe(outbox.send)
  const describe = (): Deliveries => ({
    subscriptions: describeSubscriptions(world.state.apps.values()),
    deliveries: outbox.list(),
    forgotten: outbox.forgotten(),
  })
  const reset = () => {
    ending.abort()
    ending = new AbortController()
    outbox.clear()
  }
  return {
    routes: eventRoutes({
      world,
      outbox,
      describe,
      verify: (subscription) =>
        verifyUrl({
          subscription,
          randomHex,
          gate,
          deadlineMs: challengeDeadlineMs,
          signal: ending.signal,
        }),
    }),
    describe,
    reset,
    close() {
      stopListening()
      reset()
    },
  }
}
