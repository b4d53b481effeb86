export type Changes = {
  /** Grows with every change. */
  version: () => number
  /** Says that something has changed that the state shows. */
  touch: () => void
  /** @returns what ends the subscription */
  subscribe: (listener: () => void) => () => void
}

/** Counts the changes of one emulator and tells of them. */
export function createChanges(): Changes {
  const listeners = new Set<() => void>()
  let version = 0
  return {
    version: () => version,
    touch() {
      version += 1
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
