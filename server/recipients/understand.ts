import type { FoundRecipients } from '#contract/recipient'

/** What was typed, and how it was understood. */
export type Understood = { kind: FoundRecipients['kind']; value: string }

const ID = '[A-Za-z0-9_-]{1,128}'
const SHAPES: readonly [FoundRecipients['kind'], RegExp][] = [
  ['email', /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,}$/],
  ['open_id', new RegExp(`^ou_${ID}$`)],
  ['union_id', new RegExp(`^on_${ID}$`)],
  ['chat_id', new RegExp(`^oc_${ID}$`)],
  // Whatever a tenant has chosen for its people.
  ['user_id', /^(?=.*\d)[A-Za-z0-9_-]{1,64}$/],
]

/** Tells by its shape what somebody typed to find a person. */
export function understand(typed: string): Understood {
  const text = typed.trim()
  // People write a number in groups.
  const number = text.replaceAll(/[\s().-]/g, '')
  if (/^\+?\d{7,15}$/.test(number) && /^[+(\d]/.test(text)) return { kind: 'mobile', value: number }
  const [kind] = SHAPES.find(([, shape]) => shape.test(text)) ?? ['unclear' as const]
  return { kind, value: text }
}
