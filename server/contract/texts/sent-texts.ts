import { isJsonObject, parseJson } from '../json.ts'

/**
 * Returns the default texts of the bubbles, or the text of a message; empty if the body has another
 * shape, which is possible with `send_anyway`.
 * @param body the JSON text of a push or of a new message
 */
export function sentTexts(body: string): string[] {
  const value = parseJson(body)
  if (!isJsonObject(value)) return []
  const { follow_ups, content } = value
  if (Array.isArray(follow_ups)) return allTexts(follow_ups, 'content')
  return typeof content === 'string' ? allTexts([parseJson(content)], 'text') : []
}

/** Returns the text of each value, or nothing if one of them has none. */
function allTexts(values: readonly unknown[], name: string): string[] {
  const texts = values.map((value) => (isJsonObject(value) ? value[name] : undefined))
  return texts.every((text) => typeof text === 'string') ? texts : []
}
