import type { Draft } from '#contract/draft'
import { fromBody } from './composition.ts'

export type Composed = {
  /**
   * The request body: its exact JSON text, or its value. What the form can show opens as the form;
   * everything else, even text that is no JSON at all, opens in the JSON view as it is.
   */
  body: string | { follow_ups: unknown }
  /** The target; `undefined` or `null` leaves the one that is there. */
  message_id?: string | null | undefined
}

/** The draft that shows something composed elsewhere, in the place of the present one. */
export function composedDraft({ body, message_id }: Composed, present: Draft): Draft {
  const followUps = fromBody(typeof body === 'string' ? parse(body) : body)
  const target = message_id ?? present.values.message_id
  if (followUps) {
    const values = { message_id: target, follow_ups: followUps }
    return { values, view: 'form', source: 'form', jsonText: '' }
  }
  return {
    // Where a person goes when they give up the JSON.
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
