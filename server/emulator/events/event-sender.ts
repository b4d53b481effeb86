import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type {
  EventDeliveries,
  EventDeliveryAttempt,
  LongConnection,
  Subscription,
  SubscriptionView,
  Webhook,
} from '#contract/emulator/events'
import type { Bilingual } from '#contract/locale'
import { createOutbox, type Outbox, type OutboxClock } from './outbox.ts'
import type { PlatformEvent } from './platform-event.ts'
import { sendEvent, verifyUrl } from './send-event.ts'

/** The part of the long connections that events need. */
export type ConnectionSender = {
  /** Sends an event to one connection of its app once; it is delivered if the client accepts it in time. */
  send: (
    event: PlatformEvent,
    limits: { deadlineMs: number; signal: AbortSignal },
  ) => Promise<EventDeliveryAttempt>
  list: () => LongConnection[]
  /** Whether an event that was not accepted is sent again. */
  repeats: () => boolean
}

export type EventOptions = {
  /** Hosts besides loopback that events may go to, in lower case; none by default. */
  allowedEventHosts?: readonly string[]
  /** Resolves a host name. */
  lookup?: LookupFunction
  /** How long an app has to respond to an event, in milliseconds. */
  answerDeadlineMs?: number
  /** How long a URL has to respond to its challenge, in milliseconds. */
  challengeDeadlineMs?: number
  /** How many deliveries are remembered. */
  maxDeliveries?: number
}

type SenderContext = {
  clock: OutboxClock
  randomHex: (bytes: number) => string
  /** The apps that have a subscription, with it. */
  subscriptions: () => ReadonlyMap<string, Subscription>
  connections: ConnectionSender
  /** Whether an event is signed for an app without an Encrypt Key. */
  signsPlainEvents: () => boolean
  /** Called when something that `describe` shows has changed. */
  touch: () => void
}

/** Delivers the platform's events to the apps that subscribe to them. */
export type EventSender = Pick<Outbox, 'send' | 'resend' | 'has'> & {
  /** Checks a URL before it gets events; returns why it failed, or null if it passed. */
  verify: (subscription: Webhook) => Promise<Bilingual | null>
  /** What the state shows, without secrets. */
  describe: () => EventDeliveries
  /** Ends all attempts and forgets all deliveries. */
  reset: () => void
}

export function createEventSender(
  { clock, randomHex, subscriptions, connections, signsPlainEvents, touch }: SenderContext,
  options: EventOptions,
): EventSender {
  const { answerDeadlineMs = 3_000, challengeDeadlineMs = 1_000, maxDeliveries = 300 } = options
  const policy = { allowedHosts: options.allowedEventHosts ?? [], lookup: options.lookup ?? lookup }
  const common = { randomHex, policy }
  let ending = new AbortController()

  const outbox = createOutbox({
    clock,
    randomHex,
    max: maxDeliveries,
    subscriptionOf: (app_id) => subscriptions().get(app_id),
    repeatsOnConnections: connections.repeats,
    touch,
    attempt: (event, subscription, signal) => {
      const now_ms = clock.now()
      const deadlineMs = answerDeadlineMs
      if (subscription.kind === 'long_connection') {
        return connections.send(event, { deadlineMs, signal })
      }
      const signsPlain = signsPlainEvents()
      return sendEvent({ ...common, event, subscription, signsPlain, now_ms, deadlineMs, signal })
    },
  })
  return {
    send: outbox.send,
    resend: outbox.resend,
    has: outbox.has,
    verify(subscription) {
      const { signal } = ending
      return verifyUrl({ ...common, subscription, deadlineMs: challengeDeadlineMs, signal })
    },
    describe: () => ({
      subscriptions: [...subscriptions()].map((entry) => describeSubscription(...entry)),
      connections: connections.list(),
      deliveries: outbox.list(),
      forgotten: outbox.forgotten(),
    }),
    reset() {
      ending.abort()
      ending = new AbortController()
      outbox.clear()
    },
  }
}

/** Returns a subscription with its secrets only as set or not set. */
export function describeSubscription(app_id: string, subscription: Subscription): SubscriptionView {
  if (subscription.kind === 'long_connection') {
    const { kind } = subscription
    return { app_id, kind, url: '', verification_token: 'not_set', encrypt_key: 'not_set' }
  }
  const { url, encrypt_key } = subscription
  return {
    app_id,
    kind: 'webhook',
    url,
    verification_token: 'set',
    encrypt_key: encrypt_key === undefined ? 'not_set' : 'set',
  }
}
