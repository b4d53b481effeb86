import type { PlatformEvent } from './events/platform-event.ts'

export type EventBus = {
  /** Tells every subscriber, in the order they came. */
  emit: (event: PlatformEvent) => void
  /** @returns what ends the subscription */
  subscribe: (listener: (event: PlatformEvent) => void) => () => void
}

/** Where the platform's events pass by on their way out. */
export function createEventBus(): EventBus {
  const listeners = new Set<(event: PlatformEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
