import { useCallback, useState } from 'react'
import { useFirstTouch } from '../ui/use-first-touch.ts'
import type { takePaste } from './take-paste.ts'

export async function loadTakePaste() {
  return (await import('./take-paste.ts')).takePaste
}

/** What reads a pasted text; it is loaded when the page is first touched, and `null` until then. */
export function useTakePaste(): typeof takePaste | null {
  const [loaded, setLoaded] = useState<typeof takePaste | null>(null)
  const load = useCallback(async () => {
    const takePaste = await loadTakePaste()
    setLoaded(() => takePaste)
  }, [])
  useFirstTouch(load)
  return loaded
}
