import { useSearchParams } from 'wouter'

export const TABS = ['event', 'clock', 'assumptions', 'faults', 'scenario'] as const
export type Tab = (typeof TABS)[number]

export type Place = {
  profile: string | null
  /** Whose phone it is, by open_id; `null` is everybody's. */
  user: string | null
  /** The open conversation; `null` follows the chat last written in. */
  chat: string | null
  /** A message whose chat is to be opened. */
  message: string | null
  tab: Tab
}

/** Where one is on the page. The address bar keeps it, so that it can be shared and survives a reload. */
export function usePlace(): [Place, (part: Partial<Place>) => void] {
  const [search, setSearch] = useSearchParams()
  const go = (part: Partial<Place>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(part)) {
          if (value === null) next.delete(name)
          else next.set(name, value)
        }
        return next
      },
      { replace: true },
    )
  return [
    {
      profile: search.get('profile'),
      user: search.get('user'),
      chat: search.get('chat'),
      message: search.get('message'),
      tab: TABS.find((tab) => tab === search.get('tab')) ?? 'event',
    },
    go,
  ]
}
