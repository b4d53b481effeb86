import { QueryClient } from '@tanstack/react-query'
import { prerender as render } from 'react-dom/static'
import { Router } from 'wouter'
import type { Locale } from '#contract/locale'
import { App } from './app.tsx'
import { profilesQuery } from './queries/profiles.ts'
import { PAGES } from './shell/pages.ts'

/** The addresses whose page is prerendered. */
export const PATHS = PAGES.map(({ href }) => href)

/** Stands where the profile will be; nothing is known of it while the page is built. */
const UNKNOWN = {
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

/** A page as it looks before its script has run: the console with nothing typed, of others what is around their data. */
export async function prerender(path: string, locale: Locale): Promise<string> {
  const queries = new QueryClient()
  if (path === '/')
    queries.setQueryData(profilesQuery(locale).queryKey, { profiles: [UNKNOWN], removed: [] })
  const failed: unknown[] = []
  const { prelude } = await render(
    <Router ssrPath={path}>
      <App queries={queries} locale={locale} />
    </Router>,
    {
      onError: (error) => void failed.push(error),
      // Whatever its size, it stands where it belongs, and no script has to put it there.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
    },
  )
  // React would leave out what failed and go on.
  if (failed.length > 0) throw failed[0]
  // The marks are for a page that goes on with this one; ours is replaced.
  return (await new Response(prelude).text()).replaceAll(/<!--.*?-->/g, '')
}
