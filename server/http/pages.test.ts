import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createTestConsole } from '../testing/test-console.ts'
import type { ConsoleEnv } from './guards.ts'
import { builtPages, redirectMovedPage, vitePages } from './pages.ts'

let folder: string
const NAMES = [
  ...['a.css', 'a.html', 'a.ico', 'a.js', 'a.png', 'a.txt', 'a.webmanifest', 'a.woff2'],
  ...['assets/a.css', 'assets/-_1.2.js', 'A.js', 'a.JS', 'a~.js'],
]
let request: ReturnType<typeof createTestConsole>['request']

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  await writeFile(join(folder, 'outside.js'), 'outside')
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>console</title>')
  for (const name of ['index.zh', 'index.en', 'history.zh', 'history.en']) {
    await writeFile(join(folder, `dist/${name}.html`), `<title>console</title>${name}`)
  }
  await writeFile(join(folder, 'dist/icon.svg'), '<svg/>')
  await writeFile(join(folder, 'dist/.env.js'), 'hidden')
  for (const name of NAMES) await writeFile(join(folder, `dist/${name}`), 'a file')
  await writeFile(join(folder, 'dist/notes.md'), 'notes')
  await writeFile(join(folder, 'dist/assets/index-1a.js'), 'x'.repeat(5000))
  await writeFile(join(folder, 'dist/assets/index-1a.js.map'), '{}')
  request = createTestConsole([], { distFolder: join(folder, 'dist') }).request
})
afterAll(() => rm(folder, { recursive: true }))

describe('the built page', () => {
  test.each([
    ['/', 200],
    ['/?x=1', 200],
    ['/history', 200],
    ['/history/a/b', 200],
    ['/history~', 404],
    ['/index', 404],
    ['/a/b/c', 404],
    ['/__proto__', 404],
    ['/constructor', 404],
    ['/toString', 404],
    ['/history/__proto__', 200],
  ])('is the response to %s with %i, never cached', async (path, status) => {
    const response = await request(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain('<title>console</title>')
  })

  test.each([
    ['/', { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }, 'index.zh'],
    ['/', { 'accept-language': 'en-GB,en;q=0.9' }, 'index.en'],
    ['/?x=1', { 'accept-language': 'zh', cookie: 'follow-up-console.locale=en' }, 'index.en'],
    ['/', { 'accept-language': 'en', cookie: 'follow-up-console.locale=../x' }, 'index.en'],
    ['/history', { 'accept-language': 'zh' }, 'history.zh'],
    ['/history/abc', { 'accept-language': 'zh' }, 'history.zh'],
  ])('is %s as it was prerendered for %o', async (path, headers, name) => {
    const response = await request(path, { headers })
    expect(response.headers.get('vary')).toContain('Accept-Language, Cookie')
    expect(await response.text()).toContain(name)
  })

  test.each(['/error-codes', '/history~', '/historyx'])(
    'is the empty one at %s, which was not prerendered',
    async (path) => {
      const text = await (await request(path)).text()
      expect(text).toBe('<!doctype html><title>console</title>')
    },
  )

  test.each([
    ['/phone', '/emulator'],
    ['/phone?user=ou_1&chat=oc_2', '/emulator?user=ou_1&chat=oc_2'],
    ['/profiles?add=1', '/apps?add=1'],
  ])('redirects %s, the path of an earlier version, to %s', async (path, to) => {
    const response = await request(path)
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(to)
  })

  test('does not redirect a path below one of an earlier version', async () => {
    expect((await request('/phone/x')).status).toBe(404)
  })

  test('has assets that are cached without limit', async () => {
    const response = await request('/assets/index-1a.js')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toBe('x'.repeat(5000))
  })

  test('has other files that are revalidated', async () => {
    const response = await request('/icon.svg')
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  test('is compressed for a client that accepts it', async () => {
    const response = await request('/assets/index-1a.js', {
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('content-security-policy')).not.toBeNull()
  })

  test('responds to HEAD without a body', async () => {
    const response = await request('/', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  test.each([
    '/assets/none.js',
    '/assets/none',
    '/assets/',
    '/assets/index-1a.js.map',
    '/notes.md',
    '/.env.js',
    '/..%2foutside.js',
    '/%2e%2e/outside.js',
    '/assets/..%2f..%2f..%2foutside.js',
    '/assets/%2e%2e%2f%2e%2e%2foutside.js',
    '/..%5coutside.js',
    '/%00.js',
    '//outside.js',
    '/assets//index-1a.js',
  ])('is not the response to %s', async (path) => {
    const response = await request(path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toMatch(/outside|hidden|notes|<title>/)
  })

  test('says what to do if it has not been built', async () => {
    const response = await createTestConsole([]).request('/')
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('npm run build')
  })
})

/** The pages alone, for a client of which this is known. */
function pagesFor(known: { caller?: null | object; basePath?: string; secure?: boolean } = {}) {
  const { basePath = '', secure = false, caller } = known
  const app = new Hono<ConsoleEnv>()
    .use(async (c, next) => {
      c.set('client', { basePath, secure } as never)
      if (caller !== undefined) c.set('caller', caller as never)
      await next()
    })
    .use(redirectMovedPage)
    .get('*', builtPages(join(folder, 'dist')))
  return async (path: string, headers: Record<string, string> = { 'accept-language': 'en' }) => {
    const response = await app.request(`http://localhost:4310${path}`, { headers })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

describe('a built file', () => {
  test.each([
    ['/a.css', 'text/css; charset=utf-8', 'no-cache'],
    ['/a.html', 'text/html; charset=utf-8', 'no-store'],
    ['/a.ico', 'image/x-icon', 'no-cache'],
    ['/a.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/a.png', 'image/png', 'no-cache'],
    ['/a.txt', 'text/plain; charset=utf-8', 'no-cache'],
    ['/a.webmanifest', 'application/manifest+json', 'no-cache'],
    ['/a.woff2', 'font/woff2', 'no-cache'],
    ['/A.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/assets/a.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/-_1.2.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('%s has the type %s and is cached as %s', async (path, type, caching) => {
    const { status, headers, text } = await pagesFor()(path)
    expect([status, text]).toEqual([200, 'a file'])
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('cache-control')).toBe(caching)
  })

  test.each(['/a.JS', '/a~.js', '/x/a.js', '/x/assets/a.css', '/a.js/', '/none.js'])(
    '%s is not served',
    async (path) => {
      expect(await pagesFor()(path)).toMatchObject({ status: 404, text: 'Not found' })
    },
  )
})

describe('who is not signed in', () => {
  const EMPTY = '<!doctype html><title>console</title>'
  const SIGNED_IN = { 'accept-language': 'en', cookie: `sign_in_4310=${'x'.repeat(43)}` }

  test.each(['/', '/history', '/sign-in', '/none'])('gets the empty page at %s', async (path) => {
    const { status, text, headers } = await pagesFor({ caller: null })(path)
    expect([status, text]).toEqual([200, EMPTY])
    expect(headers.get('vary')).toBe('Accept-Language, Cookie')
  })

  test('but has a cookie gets the page, except at the sign-in', async () => {
    const get = pagesFor({ caller: null })
    expect((await get('/history', SIGNED_IN)).text).toContain('history.en')
    expect(await get('/none', SIGNED_IN)).toMatchObject({ status: 404, text: EMPTY })
    expect(await get('/sign-in', SIGNED_IN)).toMatchObject({ status: 200, text: EMPTY })
  })

  test.each([undefined, {}])(
    'needs no sign-in if the console asks for none, or after it (%j)',
    async (caller) => {
      const get = pagesFor(caller === undefined ? {} : { caller })
      expect((await get('/')).text).toContain('index.en')
      expect(await get('/sign-in')).toMatchObject({ status: 404, text: EMPTY })
    },
  )

  test('is told to the script, as is the base path', async () => {
    await writeFile(
      join(folder, 'dist/support.zh.html'),
      '<html lang="zh"><html x><a href="/a" src="/b" data-href="/c">"/d"',
    )
    const zh = { 'accept-language': 'zh', cookie: SIGNED_IN.cookie }
    const textOf = async (known: object) => (await pagesFor(known)('/support', zh)).text
    expect(await textOf({})).toBe(
      '<html lang="zh"><html x><a href="/a" src="/b" data-href="/c">"/d"',
    )
    expect(await textOf({ caller: null })).toBe(
      '<html data-base="" data-sign-in lang="zh"><html x><a href="/a" src="/b" data-href="/c">"/d"',
    )
    expect(await textOf({ basePath: '/c' })).toBe(
      '<html data-base="/c" lang="zh"><html x><a href="/c/a" src="/c/b" data-href="/c">"/d"',
    )
  })

  test.each([
    ['zh', 'en', 'index.zh'],
    ['en', 'zh', 'index.en'],
    ['fr', 'zh', 'index.zh'],
  ])('and chose %s before %s gets %s', async (chosen, language, name) => {
    const cookie = `follow-up-console.locale=${chosen}`
    const { text } = await pagesFor()('/', { 'accept-language': language, cookie })
    expect(text).toContain(name)
  })
})

test('a moved page is redirected below the base path, and never cached', async () => {
  const { status, headers } = await pagesFor({ basePath: '/c' })('/profiles?a=b')
  expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([
    ...[308, '/c/apps?a=b', 'no-store'],
  ])
})

test('the pages of a development server are on the port of the console', async () => {
  const vite = { createServer: vi.fn() }
  vi.doMock('vite', () => vite)
  onTestFinished(() => vi.doUnmock('vite'))
  const middlewares = vi.fn()
  const close = vi.fn(async () => {})
  vite.createServer.mockResolvedValue({ middlewares, close })
  const server = {} as Parameters<typeof vitePages>[0]
  const { pages, close: end } = await vitePages(server, { basePath: '/c', asksToSignIn: true })
  const [options] = vite.createServer.mock.lastCall ?? []
  expect(options).toMatchObject({
    ...{ appType: 'spa', base: '/c/', server: { middlewareMode: true, ws: { server } } },
    configFile: expect.stringMatching(/\/vite\.config\.ts$/),
    root: expect.stringMatching(/\/web$/),
    plugins: [{ name: 'base-path' }],
  })
  expect(options.plugins[0].transformIndexHtml('<html lang="en">')).toBe(
    '<html data-base="/c" data-sign-in lang="en">',
  )
  const [incoming, outgoing] = [{}, {}]
  const sent = (await pages({ env: { incoming, outgoing } } as never, async () => {})) as Response
  expect(sent.headers.has('x-hono-already-sent')).toBe(true)
  expect(middlewares.mock.calls).toEqual([[incoming, outgoing]])
  await pages({ env: { incoming } } as never, async () => {})
  await pages({ env: { outgoing } } as never, async () => {})
  expect(middlewares).toHaveBeenCalledOnce()
  await end()
  expect(close).toHaveBeenCalledOnce()
  await vitePages(server, { basePath: '', asksToSignIn: false })
  const [other] = vite.createServer.mock.lastCall ?? []
  expect(other.plugins[0].transformIndexHtml('<html>')).toBe('<html>')
  expect(other.plugins[0].transformIndexHtml('<html a>')).toBe('<html data-base="" a>')
})
