import type { StoredDraft } from './draft-store.ts'
import type { Drafts } from './use-draft-keeper.ts'

/** How long a deleted draft can be had back. */
export const DELETED_DAYS = 7
const DELETED_MS = DELETED_DAYS * 24 * 60 * 60 * 1000

/** All drafts as they are kept, latest first; what was deleted too long ago goes for good. */
export function listDrafts({ store, keeper }: Drafts, now: number) {
  const all = store.list()
  for (const { id, deleted_at } of all) {
    if (deleted_at !== null && now - deleted_at > DELETED_MS) store.remove(id)
  }
  const { id, name } = keeper.view()
  const live = all.filter(({ deleted_at }) => deleted_at === null)
  if (!live.some((draft) => draft.id === id)) {
    // Nothing was typed in it yet, or another tab has deleted it.
    live.unshift({ id, name, updated_at: now, deleted_at: null, draft: keeper.draft() })
  }
  const deleted = all.filter(
    ({ id: one, deleted_at }) =>
      one !== id && deleted_at !== null && now - deleted_at <= DELETED_MS,
  )
  return { live, deleted }
}

export function renameDraft({ store, keeper }: Drafts, draft: StoredDraft, name: string): void {
  if (draft.id === keeper.view().id) keeper.rename(name)
  else store.write({ ...draft, name })
}

/** Copies a draft without its steps and leaves the open one open. */
export function duplicateDraft({ store }: Drafts, draft: StoredDraft, copy: Copy): void {
  store.write({ ...draft, ...copy, deleted_at: null })
}
type Copy = { id: string; name: string; updated_at: number }

/** Deletes a draft so that it can be had back; where it was open, the latest other one opens. */
export function removeDraft({ store, keeper }: Drafts, draft: StoredDraft, now: number): void {
  store.write({ ...draft, deleted_at: now })
  if (draft.id !== keeper.view().id) return
  const next = store.list().find(({ deleted_at }) => deleted_at === null)
  if (next) keeper.open(next.id)
  else keeper.create()
}

export function restoreDraft({ store }: Drafts, draft: StoredDraft): void {
  store.write({ ...draft, deleted_at: null })
}
