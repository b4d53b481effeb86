import type { Storage } from '../storage/storage.ts'

/** Tells the pages of every console that a proposal of an app has changed. */
export type ApprovalChanges = ReturnType<typeof createApprovalChanges>

const TOPIC = 'approval'

export function createApprovalChanges(bus: Storage['bus']) {
  const listeners = new Set<(profile: string) => void>()
  const tell = (profile: string): void => {
    for (const listener of listeners) listener(profile)
  }
  bus?.subscribe(TOPIC, tell)
  return {
    announce(profile: string): void {
      tell(profile)
      void bus?.notify(TOPIC, profile)
    },
    /** Calls back with the app; returns a function that stops it. */
    subscribe(listener: (profile: string) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
