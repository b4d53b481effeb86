import './ui/styles/base.css'
import { QueryClient } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { BASE_PATH } from './api-client/api.ts'
import { profilesQuery } from './api-client/profiles.ts'
import { ASKS_TO_SIGN_IN } from './api-client/rights.ts'
import { App, loadPage } from './app.tsx'
import { firstLocale } from './i18n/locale-context.tsx'
import { loadTexts } from './i18n/packs.ts'
import { guardPastes } from './ui/paste-guard/guard-pastes.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const locale = firstLocale()
const path = location.pathname.slice(BASE_PATH.length) || '/'
const queries = new QueryClient({ defaultOptions: { queries: { retry: 1, staleTime: 10_000 } } })

/** After this the page is rendered without profiles, and reports that the server does not respond. */
const PROFILES_WAIT_MS = 1000

// Nothing has the focus before, so nothing can lose it.
addEventListener(
  'focusin',
  ({ target }) => void import('./ui/focus-guard.ts').then((m) => m.guardFocus(target)),
  {
    once: true,
  },
)

guardPastes()

// The prerendered page is shown until then. No top-level await: the texts may import this script.
void Promise.all([
  ASKS_TO_SIGN_IN &&
    import('./shell/start-session.tsx').then((m) => m.startSession(queries, locale)),
  loadTexts(locale),
  loadPage(path),
  path === '/' &&
    !ASKS_TO_SIGN_IN &&
    Promise.race([
      queries.prefetchQuery({ ...profilesQuery(locale), retry: false }),
      new Promise((resolve) => setTimeout(resolve, PROFILES_WAIT_MS)),
    ]),
]).then(([signIn]) => {
  // As a transition, so that React renders in slices and the page stays responsive.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <Router base={BASE_PATH}>{signIn || <App queries={queries} locale={locale} />}</Router>
      </StrictMode>,
    ),
  )
})
