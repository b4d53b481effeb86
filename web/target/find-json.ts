/** Texts inside texts (an event in a log line, a body in an exchange) are opened so many times. */
const DEEPEST_TEXT = 4
/** A list of the platform has 50 messages of a dozen objects each. */
const MOST_VALUES = 20_000

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Every JSON object in a text, however deep: of the text itself, of the widest piece between braces
 * (of each line, where the whole is none), and of JSON texts inside it. In the order of the text;
 * never throws.
 */
export function findJson(text: string): JsonObject[] {
  const found: JsonObject[] = []
  const whole = readPiece(text)
  const roots = whole === null ? text.split('\n').map(readPiece) : [whole]
  // The next value stands last.
  const waiting = roots.reverse().map((value) => ({ value: value as unknown, texts: 1 }))
  for (let looked = 0; looked < MOST_VALUES; looked += 1) {
    const next = waiting.pop()
    if (!next) break
    const { value, texts } = next
    if (typeof value === 'string') {
      if (texts < DEEPEST_TEXT) waiting.push({ value: readPiece(value), texts: texts + 1 })
    } else if (typeof value === 'object' && value !== null) {
      if (!Array.isArray(value)) found.push(value as JsonObject)
      for (const one of Object.values(value).reverse()) waiting.push({ value: one, texts })
    }
  }
  return found
}

/** What stands between the first and the last brace, or bracket, where that is JSON. */
function readPiece(text: string): object | null {
  return readBetween(text, '{', '}') ?? readBetween(text, '[', ']')
}

function readBetween(text: string, open: string, close: string): object | null {
  const from = text.indexOf(open)
  const to = text.lastIndexOf(close)
  if (from < 0 || to < from) return null
  try {
    const value: unknown = JSON.parse(text.slice(from, to + 1))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
