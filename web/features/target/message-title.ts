import { isJsonObject, parseJson } from '#contract/json'

/**
 * Returns the title of a rich text or a card, else the first text in it; null if it has neither.
 * @param content the JSON text that Feishu calls `content`
 */
export function messageTitle(content: string): string | null {
  const value = parseJson(content)
  if (!isJsonObject(value)) return null
  return findText(value, 'title') ?? findText(value, 'content') ?? findText(value, 'text')
}

/** The first text with this key, breadth first: a title may be an object with a `content`. */
function findText(root: object, key: string): string | null {
  const waiting: object[] = [root]
  for (const value of waiting) {
    for (const [name, part] of Object.entries(value)) {
      if (name === key && typeof part === 'string' && part.trim() !== '') return part
      const title = name === key && isJsonObject(part) ? part.content : undefined
      if (typeof title === 'string' && title.trim() !== '') return title
      if (typeof part === 'object' && part !== null) waiting.push(part)
    }
  }
  return null
}
