import './ui/base.css'
import { QueryClient } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { App, loadPage } from './app.tsx'
import { firstLocale } from './i18n/locale-context.tsx'
import { loadTexts } from './i18n/packs.ts'
import { profilesQuery } from './queries/profiles.ts'
import { QUERY_DEFAULTS } from './queries/query-defaults.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const locale = firstLocale()
const queries = new QueryClient(QUERY_DEFAULTS)

/** A server that does not answer is told of by the page itself. */
const LONGEST_WAIT_MS = 1000

// Until then the prerendered page stands, and what replaces it is the same with life in it. Not
// awaited at the top of the module: the texts may need parts of this very script.
void Promise.all([
  loadTexts(locale),
  loadPage(location.pathname),
  location.pathname === '/' &&
    Promise.race([
      queries.prefetchQuery({ ...profilesQuery(locale), retry: false }),
      new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS)),
    ]),
]).then(() => {
  // As a transition, so that it is made in slices: what stands there can wait, a finger cannot.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App queries={queries} locale={locale} />
      </StrictMode>,
    ),
  )
})
