import { isJsonObject } from './is-json-object.ts'

/**
 * What a reader without a language of their own was to see: the default texts of the bubbles, or
 * the text of a message. Empty where the body is of another shape, which can be sent anyway.
 * @param body the JSON text of either call
 */
export function sentTexts(body: string): string[] {
  const value = parse(body)
  if (!isJsonObject(value)) return []
  const { follow_ups, content } = value
  if (Array.isArray(follow_ups)) return allTexts(follow_ups, 'content')
  return typeof content === 'string' ? allTexts([parse(content)], 'text') : []
}

/** A text of each value, or none where one of them has no such text. */
function allTexts(values: readonly unknown[], name: string): string[] {
  const texts = values.map((value) => (isJsonObject(value) ? value[name] : undefined))
  return texts.every((text) => typeof text === 'string') ? texts : []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
