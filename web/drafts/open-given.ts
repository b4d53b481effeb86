import type { Draft } from '#contract/draft'
import { changeBetween } from './change-between.ts'
import type { Drafts } from './use-draft-keeper.ts'

/** Opens what came from elsewhere as a draft of its own; the same once more opens the one it made. */
export function openGiven({ store, keeper }: Drafts, given: { name: string; draft: Draft }): void {
  keeper.flush()
  const same = store
    .list()
    .find(
      ({ draft, deleted_at }) =>
        deleted_at === null && changeBetween(draft, given.draft).kind === 'none',
    )
  if (same) keeper.open(same.id)
  else keeper.create(given)
}
