import { lazy, Suspense } from 'react'
import { useSearchParams } from 'wouter'

const Replay = lazy(async () => ({ default: (await import('./replay.tsx')).Replay }))

/** Loads what replays a past send, where the address names one. */
export function ReplayEntry() {
  const [search] = useSearchParams()
  const id = search.get('replay')
  return <Suspense>{id === null ? null : <Replay id={id} />}</Suspense>
}
