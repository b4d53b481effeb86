import type { Delivery } from '#contract/deliveries/delivery'
import type { DeliveryState } from '#contract/deliveries/delivery-states'

/** What the platform did for one delivery: how many messages it has, how many got bubbles, or are recalled. */
export type DeliveryEffects = { messages: number; bubbles: number; recalled: number }

export type DeliveryFindings = {
  /** Took effect, but has no delivery. */
  missing: string[]
  /** Has two deliveries. */
  repeatedKeys: string[]
  doubledMessages: string[]
  doubledPushes: string[]
  /** Has a state that is not what the platform did. */
  lies: string[]
  /** Still in progress after a restart of the console. */
  unfinished: string[]
  /** A client was told something that did not happen. */
  invented: string[]
}

const NOTHING: DeliveryEffects = { messages: 0, bubbles: 0, recalled: 0 }

/** Whether a state is true if the platform did this; an unknown one claims nothing. */
export function isTrue(
  state: DeliveryState,
  { messages, bubbles, recalled }: DeliveryEffects,
): boolean {
  switch (state) {
    case 'sent':
      return messages === 1 && bubbles === 1 && recalled === 0
    case 'message_only':
      return messages === 1 && bubbles === 0 && recalled === 0
    case 'recalled':
      return messages === 1 && recalled === 1
    case 'refused':
    case 'not_sent':
      return messages === 0
    case 'unknown':
    case 'running':
      return true
  }
}

/** Whether a state that was reported earlier can have been true then, whatever happened since. */
function wasPossible(state: DeliveryState, effects: DeliveryEffects): boolean {
  if (state === 'sent') return effects.bubbles > 0
  if (state === 'message_only') return effects.messages > 0
  return state !== 'recalled' || effects.recalled > 0
}

/**
 * Compares deliveries with what the platform did for them and with the states that clients received.
 * @param effects by key, which is the text of a delivery's message
 * @returns the keys of wrong deliveries
 */
export function compareDeliveries(
  deliveries: readonly Pick<Delivery, 'message' | 'state'>[],
  effects: ReadonlyMap<string, DeliveryEffects>,
  reported: ReadonlyMap<string, readonly DeliveryState[]>,
): DeliveryFindings {
  const states = deliveries.map(({ message, state }) => ({ key: keyOf(message), state }))
  const known = new Set(states.map(({ key }) => key))
  const of = (key: string) => effects.get(key) ?? NOTHING
  const withEffects = (wanted: (done: DeliveryEffects) => boolean) =>
    [...effects].filter(([, done]) => wanted(done)).map(([key]) => key)
  return {
    missing: withEffects(() => true).filter((key) => !known.has(key)),
    repeatedKeys: [...Map.groupBy(states, ({ key }) => key)].flatMap(([key, { length }]) =>
      length > 1 ? [key] : [],
    ),
    doubledMessages: withEffects(({ messages }) => messages > 1),
    doubledPushes: withEffects(({ bubbles }) => bubbles > 1),
    lies: states.filter(({ key, state }) => !isTrue(state, of(key))).map(({ key }) => key),
    unfinished: states.filter(({ state }) => state === 'running').map(({ key }) => key),
    invented: [...reported].flatMap(([key, seen]) =>
      seen.every((state) => wasPossible(state, of(key))) ? [] : [key],
    ),
  }
}

function keyOf(message: Delivery['message']): string {
  return message && 'text' in message ? message.text : ''
}
