import * as z from 'zod/mini'

const pushShape = z.looseObject({ follow_ups: z.array(z.looseObject({ content: z.string() })) })
const messageShape = z.looseObject({ content: z.string() })
const textShape = z.looseObject({ text: z.string() })

/**
 * What a reader without a language of their own was to see: the default texts of the bubbles, or
 * the text of a message. Empty where the body is of another shape, which can be sent anyway.
 * @param body the JSON text of either call
 */
export function sentTexts(body: string): string[] {
  const value = parse(body)
  const push = pushShape.safeParse(value)
  if (push.success) return push.data.follow_ups.map(({ content }) => content)
  const message = messageShape.safeParse(value)
  const text = textShape.safeParse(message.success ? parse(message.data.content) : undefined)
  return text.success ? [text.data.text] : []
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
