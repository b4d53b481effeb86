import { lazy, Suspense, useEffect, useState } from 'react'
import { openGiven } from './drafts/open-given.ts'
import type { Drafts } from './drafts/use-draft-keeper.ts'

const OpenedLink = lazy(async () => ({
  default: (await import('./share/opened-link.tsx')).OpenedLink,
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
      <OpenedLink
        key={fragment}
        fragment={fragment}
        onOpen={(shared) => openGiven(drafts, shared)}
        onDismiss={() => setFragment(null)}
      />
    </Suspense>
  )
}
