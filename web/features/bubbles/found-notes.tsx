import { startTransition, useEffect, useMemo, useState } from 'react'
import { useFirstTouch } from '../../ui/interaction.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import { useComposition } from '../composition/composition-context.tsx'
import type { FollowUpsStore } from '../composition/follow-ups-store.ts'
import { findCellNotes } from './cell-checks.ts'

// Not loaded with the page, because most texts have no notes; but before one is typed, so that
// typing works without the console.
const loadNotes = () => import('./cell-notes.tsx')
const CellNotes = lazyComponent(loadNotes, 'CellNotes')

/** Long enough that a person who types is not waiting for the checks. */
const REST_MS = 200

/** The bubbles once nothing was typed for a moment. */
function useRestedFollowUps(store: FollowUpsStore) {
  const [followUps, setFollowUps] = useState(store.read)
  useEffect(() => {
    let timer = 0
    const later = () => {
      clearTimeout(timer)
      timer = window.setTimeout(
        () => startTransition(() => setFollowUps(() => store.read())),
        REST_MS,
      )
    }
    later()
    const unsubscribe = store.subscribe(later)
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [store])
  return followUps
}

/** Finds the notes about the table's texts, and shows them if there are any. */
export function FoundNotes() {
  const { store } = useComposition()
  const followUps = useRestedFollowUps(store)
  useFirstTouch(loadNotes)
  const notes = useMemo(() => findCellNotes(followUps), [followUps])
  return notes.length === 0 ? null : <CellNotes notes={notes} />
}
