import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import type { Locale } from '#contract/locale'
import { ConsolePage } from './console-page.tsx'
import { LocaleProvider } from './i18n/locale-context.tsx'
import { PaletteEntry } from './palette-entry.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { Shell } from './shell/shell.tsx'
import { Announcer } from './ui/announcer.tsx'

/** The pages by the first part of their address, each loaded when it is asked for; the console is at hand. */
const PAGES = {
  'error-codes': latePage(
    async () => (await import('./error-codes/error-codes-page.tsx')).ErrorCodesPage,
  ),
  history: latePage(async () => (await import('./history/history-pages.tsx')).HistoryPages),
  phone: latePage(async () => (await import('./phone/phone-page.tsx')).PhonePage),
  profiles: latePage(async () => (await import('./profiles-page.tsx')).ProfilesWithCheck),
  support: latePage(async () => (await import('./support-page.tsx')).SupportPage),
}
const NotFound = latePage(async () => (await import('./shell/not-found-page.tsx')).NotFoundPage)

/** A page that stands at once where it was loaded before it is shown. */
function latePage(load: () => Promise<ComponentType>) {
  let loaded: ComponentType | null = null
  const Late = lazy(async () => ({ default: await load() }))
  return {
    load: async () => {
      loaded = await load()
    },
    Page() {
      const [Page] = useState<ComponentType>(() => loaded ?? Late)
      return <Page />
    },
  }
}

/** Loads the page of an address; one that cannot be loaded says so when it is shown. */
export async function loadPage(path: string): Promise<void> {
  const pages: Readonly<Record<string, { load: () => Promise<void> }>> = PAGES
  await pages[path.split('/')[1] ?? '']?.load().catch(() => {})
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
    // Whatever failed, going to another page is a new start.
    <PageBoundary key={path.split('/')[1]}>
      <Suspense>
        <Switch>
          <Route path="/" component={ConsolePage} />
          <Route path="/support" component={PAGES.support.Page} />
          <Route path="/history/*?" component={PAGES.history.Page} />
          <Route path="/phone" component={PAGES.phone.Page} />
          <Route path="/profiles" component={PAGES.profiles.Page} />
          <Route path="/error-codes" component={PAGES['error-codes'].Page} />
          <Route component={NotFound.Page} />
        </Switch>
      </Suspense>
    </PageBoundary>
  )
}
