import { useSyncExternalStore } from 'react'

const WIDE = '(min-width: 60rem)'

/** Whether the chats stand beside the phone; otherwise they stand after it, for the keyboard too. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', onChange)
      return () => query.removeEventListener('change', onChange)
    },
    () => matchMedia(WIDE).matches,
    () => true,
  )
}
