import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Context, Handler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Locale } from '#contract/locale'
import type { ConsoleEnv } from './console-env.ts'
import { requestLocale } from './request-locale.ts'

/** Only what the build makes; a source map or a stray file has no type here and is not served. */
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** A file at the top or in assets/, never a dotfile; nothing is decoded, so no other folder can be named. */
const FILE = /^\/(?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*\.[a-z0-9]+$/

/** An address for a reader: nowhere a dot, and not where only files are. */
const ADDRESS = /^\/(?!assets\/)[^.]*$/

/** The address of a page that was prerendered; of the history, also one below it. */
const PAGE = /^\/(?!index$)(?:([a-z-]*)|(history)\/.+)$/

const NOT_BUILT = `The page has not been built yet: run "npm run build" and reload.
页面尚未构建：请先运行 "npm run build"，然后刷新。
`

/** Serves the built page: its files by name, and a page for every other address. */
export function builtPages(folder: string): Handler<ConsoleEnv> {
  return async (c) => {
    if (ADDRESS.test(c.req.path)) return page(c, folder)
    const type = TYPES[extname(c.req.path)]
    const bytes = type && FILE.test(c.req.path) ? await read(join(folder, c.req.path)) : null
    if (!bytes || !type) return c.text('Not found', 404)
    return c.body(bytes, 200, { 'content-type': type, 'cache-control': caching(c.req.path) })
  }
}

/**
 * The page as it was prerendered for its address and the reader's language. Where there is none the
 * status says so, and the page that says it too.
 */
async function page(c: Context<ConsoleEnv>, folder: string): Promise<Response> {
  const [found, own, above = own] = PAGE.exec(c.req.path) ?? []
  const prerendered = found && `${above || 'index'}.${pageLocale(c)}.html`
  const page = prerendered ? await read(join(folder, prerendered)) : null
  const bytes = page ?? (await read(join(folder, 'index.html')))
  if (!bytes) return c.text(NOT_BUILT, 503)
  return c.body(bytes, page ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Accept-Language, Cookie',
  })
}

/** What the person chose in the page; the language of the browser before that. */
function pageLocale(c: Context): Locale {
  const chosen = getCookie(c, 'follow-up-console.locale')
  return chosen === 'zh' || chosen === 'en' ? chosen : requestLocale(c)
}

function caching(name: string): string {
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
