/**
 * `npm run build`: builds the page into dist/ and the server into build/. Each is skipped if it was
 * built from the same sources before.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { run } from './run.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** In each built folder: the fingerprint of the sources it was built from. */
const STAMP = '.built-from'
/** In dist/ and build/: Vite writes here the licenses of the packages that it bundled. */
export const LICENSES = '.vite/licenses.json'
const PACKAGES = ['package.json', 'package-lock.json']
const PAGE_SOURCES = [
  'web/**/*',
  'server/contract/**/*',
  'server/imports/**/*',
  'server/snippets/**/*',
  'tsconfig.json',
  'vite.config.ts',
  'scripts/imports.ts',
  'scripts/vite/*',
  ...PACKAGES,
]
const SERVER_SOURCES = ['server/**/*', 'scripts/build.ts', ...PACKAGES]
/** The programs of the installed package and their sources. */
const PROGRAMS = {
  console: 'server/packed/console.ts',
  'follow-up-console': 'server/packed/command.ts',
}
/** What the package exports as `./emulator` and `./contract`; the declarations are built from the same files. */
const LIBRARIES = {
  'create-emulator': 'server/emulator/package.ts',
  contract: 'server/packed/contract.ts',
}
/** Started as threads, so they are files of their own. */
const THREADS = { 'sqlite-worker': 'server/packed/sqlite-worker.ts' }

/**
 * Builds the page into dist/ unless it is up to date.
 * @throws Error if Vite fails; dist/ is left as it was
 */
export async function ensurePage(root = ROOT, print = console.log): Promise<void> {
  await buildOnce(root, 'dist', PAGE_SOURCES, async (outDir) => {
    const started = performance.now()
    print('Building the page …')
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const args = ['build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
    const env = { ...process.env, NODE_ENV: 'production' }
    const code = await run(process.execPath, [vite, ...args], { cwd: root, env })
    if (code !== 0) throw new Error(`The page could not be built (vite exited with ${code}).`)
    print(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  })
}

/**
 * Builds the server into build/ unless it is up to date.
 * @returns the file to start, which starts seven times as fast as the sources
 */
export async function ensureServer(root = ROOT): Promise<string> {
  await buildOnce(root, 'build', SERVER_SOURCES, (outDir) => bundleServer(root, outDir))
  return join(root, 'build', 'console.js')
}

/** Builds in a temporary folder, so that a running console never serves half a build. */
async function buildOnce(
  root: string,
  name: string,
  patterns: readonly string[],
  build: (outDir: string) => Promise<void>,
): Promise<void> {
  const folder = join(root, name)
  const fingerprint = fingerprintOf(root, patterns)
  if (isBuiltFrom(folder, fingerprint)) return
  const next = join(root, `.cache/${name}-${process.pid}`)
  try {
    await build(next)
    // A concurrent start may have put the same build there, and run it.
    if (isBuiltFrom(folder, fingerprint)) return
    writeFileSync(join(next, STAMP), fingerprint)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    renameSync(next, folder)
  } catch (error) {
    if (!isBuiltFrom(folder, fingerprint)) throw error
  } finally {
    rmSync(next, { recursive: true, force: true })
  }
}

/**
 * Bundles the server as JavaScript: Node does not strip types inside node_modules, and reading a
 * thousand small files of packages takes several times as long. `pg` stays outside, because only a
 * console with DATABASE_URL loads it.
 * @param outDir a flat folder beside dist/, which the server finds relative to itself
 */
async function bundleServer(root: string, outDir: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true, external: ['pg', 'vite'] },
    resolve: {
      alias: [{ find: /^undici$/, replacement: join(root, 'server/packed/undici.mjs') }],
    },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      license: { fileName: LICENSES },
      rolldownOptions: {
        input: { ...PROGRAMS, ...LIBRARIES, ...THREADS },
        checks: { bundlerTimings: false },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // V8 keeps every file in memory; names stay for the traces of errors.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
          codeSplitting: { groups: [{ name: 'undici', test: /node_modules.undici/ }] },
        },
      },
    },
  })
  await declareLibraries(root, outDir)
  // Node reads the nearest one for each file, and the package's own is long.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}\n')
  for (const name of globSync('*.js', { cwd: outDir })) {
    const file = join(outDir, name)
    writeFileSync(file, toAscii(readFileSync(file, 'utf8')))
  }
  for (const name of Object.keys(PROGRAMS)) {
    const file = join(outDir, `${name}.js`)
    writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`)
    chmodSync(file, 0o755)
  }
}

/**
 * Escapes every character beyond ASCII: for a single “ V8 keeps a whole file with two bytes a character.
 * @throws Error if one stands where its escape would mean something else
 */
export function toAscii(code: string): string {
  const [unsafe] = /\\\P{ASCII}|\braw`[^`]*\P{ASCII}/u.exec(code) ?? []
  if (unsafe) throw new Error(`Write \\u and four digits in the source instead: ${unsafe}`)
  const escapeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return code.replace(/\P{ASCII}/gu, (character) => character.split('').map(escapeOf).join(''))
}

/**
 * Writes the declarations of the libraries. Each file uses no other file's types, so the compiler reads
 * no other one.
 * @throws Error if the compiler fails
 */
async function declareLibraries(root: string, outDir: string): Promise<void> {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const options = '--ignoreConfig --declaration --emitDeclarationOnly --noCheck --noResolve'
  const target = '--target es2024 --module esnext --moduleResolution bundler'
  for (const [name, source] of Object.entries(LIBRARIES)) {
    const folders = ['--rootDir', dirname(source), '--outDir', outDir]
    const args = [tsc, source, ...options.split(' '), ...target.split(' '), ...folders]
    const code = await run(process.execPath, args, { cwd: root })
    if (code !== 0)
      throw new Error(`The declarations could not be built (tsc exited with ${code}).`)
    renameSync(join(outDir, basename(source).replace('.ts', '.d.ts')), join(outDir, `${name}.d.ts`))
  }
}

type License = { name: string; version: string; identifier?: string; text?: string }

/** A component of npm's CycloneDX document; the other fields stay as they are. */
type Component = {
  'bom-ref': string
  name: string
  version: string
  purl: string
  scope: string
  properties: { name: string }[]
}
type Sbom = { components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] }

/**
 * Writes what goes along with the package about code of others: THIRD_PARTY_NOTICES.md with the
 * licenses of what is bundled, and sbom.json (CycloneDX) with what is bundled or installed with it.
 * @throws Error if a bundled package has no license, or npm fails
 */
export async function writePackageRecords(root: string): Promise<void> {
  const bundled = ['dist', 'build'].flatMap((folder): License[] =>
    JSON.parse(readFileSync(join(root, folder, LICENSES), 'utf8')),
  )
  writeFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), formatNotices(bundled))
  // Vite sets NODE_ENV, with which npm leaves out what is bundled.
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--include=dev']
  const options = { cwd: root, shell: process.platform === 'win32', maxBuffer: 16 * 1024 * 1024 }
  const { stdout } = await promisify(execFile)('npm', args, options)
  const sbom = selectComponents(JSON.parse(stdout), bundled)
  writeFileSync(join(root, 'sbom.json'), `${JSON.stringify(sbom, null, 2)}\n`)
}

/** @throws Error if a package states no license */
export function formatNotices(bundled: readonly License[]): string {
  const notices = new Map<string, string>()
  for (const { name, version, identifier, text } of bundled) {
    if (!identifier && !text) throw new Error(`${name} ${version} states no license.`)
    const body = [identifier, text?.trim()].filter(Boolean).join('\n\n')
    notices.set(`${name} ${version}`, body)
  }
  const sections = [...notices].sort().map(([name, body]) => `## ${name}\n\n${body}\n`)
  const head = '# Third-party notices\n\nThe page and the server contain code of these packages.\n'
  return [head, ...sections].join('\n')
}

/**
 * Keeps the components that are bundled or installed with the package. npm knows only the lock file, in
 * which a bundled package is a development dependency.
 * @throws Error if a bundled package is not in the lock file
 */
export function selectComponents<S extends Sbom>(sbom: S, bundled: readonly License[]): S {
  const names = new Set(bundled.map(({ name, version }) => `${name}@${version}`))
  const isDevelopment = ({ properties }: Component) =>
    properties.some(({ name }) => name === 'cdx:npm:package:development')
  // A component in a nested node_modules is named by its path, so the package is taken from its purl.
  const nameOf = ({ purl }: Component) => decodeURIComponent(purl.slice('pkg:npm/'.length))
  const components = sbom.components
    .filter((one) => names.has(nameOf(one)) || !isDevelopment(one))
    .map((one) => ({
      ...one,
      scope: 'required',
      properties: one.properties.filter(({ name }) => name !== 'cdx:npm:package:development'),
    }))
  const found = new Set(components.map(nameOf))
  const missing = [...names].filter((name) => !found.has(name))
  if (missing.length > 0) throw new Error(`Not in package-lock.json: ${missing.join(', ')}.`)
  const refs = new Set(components.map((one) => one['bom-ref']))
  const dependencies = sbom.dependencies
    .filter(({ ref }, at) => at === 0 || refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }))
  return { ...sbom, components, dependencies }
}

/** A hash of the paths and contents of all matching files except tests. */
function fingerprintOf(root: string, patterns: readonly string[]): string {
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.test\.tsx?$/.test(file.name))
    .map((file) => relative(root, join(file.parentPath, file.name)))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

function isBuiltFrom(folder: string, fingerprint: string): boolean {
  try {
    return readFileSync(join(folder, STAMP), 'utf8') === fingerprint
  } catch {
    return false
  }
}

if (import.meta.main) {
  try {
    // Progress goes to stderr: `npm pack --json` prints its list to stdout.
    await ensurePage(ROOT, console.error)
    await ensureServer()
    await writePackageRecords(ROOT)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
