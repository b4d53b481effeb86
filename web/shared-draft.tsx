import { lazy, Suspense, useEffect, useState } from 'react'
import type { Drafts } from './drafts/use-draft-keeper.ts'

const OpenedDraft = lazy(async () => ({
  default: (await import('./opened-draft.tsx')).OpenedDraft,
}))

/**
 * Opens the share link that the page was opened with, or that was put into its address since. The
 * address forgets it at once, so that a reload goes on with the draft instead of opening it again.
 */
export function SharedDraft({ drafts }: { drafts: Drafts }) {
  const [fragment, setFragment] = useState<string | null>(null)
  useEffect(() => {
    const take = () => {
      const { hash, pathname, search } = window.location
      if (!hash.startsWith('#share=')) return
      window.history.replaceState(window.history.state, '', pathname + search)
      setFragment(hash)
    }
    take()
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  if (fragment === null) return null
  return (
    <Suspense>
      <OpenedDraft
        key={fragment}
        fragment={fragment}
        drafts={drafts}
        onDismiss={() => setFragment(null)}
      />
    </Suspense>
  )
}
