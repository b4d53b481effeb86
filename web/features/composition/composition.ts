import { type Draft, type DraftBody, isDraftBody } from '#contract/draft'

/** The table's value in Feishu's spelling; texts and languages are not validated. */
export type Values = Draft['values']
export type FollowUpValues = Values['follow_ups'][number]

export function emptyFollowUp(): FollowUpValues {
  return { content: '' }
}

/** The request body of the table's value. */
export function toBody(followUps: DraftBody['follow_ups']): DraftBody {
  return { follow_ups: followUps }
}

/** The table's value for a body, or null if the table cannot show all of it. */
export function fromBody(body: unknown): FollowUpValues[] | null {
  return isDraftBody(body) ? body.follow_ups : null
}

/** The bubbles in any JSON value, as far as they can be read; for the preview. */
export function readFollowUps(body: unknown): DraftBody['follow_ups'] {
  if (typeof body !== 'object' || body === null || !('follow_ups' in body)) return []
  const list = body.follow_ups
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    const shaped = fromBody({ follow_ups: [item] })?.[0]
    if (shaped) return [shaped]
    const content =
      typeof item === 'object' && item !== null && 'content' in item ? item.content : undefined
    return typeof content === 'string' ? [{ content }] : []
  })
}

/** Whether two JSON values are equal; the order of an object's keys does not matter. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [mine, other] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    mine.length === other.size &&
    mine.every(([key, value]) => other.has(key) && isSameJson(value, other.get(key)))
  )
}

export function printJson(body: unknown): string {
  return JSON.stringify(body, null, 2)
}

/** The body of a draft: its value, or the JSON text as it is, valid or not. */
export function composedBody({ values, source, jsonText }: Draft): DraftBody | string {
  return source === 'form' ? toBody(values.follow_ups) : jsonText
}

/** The bubbles of a draft, or null if its JSON is invalid or has other fields. */
export function composedFollowUps({
  values,
  source,
  jsonText,
}: Draft): DraftBody['follow_ups'] | null {
  if (source === 'form') return toBody(values.follow_ups).follow_ups
  try {
    const body: unknown = JSON.parse(jsonText)
    return isDraftBody(body) ? body.follow_ups : null
  } catch {
    return null
  }
}
