import type { Scheme } from './chat-frame.tsx'

/** The colours that the page has now: the ones chosen for it, else the system's. */
export function pageScheme(): Scheme {
  // While the page is prerendered, there is none.
  if (typeof document === 'undefined') return 'light'
  const { theme } = document.documentElement.dataset
  if (theme === 'light' || theme === 'dark') return theme
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
