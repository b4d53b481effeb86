import { Suspense, useEffect, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Drafts } from '../../features/drafts/use-draft-keeper.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'

const OpenedLink = lazyComponent(() => import('../../features/share/opened-link.tsx'), 'OpenedLink')

/**
 * Opens the share link in the URL, now or when it is entered later. It is removed from the URL at
 * once, so that a reload continues with the draft instead of opening it again.
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
        onOpen={drafts.keeper.openGiven}
        onDismiss={() => setFragment(null)}
      />
    </Suspense>
  )
}

const Replay = lazyComponent(() => import('./replay.tsx'), 'Replay')

/** Loads the request that `?replay=ID` names into the composer. */
export function ReplayEntry() {
  const [search] = useSearchParams()
  const id = search.get('replay')
  return <Suspense>{id === null ? null : <Replay id={id} />}</Suspense>
}
