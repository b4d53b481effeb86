import { useEffect, useState } from 'react'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'
import { createDraftStore, type DraftStore } from './draft-store.ts'

const OPEN = 'follow-up-console.open-draft'

export type Drafts = { store: DraftStore; keeper: DraftKeeper }

/**
 * The drafts of this browser and the one that is open. Typing is kept when the page goes away, by
 * whatever way it goes; other tabs are followed.
 */
export function useDraftKeeper(): Drafts {
  const [drafts] = useState(() => {
    const store = createDraftStore(storageOf(() => localStorage))
    const tab = storageOf(() => sessionStorage)
    const keeper = createDraftKeeper({
      store,
      now: Date.now,
      newId: () => crypto.randomUUID(),
      openId: {
        read: () => tab?.getItem(OPEN) ?? null,
        write: (id) => {
          try {
            tab?.setItem(OPEN, id)
          } catch {
            // Full: a reload opens the latest draft instead.
          }
        },
      },
    })
    return { store, keeper }
  })

  useEffect(() => {
    const { store, keeper } = drafts
    const follow = (event: StorageEvent) => {
      if (store.idOf(event.key) === keeper.view().id) keeper.follow()
    }
    // A page that is frozen hears of no other tab, and may never wake up again.
    const turn = () => (document.hidden ? keeper.flush() : keeper.follow())
    window.addEventListener('storage', follow)
    window.addEventListener('pagehide', keeper.flush)
    document.addEventListener('visibilitychange', turn)
    return () => {
      keeper.flush()
      window.removeEventListener('storage', follow)
      window.removeEventListener('pagehide', keeper.flush)
      document.removeEventListener('visibilitychange', turn)
    }
  }, [drafts])

  return drafts
}

/** A storage, or `null` where the browser keeps it closed (private window, blocked cookies). */
function storageOf(open: () => Storage): Storage | null {
  try {
    return open()
  } catch {
    return null
  }
}
