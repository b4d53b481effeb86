import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { ConsolePage } from './console-page.tsx'
import { LocaleProvider } from './i18n/locale-context.tsx'
import { PaletteEntry } from './palette-entry.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { Shell } from './shell/shell.tsx'
import { Announcer } from './ui/announcer.tsx'

const ErrorCodesPage = lazy(async () => ({
  default: (await import('./error-codes/error-codes-page.tsx')).ErrorCodesPage,
}))

const HistoryPages = lazy(async () => ({
  default: (await import('./history/history-pages.tsx')).HistoryPages,
}))

const NotFoundPage = lazy(async () => ({
  default: (await import('./shell/not-found-page.tsx')).NotFoundPage,
}))

const PhonePage = lazy(async () => ({
  default: (await import('./phone/phone-page.tsx')).PhonePage,
}))

const ProfilesWithCheck = lazy(async () => ({
  default: (await import('./profiles-page.tsx')).ProfilesWithCheck,
}))

const SupportPage = lazy(async () => ({
  default: (await import('./support-page.tsx')).SupportPage,
}))

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 10_000 } },
})

/** Providers and pages. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LocaleProvider>
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
    // Whatever failed, going to another page is a new start.
    <PageBoundary key={path.split('/')[1]}>
      <Suspense>
        <Switch>
          <Route path="/" component={ConsolePage} />
          <Route path="/support" component={SupportPage} />
          <Route path="/history/*?" component={HistoryPages} />
          <Route path="/phone" component={PhonePage} />
          <Route path="/profiles" component={ProfilesWithCheck} />
          <Route path="/error-codes" component={ErrorCodesPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </PageBoundary>
  )
}
