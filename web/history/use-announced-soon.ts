import { useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/announcer.tsx'

/** Says a result once the typing rests, but not the one the page opened with. */
export function useAnnouncedSoon(text: string): void {
  const announce = useAnnounce()
  const said = useRef(text)
  useEffect(() => {
    if (said.current === text) return
    const first = said.current === ''
    const timer = setTimeout(() => {
      said.current = text
      if (!first) announce(text)
    }, 500)
    return () => clearTimeout(timer)
  }, [announce, text])
}
