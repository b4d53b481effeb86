type DraftRow = { content: string; language: string }

/**
 * A body as typed so far: its shape is right, its values are not validated (see follow-ups.ts). The
 * table can show all of it. Bubbles and rows may have keys that Feishu does not document: they are
 * kept as they are.
 */
export type DraftBody = { follow_ups: DraftFollowUps }
export type DraftFollowUps = { content: string; i18n_contents?: DraftRow[] | undefined }[]

/** The state of the composer that a reload, an undo and another tab restore. */
export type Draft = {
  values: { message_id: string; follow_ups: DraftFollowUps }
  /** The open view. */
  view: 'form' | 'json'
  /** The view that holds the value: the JSON from its first edit until the form can show it again. */
  source: 'form' | 'json'
  jsonText: string
}

/** Returns the draft of an empty composer. */
export function emptyDraft(): Draft {
  return {
    values: { message_id: '', follow_ups: [{ content: '' }] },
    view: 'form',
    source: 'form',
    jsonText: '',
  }
}

/** Checks the shape of a body; written without zod, because the first screen and every key need it. */
export function isDraftBody(value: unknown): value is DraftBody {
  return (
    has(value, 'follow_ups') &&
    hasOnly(value, ['follow_ups']) &&
    isListOf(value.follow_ups, isFollowUp)
  )
}

/** Whether bubbles and rows have only the keys that Feishu documents. */
export function hasOnlyKnownKeys(followUps: DraftFollowUps): boolean {
  return followUps.every(
    (one) =>
      hasOnly(one, ['content', 'i18n_contents']) &&
      (one.i18n_contents ?? []).every((row) => hasOnly(row, ['content', 'language'])),
  )
}

/** Checks the shape of a stored draft; written without zod for the first screen. */
export function isDraft(value: unknown): value is Draft {
  return (
    has(value, 'values') &&
    has(value.values, 'message_id') &&
    typeof value.values.message_id === 'string' &&
    has(value.values, 'follow_ups') &&
    isListOf(value.values.follow_ups, isFollowUp) &&
    has(value, 'view') &&
    isView(value.view) &&
    has(value, 'source') &&
    isView(value.source) &&
    has(value, 'jsonText') &&
    typeof value.jsonText === 'string'
  )
}

function isFollowUp(value: unknown): value is DraftFollowUps[number] {
  if (!has(value, 'content') || typeof value.content !== 'string') return false
  const rows = 'i18n_contents' in value ? value.i18n_contents : undefined
  return rows === undefined || isRows(rows)
}

function isRows(value: unknown): value is DraftRow[] {
  return isListOf(
    value,
    (row): row is DraftRow =>
      has(row, 'content') &&
      typeof row.content === 'string' &&
      has(row, 'language') &&
      typeof row.language === 'string',
  )
}

function isView(value: unknown): value is Draft['view'] {
  return value === 'form' || value === 'json'
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key))
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(is)
}
