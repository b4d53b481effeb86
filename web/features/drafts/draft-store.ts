import { type Draft, isDraft } from '#contract/draft'
import { storedKeyEnd, storedKeys, storedValue } from '../../browser/stored-value.ts'

const DRAFT = 'draft/'
const STEPS = 'steps/'

/** A draft as it is stored. Times are milliseconds since 1970. */
export type StoredDraft = {
  id: string
  /** Empty if the user gave none: the draft is then called by its first text. */
  name: string
  updated_at: number
  /** When it was deleted; it can be restored for a while. */
  deleted_at: number | null
  draft: Draft
}
/** The undo and redo steps, as in a History. */
export type Steps = { past: Draft[]; future: Draft[] }

/** The most characters that the steps of one draft may take; a browser stores about five million in all. */
export const STEPS_BUDGET = 250_000

/**
 * Stores each draft, and separately its steps, under a key of its own, so that two tabs never
 * overwrite each other's drafts. If the storage is closed (null) or full, it stores what it can.
 */
export function createDraftStore(storage: Storage | null) {
  const draftOf = (id: string) =>
    storedValue({
      key: DRAFT + id,
      parse: (value) => (isStored(value) ? { ...value, id } : null),
      toStored: ({ id: _id, ...stored }: StoredDraft) => stored,
      storage,
    })
  const stepsOf = (id: string) =>
    storedValue({
      key: STEPS + id,
      parse: (value) => (isSteps(value) ? value : null),
      toStored: (steps: Steps) => nearestSteps(STEPS_BUDGET, steps),
      storage,
    })

  return {
    read: (id: string): StoredDraft | null => draftOf(id).read(),
    /** Every draft, deleted ones too, latest first. */
    list: (): StoredDraft[] =>
      storedKeys(DRAFT, storage)
        .flatMap((id) => draftOf(id).read() ?? [])
        .sort((a, b) => b.updated_at - a.updated_at),
    /** Returns whether it was stored. If the storage is full, the steps of all drafts are dropped for it. */
    write(draft: StoredDraft): boolean {
      const stored = draftOf(draft.id)
      if (stored.write(draft)) return true
      for (const id of storedKeys(STEPS, storage)) stepsOf(id).remove()
      return stored.write(draft)
    },
    readSteps: (id: string): Steps => stepsOf(id).read() ?? { past: [], future: [] },
    /** Stores as many steps as the budget allows: those nearest to the present. */
    writeSteps(id: string, steps: Steps): void {
      const stored = stepsOf(id)
      if (!stored.write(steps)) stored.remove()
    },
    remove(id: string): void {
      draftOf(id).remove()
      stepsOf(id).remove()
    },
  }
}

/** Returns the id of the draft that a key of the storage belongs to, or null. */
export const draftIdOf = (key: string | null) => storedKeyEnd(DRAFT, key)

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

/** The steps nearest to the present whose JSON fits into the budget. */
function nearestSteps(budget: number, { past, future }: Steps): Steps {
  let left = budget
  const nearest = (steps: readonly Draft[]) => {
    const end = steps.findIndex((step) => {
      left -= JSON.stringify(step).length + 1
      return left < 0
    })
    return end < 0 ? [...steps] : steps.slice(0, end)
  }
  return { past: nearest(past.toReversed()).reverse(), future: nearest(future) }
}
