import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** The page's one polite live region: what changed out of sight is said here. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  const announce = useCallback(
    (text: string) => setSaid((before) => ({ text, turn: before.turn + 1 })),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="visually-hidden">
        {/* A new key makes the same sentence, said twice, a change that is read again. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </AnnounceContext>
  )
}

/** Says a sentence to a screen reader without moving the focus. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext)
}
