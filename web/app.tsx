import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { Locale } from '#contract/locale'
import { LocaleProvider } from './i18n/locale-context.tsx'
import { ComposePage } from './pages/compose/compose-page.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { PaletteEntry } from './shell/palette-entry.tsx'
import { Shell } from './shell/shell.tsx'
import { Announcer } from './ui/announcer.tsx'
import { preloadable } from './ui/lazy-component.tsx'

/** The pages by the first part of their path, each loaded on demand; Compose is in the first script. */
const PAGES = {
  'error-codes': preloadable(
    () => import('./pages/error-codes/error-codes-page.tsx'),
    'ErrorCodesPage',
  ),
  history: preloadable(() => import('./pages/history/history-pages.tsx'), 'HistoryPages'),
  phone: preloadable(() => import('./pages/emulator/emulator-page.tsx'), 'EmulatorPage'),
  profiles: preloadable(() => import('./pages/profiles/profiles-page.tsx'), 'ProfilesPage'),
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
          <Route path="/support" component={PAGES.support.Component} />
          <Route path="/history/*?" component={PAGES.history.Component} />
          <Route path="/phone" component={PAGES.phone.Component} />
          <Route path="/profiles" component={PAGES.profiles.Component} />
          <Route path="/error-codes" component={PAGES['error-codes'].Component} />
          <Route component={NotFound.Component} />
        </Switch>
      </Suspense>
    </PageBoundary>
  )
}
