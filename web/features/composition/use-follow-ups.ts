import { useSyncExternalStore } from 'react'
import type { DraftFollowUps } from '#contract/draft'
import { useComposition } from './composition-context.tsx'
import type { FollowUpsStore } from './follow-ups-store.ts'

/** Returns what `select` reads from the bubbles; renders only if it changes. */
export function useFollowUps<T extends string | number | boolean | null>(
  select: (followUps: DraftFollowUps, store: FollowUpsStore) => T,
): T {
  const { store } = useComposition()
  const read = () => select(store.read(), store)
  return useSyncExternalStore(store.subscribe, read, read)
}

/** The id of the message that gets the bubbles; empty if none is chosen. */
export function useMessageId(): string {
  return useFollowUps((_, store) => store.values().message_id)
}
