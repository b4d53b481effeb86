import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context, Handler } from 'hono'
import { getCookie } from 'hono/cookie'
import { SIGN_IN_PATH } from '#contract/access/session'
import type { Locale } from '#contract/locale'
import { findPage, MOVED_PAGES } from '#contract/pages'
import type { ConsoleEnv } from './guards.ts'
import { requestLocale } from './refusal.ts'
import { sessionSecret } from './session.ts'

/** The types that the build produces; a file of another type, such as a source map, is not served. */
const TYPES = new Map(
  Object.entries({
    '.css': 'text/css; charset=utf-8',
    '.html': 'text/html; charset=utf-8',
    '.ico': 'image/x-icon',
    '.js': 'text/javascript; charset=utf-8',
    '.png': 'image/png',
    '.svg': 'image/svg+xml',
    '.txt': 'text/plain; charset=utf-8',
    '.webmanifest': 'application/manifest+json',
    '.woff2': 'font/woff2',
  }),
)

/** A file at the top or in assets/, never a dotfile. Nothing is decoded, so no other folder can be named. */
const FILE = /^\/(?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*\.[a-z0-9]+$/

/** The address of a page: no dot, and not in the folder of files. */
const ADDRESS = /^\/(?!assets\/)[^.]*$/

/** Redirects the address of an earlier version with its query; the browser keeps the `#`. */
export const redirectMovedPage: Handler<ConsoleEnv> = async (c, next) => {
  const moved = MOVED_PAGES.get(c.req.path)
  if (moved === undefined) return next()
  c.header('cache-control', 'no-store')
  return c.redirect(`${c.var.client.basePath}${moved}${new URL(c.req.url).search}`, 308)
}

const NOT_BUILT = `The page has not been built yet: run "npm run build" and reload.
页面尚未构建：请先运行 "npm run build"，然后刷新。
`

/** Serves the built page: its files by name, and a page for every other address. */
export function builtPages(folder: string): Handler<ConsoleEnv> {
  return async (c) => {
    if (ADDRESS.test(c.req.path)) return servePage(c, folder)
    const type = TYPES.get(extname(c.req.path))
    const bytes = type && FILE.test(c.req.path) ? await read(join(folder, c.req.path)) : null
    if (!bytes || !type) return c.text('Not found', 404)
    return c.body(bytes, 200, { 'content-type': type, 'cache-control': cacheControl(c.req.path) })
  }
}

/**
 * Responds with the page prerendered for an address and the language of the user, or with the
 * script-only page and status 404 if there is none.
 */
async function servePage(c: Context<ConsoleEnv>, folder: string): Promise<Response> {
  const found = findPage(c.req.path)
  // Everyone's pages: only the API is signed in to. Before that, the page is empty but for its script.
  const asksToSignIn = c.get('caller') === null
  const isSignIn = asksToSignIn && (c.req.path === SIGN_IN_PATH || sessionSecret(c) === null)
  const prerendered =
    found && !isSignIn && `${found.href.slice(1) || 'index'}.${pageLocale(c)}.html`
  const page = prerendered ? await read(join(folder, prerendered)) : null
  const bytes = page ?? (await read(join(folder, 'index.html')))
  if (!bytes) return c.text(NOT_BUILT, 503)
  const isKnown = page !== null || isSignIn
  return c.body(published(bytes, c.var.client.basePath, asksToSignIn), isKnown ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Accept-Language, Cookie',
  })
}

/** The page with its addresses below the base path; its script reads both attributes. */
function published(
  page: Uint8Array<ArrayBuffer>,
  basePath: string,
  asksToSignIn: boolean,
): Uint8Array<ArrayBuffer> | string {
  if (!basePath && !asksToSignIn) return page
  return new TextDecoder()
    .decode(page)
    .replaceAll(/ (href|src)="\//g, ` $1="${basePath}/`)
    .replace('<html ', htmlStart(basePath, asksToSignIn))
}

function htmlStart(basePath: string, asksToSignIn: boolean): string {
  return `<html data-base="${basePath}" ${asksToSignIn ? 'data-sign-in ' : ''}`
}

/** The language chosen in the page, or else that of the browser. */
function pageLocale(c: Context): Locale {
  const chosen = getCookie(c, 'follow-up-console.locale')
  return chosen === 'zh' || chosen === 'en' ? chosen : requestLocale(c)
}

function cacheControl(name: string): string {
  // The names in assets/ carry a hash of their content.
  if (name.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return name.endsWith('.html') ? 'no-store' : 'no-cache'
}

async function read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch {
    return null
  }
}

type DevelopmentPages = { pages: Handler<ConsoleEnv>; close: () => Promise<void> }

/** Serves the page from its sources with hot reload, on the console's port. */
export async function vitePages(
  server: Server,
  { basePath, asksToSignIn }: { basePath: string; asksToSignIn: boolean },
): Promise<DevelopmentPages> {
  // Imported only here, so that the console runs without development tools.
  const { createServer } = await import('vite')
  const { RESPONSE_ALREADY_SENT } = await import('@hono/node-server/utils/response')
  const vite = await createServer({
    configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
    root: fileURLToPath(new URL('../../web', import.meta.url)),
    appType: 'spa',
    base: `${basePath}/`,
    plugins: [
      {
        name: 'base-path',
        transformIndexHtml: (html) => html.replace('<html ', htmlStart(basePath, asksToSignIn)),
      },
    ],
    server: { middlewareMode: true, ws: { server } },
  })
  return {
    pages: (c) => {
      const { incoming, outgoing } = c.env
      if (incoming && outgoing) vite.middlewares(incoming, outgoing)
      return RESPONSE_ALREADY_SENT
    },
    close: () => vite.close(),
  }
}
