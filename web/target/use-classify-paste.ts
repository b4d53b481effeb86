import { useCallback, useState } from 'react'
import { useFirstTouch } from '../ui/interaction.ts'
import type { classifyPaste } from './classify-paste.ts'

export async function loadClassifyPaste() {
  return (await import('./classify-paste.ts')).classifyPaste
}

/** The classifier of pasted texts; loaded at the first interaction with the page, null until then. */
export function useClassifyPaste(): typeof classifyPaste | null {
  const [loaded, setLoaded] = useState<typeof classifyPaste | null>(null)
  const load = useCallback(async () => {
    const classifyPaste = await loadClassifyPaste()
    setLoaded(() => classifyPaste)
  }, [])
  useFirstTouch(load)
  return loaded
}
