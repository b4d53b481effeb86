import { canonical, type Item } from './tokens.ts'

/** A value that is known only at run time, and where the program has its expression. */
export class OpenValue {
  readonly at: number

  constructor(at: number) {
    this.at = at
  }
}

/** A value of JSON or of a program, whose parts may be open. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | OpenValue
  | Value[]
  | { [name: string]: Value }

/** Returns the first open part of a value; null if it is known whole. */
export function findOpen(value: Value): OpenValue | null {
  if (value instanceof OpenValue) return value
  if (typeof value !== 'object' || value === null) return null
  for (const one of Object.values(value)) {
    const open = findOpen(one)
    if (open) return open
  }
  return null
}

const KNOWN_NAMES = ['follow_ups', 'i18n_contents', 'content', 'language', 'message_id']

/** Returns the platform's spelling of a member's name; null if it is computed. */
export function memberName(item: Item | undefined): string | null {
  if (item?.kind === 'text') return item.holes.length === 0 ? (item.parts[0] ?? '') : null
  const name = item?.kind === 'name' ? item.text : null
  return KNOWN_NAMES.find((one) => canonical(one) === canonical(name ?? '')) ?? name
}
