import { useCallback } from 'react'
import type { Draft } from '#contract/draft'
import { fromBody } from './composition.ts'
import { useComposition } from './composition-context.tsx'

/**
 * Returns a stable function that loads a past exchange or a template into the composer, in one undo
 * step. Call it from an event handler or an effect, under a CompositionProvider.
 *
 * @example
 * const load = useLoadComposition()
 * load({ body: exchange.request.body, message_id: exchange.message_id })
 */
export function useLoadComposition(): (composed: Composed) => void {
  const { draft, load } = useComposition()
  return useCallback((composed) => load(composedDraft(composed, draft())), [draft, load])
}

type Composed = {
  /**
   * The request body: its exact JSON text, or its value. If the form can represent it, it opens in
   * the form; any other text opens in the JSON view as it is, even if it is not JSON.
   */
  body: string | { follow_ups: unknown }
  /** The target message; undefined or null keeps the current one. */
  message_id?: string | null | undefined
}

/** Builds the draft that replaces the current one. */
export function composedDraft({ body, message_id }: Composed, present: Draft): Draft {
  const followUps = fromBody(typeof body === 'string' ? parse(body) : body)
  const target = message_id ?? present.values.message_id
  if (followUps) {
    const values = { message_id: target, follow_ups: followUps }
    return { values, view: 'form', source: 'form', jsonText: '' }
  }
  return {
    // Shown again if the JSON is discarded.
    values: { message_id: target, follow_ups: present.values.follow_ups },
    view: 'json',
    source: 'json',
    jsonText: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
