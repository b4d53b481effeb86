import { type Draft, isDraft } from '#contract/draft'

const DRAFT = 'follow-up-console.draft/'
const STEPS = 'follow-up-console.steps/'

/** A draft as it is kept. Times are milliseconds since 1970. */
export type StoredDraft = {
  id: string
  /** Given by a person; empty as long as the draft goes by its first text. */
  name: string
  updated_at: number
  /** When it was deleted; it can be had back for a while. */
  deleted_at: number | null
  draft: Draft
}
/** What undo and redo lead to, as in a History. */
export type Steps = { past: Draft[]; future: Draft[] }

/** How many characters the steps of one draft may take; the browser gives about five million to all. */
export const STEPS_BUDGET = 250_000

/**
 * Keeps each draft, and apart from it its steps, under a key of its own, so that two tabs never
 * write over each other's drafts. Where storage is closed (`null`) or full it keeps what it can.
 */
export function createDraftStore(storage: Storage | null) {
  const keys = () =>
    storage ? Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '') : []

  function put(key: string, text: string): boolean {
    try {
      storage?.setItem(key, text)
      return storage !== null
    } catch {
      return false
    }
  }

  function read(id: string): StoredDraft | null {
    const stored = parse(isStored, storage?.getItem(DRAFT + id))
    return stored && { ...stored, id }
  }

  return {
    read,
    /** Every draft, deleted ones too, latest first. */
    list: (): StoredDraft[] =>
      keys()
        .flatMap((key) => (key.startsWith(DRAFT) ? (read(key.slice(DRAFT.length)) ?? []) : []))
        .sort((a, b) => b.updated_at - a.updated_at),
    /** @returns whether it is kept; the words come before the steps of all drafts */
    write({ id, ...stored }: StoredDraft): boolean {
      const text = JSON.stringify(stored)
      if (put(DRAFT + id, text)) return true
      for (const key of keys()) if (key.startsWith(STEPS)) storage?.removeItem(key)
      return put(DRAFT + id, text)
    },
    readSteps: (id: string): Steps =>
      parse(isSteps, storage?.getItem(STEPS + id)) ?? { past: [], future: [] },
    /** Keeps as many steps as the budget allows: those nearest to the present. */
    writeSteps(id: string, steps: Steps): void {
      if (!put(STEPS + id, printWithin(STEPS_BUDGET, steps))) storage?.removeItem(STEPS + id)
    },
    remove(id: string): void {
      storage?.removeItem(DRAFT + id)
      storage?.removeItem(STEPS + id)
    },
    /** The draft that a key of the storage belongs to, if any. */
    idOf: (key: string | null) => (key?.startsWith(DRAFT) ? key.slice(DRAFT.length) : null),
  }
}

export type DraftStore = ReturnType<typeof createDraftStore>

function isStored(value: unknown): value is Omit<StoredDraft, 'id'> {
  const { name, updated_at, deleted_at, draft } = Object(value)
  return (
    typeof name === 'string' &&
    typeof updated_at === 'number' &&
    (deleted_at === null || typeof deleted_at === 'number') &&
    isDraft(draft)
  )
}

function isSteps(value: unknown): value is Steps {
  const { past, future } = Object(value)
  return [past, future].every((steps) => Array.isArray(steps) && steps.every(isDraft))
}

function parse<T>(is: (value: unknown) => value is T, text: string | null | undefined): T | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return is(value) ? value : null
  } catch {
    return null
  }
}

function printWithin(budget: number, { past, future }: Steps): string {
  let left = budget
  const nearest = (steps: readonly Steps['past'][number][]) => {
    const kept: string[] = []
    for (const step of steps) {
      const text = JSON.stringify(step)
      left -= text.length + 1
      if (left < 0) break
      kept.push(text)
    }
    return kept
  }
  const back = nearest(past.toReversed()).reverse()
  return `{"past":[${back.join()}],"future":[${nearest(future).join()}]}`
}
