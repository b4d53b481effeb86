import { useMemo, useSyncExternalStore } from 'react'
import type { Draft, DraftBody } from '#contract/draft'
import { toBody } from './composition.ts'
import { useComposition } from './composition-context.tsx'

export type BodyState = { ok: true; value: unknown } | { ok: false }

/** The request body of a draft, from the view that owns the value. */
export function bodyOf(
  followUps: Draft['values']['follow_ups'],
  { source, jsonText }: Pick<Draft, 'source' | 'jsonText'>,
): BodyState {
  if (source === 'form') return { ok: true, value: toBody(followUps) satisfies DraftBody }
  try {
    return { ok: true, value: JSON.parse(jsonText) as unknown }
  } catch {
    return { ok: false }
  }
}

/**
 * The body that would be sent now; `ok: false` while the JSON is invalid. Renders at every key: use
 * it in small leaf components only.
 */
export function useBody(): BodyState {
  const { store, source, jsonText } = useComposition()
  const followUps = useSyncExternalStore(store.subscribe, store.read, store.read)
  return useMemo(() => bodyOf(followUps, { source, jsonText }), [source, jsonText, followUps])
}
