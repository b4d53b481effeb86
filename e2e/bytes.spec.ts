import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures.ts'

const DIST = join(import.meta.dirname, '../dist')
const FIRST_SCREEN_KB = 130
/** The limit of a part that is loaded when it is first used. */
const PART_KB = 25
/** Larger parts: the entry, the JSON editor's library and languages, the readers, the exported programs. */
const LARGER_KB: Record<string, number> = {
  index: 128,
  dist: 95,
  'reader-worker': 65,
  'snippets-dialog': 37,
  'json-editor': 35,
}

const kilobytes = (content: Buffer) => gzipSync(content, { level: 9 }).length / 1000

test('the first screen loads at most 130 kB of gzipped script', async ({ page }) => {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') sizes.push(response.body().then(kilobytes))
  })
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  expect(total).toBeGreaterThan(50)
  expect(total).toBeLessThanOrEqual(FIRST_SCREEN_KB)
})

test('each part of the page keeps to its limit', () => {
  const parts = globSync('assets/*.{js,css}', { cwd: DIST }).map((file) => ({
    file,
    limit: LARGER_KB[/assets\/(.+)-[\w-]{8}\./.exec(file)?.[1] ?? ''] ?? PART_KB,
    size: kilobytes(readFileSync(join(DIST, file))),
  }))
  expect(parts.length).toBeGreaterThan(50)
  expect(parts.filter(({ size, limit }) => size > limit)).toEqual([])
})
