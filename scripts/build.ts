/**
 * `npm run build`: builds the page into dist/ and the server into build/. Each is skipped if it was
 * built from the same sources before.
 */
import { createHash } from 'node:crypto'
import { chmodSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** In each built folder: the fingerprint of the sources it was built from. */
const STAMP = '.built-from'
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
  'follow-up-console': 'server/packed.ts',
  emulator: 'server/emulator/main.ts',
}
/** What the package exports as `./emulator`; its declarations are built from the same file. */
const LIBRARY = { 'create-emulator': 'server/emulator/package.ts' }
/** Started as threads, so they are files of their own. */
const THREADS = { 'sqlite-worker': 'server/storage/sqlite/worker.ts' }

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
  return join(root, 'build', 'follow-up-console.js')
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
    writeFileSync(join(next, STAMP), fingerprint)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    renameSync(next, folder)
  } catch (error) {
    rmSync(next, { recursive: true, force: true })
    // A concurrent start may have put the same build there.
    if (!isBuiltFrom(folder, fingerprint)) throw error
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
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: { ...PROGRAMS, ...LIBRARY, ...THREADS },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // V8 keeps every file in memory.
          comments: { jsdoc: false },
          codeSplitting: { groups: [{ name: 'undici', test: /node_modules.undici/ }] },
        },
      },
    },
  })
  await declareLibrary(root, outDir)
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
 * Writes the declarations of the library. Its file uses no other file's types, so the compiler reads
 * no other one.
 * @throws Error if the compiler fails
 */
async function declareLibrary(root: string, outDir: string): Promise<void> {
  const [[name, source]] = Object.entries(LIBRARY) as [[string, string]]
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const options = '--ignoreConfig --declaration --emitDeclarationOnly --noCheck --noResolve'
  const target = '--target es2024 --module esnext --moduleResolution bundler'
  const args = [tsc, source, ...options.split(' '), ...target.split(' '), '--outDir', outDir]
  const code = await run(process.execPath, args, { cwd: root })
  if (code !== 0) throw new Error(`The declarations could not be built (tsc exited with ${code}).`)
  renameSync(join(outDir, 'package.d.ts'), join(outDir, `${name}.d.ts`))
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
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
