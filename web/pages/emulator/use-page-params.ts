import { useSearchParams } from 'wouter'

export const INSPECTOR_TABS = [
  'event',
  'clock',
  'assumptions',
  'faults',
  'calls',
  'scenario',
] as const
export type InspectorTab = (typeof INSPECTOR_TABS)[number]

export type EmulatorPageParams = {
  profile: string | null
  /** The open_id of the user whose chats are shown; null shows every user's. */
  user: string | null
  /** The key of the open chat; null follows the chat with the latest message. */
  chat: string | null
  /** The id of a message whose chat is opened. */
  message: string | null
  tab: InspectorTab
}

/** The page's state in the URL, so that it can be shared and survives a reload. */
export function usePageParams(): [
  EmulatorPageParams,
  (changes: Partial<EmulatorPageParams>) => void,
] {
  const [search, setSearch] = useSearchParams()
  const setParams = (changes: Partial<EmulatorPageParams>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
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
      tab: INSPECTOR_TABS.find((tab) => tab === search.get('tab')) ?? 'event',
    },
    setParams,
  ]
}
