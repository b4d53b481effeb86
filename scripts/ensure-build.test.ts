import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureBuild } from './ensure-build.ts'

/** Stands in for Vite: counts its calls in the page that it builds. */
const VITE = `
  import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
  appendFileSync('builds', '.')
  if (existsSync('broken')) process.exit(1)
  const folder = process.argv[process.argv.indexOf('--outDir') + 1]
  mkdirSync(folder, { recursive: true })
  writeFileSync(folder + '/index.html', 'build ' + readFileSync('builds', 'utf8').length)
`

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'))
  write('node_modules/vite/bin/vite.js', VITE)
  write('node_modules/vite/package.json', '{"type":"module"}')
  write('web/app.tsx', 'one')
  write('server/contract/limits.ts', 'one')
  write('package-lock.json', '{}')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

async function builtPage(): Promise<string> {
  await ensureBuild(root, () => {})
  return readFileSync(join(root, 'dist/index.html'), 'utf8')
}

test('the page is built once for the same sources', async () => {
  expect(await builtPage()).toBe('build 1')
  expect(await builtPage()).toBe('build 1')
})

test.each([
  'web/app.tsx',
  'web/new-file.css',
  'server/contract/limits.ts',
  'package-lock.json',
  'vite.config.ts',
])('the page is built again after a change of %s', async (file) => {
  await builtPage()
  write(file, 'two')
  expect(await builtPage()).toBe('build 2')
})

test.each(['web/app.test.tsx', 'server/app.ts'])('a change of %s builds nothing', async (file) => {
  await builtPage()
  write(file, 'two')
  expect(await builtPage()).toBe('build 1')
})

test('a file that was renamed counts as a change', async () => {
  await builtPage()
  rmSync(join(root, 'web/app.tsx'))
  write('web/main.tsx', 'one')
  expect(await builtPage()).toBe('build 2')
})

test('a failed build leaves the last page as it was, and is tried again', async () => {
  await builtPage()
  write('web/app.tsx', 'two')
  write('broken', '')
  await expect(ensureBuild(root, () => {})).rejects.toThrow('could not be built')
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('build 1')
  rmSync(join(root, 'broken'))
  expect(await builtPage()).toBe('build 3')
})

test('a page that was deleted is built again, and nothing is left lying about', async () => {
  await builtPage()
  rmSync(join(root, 'dist'), { recursive: true })
  expect(await builtPage()).toBe('build 2')
  expect(existsSync(join(root, `.cache/dist-${process.pid}`))).toBe(false)
})
