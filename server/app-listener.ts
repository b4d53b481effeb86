import { fileURLToPath } from 'node:url'
import { type AppDeps, createApp } from './app.ts'
import { builtPages } from './http/built-pages.ts'
import { consoleListener } from './http/console-listener.ts'

const DIST_FOLDER = fileURLToPath(new URL('../dist', import.meta.url))

/** The API with its page, the built one unless another is given, as Node's HTTP server calls it. */
export function appListener({
  pages = builtPages(DIST_FOLDER),
  ...deps
}: Omit<AppDeps, 'pages'> & { pages?: AppDeps['pages'] | undefined }) {
  return consoleListener(createApp({ ...deps, pages }))
}
