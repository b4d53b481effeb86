import { useEffect, useState } from 'react'
import { browserStorage, storedValue } from '../../browser/stored-value.ts'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'
import { createDraftStore, type DraftStore, draftIdOf } from './draft-store.ts'

/** The id of the draft that this tab has open. */
export const storedOpenDraft = storedValue({
  key: 'open-draft',
  parse: (value) => (typeof value === 'string' ? value : null),
  format: 'text',
  storage: 'session',
})

export type Drafts = { store: DraftStore; keeper: DraftKeeper }

/**
 * The drafts of this browser and the one that is open. Typing is stored when the page is hidden or
 * closed, and changes made in other tabs are followed.
 */
export function useDraftKeeper(): Drafts {
  const [drafts] = useState(() => {
    const store = createDraftStore(browserStorage('local'))
    const keeper = createDraftKeeper({
      store,
      now: Date.now,
      newId: () => crypto.randomUUID(),
      openId: storedOpenDraft,
    })
    return { store, keeper }
  })

  useEffect(() => {
    const { keeper } = drafts
    const follow = (event: StorageEvent) => {
      if (draftIdOf(event.key) === keeper.view().id) keeper.follow()
    }
    // A frozen page receives no storage events, and may be discarded.
    const onVisibility = () => (document.hidden ? keeper.flush() : keeper.follow())
    window.addEventListener('storage', follow)
    window.addEventListener('pagehide', keeper.flush)
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      keeper.flush()
      window.removeEventListener('storage', follow)
      window.removeEventListener('pagehide', keeper.flush)
      document.removeEventListener('visibilitychange', onVisibility)
    }
  }, [drafts])

  return drafts
}
