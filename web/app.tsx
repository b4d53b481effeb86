import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { Locale } from '#contract/locale'
import { LocaleProvider } from './i18n/locale-context.tsx'
import { ComposePage } from './pages/compose/compose-page.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { MOVED_PAGES } from './shell/pages.ts'
import { PaletteEntry } from './shell/palette-entry.tsx'
import { Shell } from './shell/shell.tsx'
import { Announcer } from './ui/announcer.tsx'
import { preloadable } from './ui/lazy-component.tsx'

/** The pages by the first part of their path, each loaded on demand; Compose is in the first script. */
const PAGES = {
  apps: preloadable(() => import('./pages/apps/apps-page.tsx'), 'AppsPage'),
  emulator: preloadable(() => import('./pages/emulator/emulator-page.tsx'), 'EmulatorPage'),
  'error-codes': preloadable(
    () => import('./pages/error-codes/error-codes-page.tsx'),
    'ErrorCodesPage',
  ),
  history: preloadable(() => import('./pages/history/history-pages.tsx'), 'HistoryPages'),
  support: preloadable(() => import('./pages/support/support-page.tsx'), 'SupportPage'),
}
const NotFound = preloadable(() => import('./shell/not-found-page.tsx'), 'NotFoundPage')

/** Loads the page of a path. If that fails, the page reports it when it is rendered. */
export async function loadPage(path: string): Promise<void> {
  const pages: Readonly<Record<string, { preload: () => Promise<void> }>> = PAGES
  await pages[path.split('/')[1] ?? '']?.preload().catch(() => {})
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
          <Route path="/" component={ComposePage} />
          <Route path="/support/*?" component={PAGES.support.Component} />
          <Route path="/history/*?" component={PAGES.history.Component} />
          <Route path="/emulator" component={PAGES.emulator.Component} />
          <Route path="/apps" component={PAGES.apps.Component} />
          <Route path="/error-codes" component={PAGES['error-codes'].Component} />
          {Object.entries(MOVED_PAGES).map(([from, to]) => (
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
