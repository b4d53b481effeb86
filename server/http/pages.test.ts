import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestConsole } from '../testing/test-console.ts'

let folder: string
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
