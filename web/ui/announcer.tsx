import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** The page's polite live region, for changes that are not visible or have no focus. */
export function Announcer({ children }: { children: ReactNode }) {
  const [announced, setAnnounced] = useState({ text: '', turn: 0 })
  const announce = useCallback(
    (text: string) => setAnnounced((before) => ({ text, turn: before.turn + 1 })),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="visually-hidden">
        {/* A new key makes a repeated text a change, so that it is read again. */}
        <span key={announced.turn}>{announced.text}</span>
      </div>
    </AnnounceContext>
  )
}

/** Returns a function that announces a text to screen readers without moving the focus. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext)
}

/** Announces a text once it has not changed for half a second, but not the first one of the page. */
export function useAnnounceChange(text: string): void {
  const announce = useAnnounce()
  const announced = useRef(text)
  useEffect(() => {
    if (announced.current === text) return
    const first = announced.current === ''
    const timer = setTimeout(() => {
      announced.current = text
      if (!first) announce(text)
    }, 500)
    return () => clearTimeout(timer)
  }, [announce, text])
}
