import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { Locale } from '#contract/locale'
import { findPage, MOVED_PAGES, PAGES } from '#contract/pages'
import { LocaleProvider } from './i18n/locale-context.tsx'
import { ComposePage } from './pages/compose/compose-page.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { PaletteEntry } from './shell/palette-entry.tsx'
import { Shell } from './shell/shell.tsx'
import { Announcer } from './ui/announcer.tsx'
import { preloadable } from './ui/lazy-component.tsx'

/** The pages by path, each loaded on demand; Compose is in the first script. */
const LOADED_PAGES = new Map([
  ['/support', preloadable(() => import('./pages/support/support-page.tsx'), 'SupportPage')],
  ['/history', preloadable(() => import('./pages/history/history-pages.tsx'), 'HistoryPages')],
  ['/emulator', preloadable(() => import('./pages/emulator/emulator-page.tsx'), 'EmulatorPage')],
  ['/apps', preloadable(() => import('./pages/apps/apps-page.tsx'), 'AppsPage')],
  [
    '/error-codes',
    preloadable(() => import('./pages/error-codes/error-codes-page.tsx'), 'ErrorCodesPage'),
  ],
  ['/team', preloadable(() => import('./pages/team/team-page.tsx'), 'TeamPage')],
])
const NotFound = preloadable(() => import('./shell/not-found-page.tsx'), 'NotFoundPage')

/** Loads the page of a path. If that fails, the page reports it when it is rendered. */
export async function loadPage(path: string): Promise<void> {
  await LOADED_PAGES.get(findPage(path)?.href ?? '')
    ?.preload()
    .catch(() => {})
}

/** Providers and pages. */
export function App({ queries, locale }: { queries: QueryClient; locale: Locale }) {
  return (
    <QueryClientProvider client={queries}>
      <LocaleProvider first={locale}>
        <Announcer>
          <Shell tools={<PaletteEntry />}>
            <Pages />
          </Shell>
        </Announcer>
      </LocaleProvider>
    </QueryClientProvider>
  )
}

function Pages() {
  const [path] = useLocation()
  return (
    // Another page starts without the error of this one.
    <PageBoundary key={path.split('/')[1]}>
      <Suspense>
        <Switch>
          {PAGES.map(({ href, hasSubpages }) => (
            <Route
              key={href}
              path={hasSubpages ? `${href}/*?` : href}
              component={LOADED_PAGES.get(href)?.Component ?? ComposePage}
            />
          ))}
          {Array.from(MOVED_PAGES, ([from, to]) => (
            <Route key={from} path={from}>
              <MovedPage to={to} />
            </Route>
          ))}
          <Route component={NotFound.Component} />
        </Switch>
      </Suspense>
    </PageBoundary>
  )
}

/** Replaces an address of an earlier version, with its query and its `#`. */
function MovedPage({ to }: { to: string }) {
  return <Redirect to={`${to}${location.search}${location.hash}`} replace />
}
