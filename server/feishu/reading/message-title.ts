const LONGEST = 200

/**
 * What a message says in one line: its text, or the title of a card or post; `null` where it has
 * neither, as an image.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
 */
export function messageTitle(msg_type: string, content: string): string | null {
  const value = parse(content)
  if (msg_type === 'text') return line(member(value, 'text'))
  if (msg_type === 'post') return line(member(value, 'title')) ?? firstText(value)
  if (msg_type === 'interactive') return cardTitle(value) ?? firstText(value)
  return null
}

/** A card comes as it was sent, or as the platform has rewritten it. */
function cardTitle(card: unknown): string | null {
  const title = member(member(card, 'header'), 'title')
  return line(member(title, 'content')) ?? line(title) ?? line(member(card, 'title'))
}

/** The first text anywhere in it, in the order in which it is written. */
function firstText(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null || depth > 12) return null
  const own = line(member(value, 'text')) ?? line(member(value, 'content'))
  if (own !== null) return own
  for (const child of Object.values(value)) {
    const found = firstText(child, depth + 1)
    if (found !== null) return found
  }
  return null
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

function line(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().replaceAll(/\s+/g, ' ')
  if (text === '') return null
  const characters = Array.from(text)
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
