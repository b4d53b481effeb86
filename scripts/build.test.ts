import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensurePage, formatNotices, selectComponents, toAscii } from './build.ts'

/** A fake Vite that writes the number of its calls into the page. */
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
  await ensurePage(root, () => {})
  return readFileSync(join(root, 'dist/index.html'), 'utf8')
}

test('builds the page once for the same sources', async () => {
  expect(await builtPage()).toBe('build 1')
  expect(await builtPage()).toBe('build 1')
})

test.each([
  'web/app.tsx',
  'web/new-file.css',
  'server/contract/limits.ts',
  'package-lock.json',
  'vite.config.ts',
])('builds the page again after a change of %s', async (file) => {
  await builtPage()
  write(file, 'two')
  expect(await builtPage()).toBe('build 2')
})

test.each(['web/app.test.tsx', 'server/app.ts'])(
  'does not build after a change of %s',
  async (file) => {
    await builtPage()
    write(file, 'two')
    expect(await builtPage()).toBe('build 1')
  },
)

test('builds the page again after a file was renamed', async () => {
  await builtPage()
  rmSync(join(root, 'web/app.tsx'))
  write('web/main.tsx', 'one')
  expect(await builtPage()).toBe('build 2')
})

test('keeps the last page if a build fails, and tries again', async () => {
  await builtPage()
  write('web/app.tsx', 'two')
  write('broken', '')
  await expect(ensurePage(root, () => {})).rejects.toThrow('could not be built')
  expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toBe('build 1')
  rmSync(join(root, 'broken'))
  expect(await builtPage()).toBe('build 3')
})

test('builds a deleted page again and leaves no temporary files', async () => {
  await builtPage()
  rmSync(join(root, 'dist'), { recursive: true })
  expect(await builtPage()).toBe('build 2')
  expect(existsSync(join(root, `.cache/dist-${process.pid}`))).toBe(false)
})

test('escapes what is not ASCII without changing what a program means', () => {
  const program = "const a = '“密😀'; const b = `é`; const 变 = /[，😀]/u; [a, b, 变.test('😀')]"
  const ascii = toAscii(program)
  expect(ascii).toMatch(/^[ -~]*$/)
  expect(runInNewContext(ascii)).toEqual(['“密😀', 'é', true])
})

test.each(["'\\“'", 'String.raw`a“`'])('does not build what an escape would change: %s', (code) => {
  expect(() => toAscii(code)).toThrow('in the source instead')
})

describe('what goes along about code of others', () => {
  const component = (name: string, development: boolean, path = name) => ({
    'bom-ref': `${path}@1.0.0`,
    name: path,
    version: '1.0.0',
    purl: `pkg:npm/${encodeURIComponent(name).replace('%2F', '/')}@1.0.0`,
    scope: 'optional',
    properties: development ? [{ name: 'cdx:npm:package:development' }] : [],
  })
  const sbom = {
    components: [
      component('@a/bundled', true),
      component('installed', false),
      component('tool', true),
      component('nested', true, 'tool/node_modules/nested'),
    ],
    dependencies: [
      { ref: 'console@0.1.0', dependsOn: ['@a/bundled@1.0.0', 'installed@1.0.0', 'tool@1.0.0'] },
      { ref: 'tool@1.0.0', dependsOn: [] },
      { ref: 'installed@1.0.0', dependsOn: [] },
    ],
  }
  const bundled = ['@a/bundled', 'nested'].map((name) => ({
    name,
    version: '1.0.0',
    identifier: 'MIT',
    text: `Copyright of ${name}`,
  }))

  test('lists what is bundled or installed and nothing else', () => {
    const { components, dependencies } = selectComponents(sbom, bundled)
    expect(components.map(({ name, scope }) => `${name} ${scope}`)).toEqual([
      '@a/bundled required',
      'installed required',
      'tool/node_modules/nested required',
    ])
    expect(dependencies).toEqual([
      { ref: 'console@0.1.0', dependsOn: ['@a/bundled@1.0.0', 'installed@1.0.0'] },
      { ref: 'installed@1.0.0', dependsOn: [] },
    ])
    const unknown = [...bundled, { name: 'unknown', version: '2.0.0' }]
    expect(() => selectComponents(sbom, unknown)).toThrow('unknown@2.0.0')
  })

  test('repeats each license once and refuses a package without one', () => {
    const text = formatNotices([...bundled, ...bundled])
    expect(text.match(/^## nested 1\.0\.0$/gm)).toHaveLength(1)
    expect(text).toContain('Copyright of @a/bundled')
    expect(() => formatNotices([{ name: 'a', version: '1.0.0' }])).toThrow('a 1.0.0')
  })
})
