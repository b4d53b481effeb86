import { useCallback } from 'react'
import { type Composed, composedDraft } from './composed-draft.ts'
import { useComposition } from './composition-context.tsx'

/**
 * Gives a function that puts something composed elsewhere (a past exchange, a template) into the
 * composer: as one step, so that a single undo brings back what stood there. Call it from an event
 * handler or an effect, under a CompositionProvider; it stays the same function.
 *
 * @example
 * const load = useLoadComposition()
 * load({ body: exchange.request.body, message_id: exchange.message_id })
 */
export function useLoadComposition(): (composed: Composed) => void {
  const { draft, load } = useComposition()
  return useCallback((composed) => load(composedDraft(composed, draft())), [draft, load])
}
