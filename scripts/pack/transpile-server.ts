import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

/** What an installed package can be started with, and what it is made from. */
const ENTRIES = {
  'follow-up-console': 'server/packed.ts',
  emulator: 'server/emulator/main.ts',
}

const standIn = (find: RegExp, file: string) => ({
  find,
  replacement: join(import.meta.dirname, file),
})

/** What is loaded with far more than is used of it. */
const STAND_INS = [
  // The console uses the pool alone; undici's index would bring all the rest.
  standIn(/^undici$/, 'undici-pool.mjs'),
  standIn(/^(?:node:)?http$/, 'node-http.cjs'),
  standIn(/^(?:node:)?http2$/, 'no-http2.mjs'),
]

/**
 * Writes the server as JavaScript: Node runs TypeScript directly, but not inside node_modules.
 * Packages are taken in with only what is used of them: to find and read a thousand small files takes
 * a start several times as long, and half as much memory again. `pg` stays outside, as only a
 * console with DATABASE_URL loads it.
 * @param outDir one flat folder beside dist/, which the server finds by its own place
 */
export async function transpileServer(root: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    resolve: { alias: STAND_INS },
    ssr: { target: 'node', noExternal: true, external: ['pg', 'vite'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: ENTRIES,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  for (const name of Object.keys(ENTRIES)) {
    const file = join(outDir, `${name}.js`)
    writeFileSync(file, `#!/usr/bin/env node\n${readFileSync(file, 'utf8')}`)
    chmodSync(file, 0o755)
  }
}
