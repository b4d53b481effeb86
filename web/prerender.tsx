import { QueryClient } from '@tanstack/react-query'
import { prerender as render } from 'react-dom/static'
import { Router } from 'wouter'
import type { Locale } from '#contract/locale'
import { PAGES } from '#contract/pages'
import { profilesQuery } from './api-client/profiles.ts'
import { App } from './app.tsx'

/** The paths of the prerendered pages. */
export const PATHS = PAGES.map(({ href }) => href)

/** A placeholder: no profile is known when the page is built. */
const PLACEHOLDER = {
  id: '',
  name: '…',
  brand: 'emulator',
  base_url: 'http://127.0.0.1',
  app_id: '…',
  default: true,
  color: 'gray',
  environment: 'test',
  app_type: 'custom',
  source: 'environment',
  secret: null,
  tenant_key: null,
  app_ticket: null,
  pasted_token: null,
  test_recipient: null,
} as const

/** Returns the HTML of a page before its script has run: an empty editor, and other pages without their data. */
export async function prerender(path: string, locale: Locale): Promise<string> {
  const queries = new QueryClient()
  if (path === '/')
    queries.setQueryData(profilesQuery(locale).queryKey, { profiles: [PLACEHOLDER], removed: [] })
  const failed: unknown[] = []
  const { prelude } = await render(
    <Router ssrPath={path}>
      <App queries={queries} locale={locale} />
    </Router>,
    {
      onError: (error) => void failed.push(error),
      // All HTML in place, without React's scripts that move late parts.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
    },
  )
  // React omits a part that failed and continues.
  if (failed.length > 0) throw failed[0]
  // React's markers are for hydration; this page is replaced instead.
  return (await new Response(prelude).text()).replaceAll(/<!--.*?-->/g, '')
}
