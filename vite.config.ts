import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { LICENSES } from './scripts/build.ts'
import { prerenderPages } from './scripts/vite/prerender-pages.ts'
import { splitTexts } from './scripts/vite/split-texts.ts'

export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [splitTexts(), prerenderPages(), react()],
  resolve: {
    alias: {
      // Configures zod before its first use: it must not probe `new Function` (CSP).
      'zod/mini': fileURLToPath(new URL('web/zod.ts', import.meta.url)),
    },
  },
  experimental: {
    // From the file that loads it, so that the built page also works below a BASE_PATH.
    renderBuiltUrl: (_, { hostType }) => (hostType === 'html' ? undefined : { relative: true }),
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // For THIRD_PARTY_NOTICES.md, see scripts/build.ts.
    license: { fileName: LICENSES },
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    target: 'baseline-widely-available',
    // Every browser of the target supports modulepreload.
    modulePreload: {
      polyfill: false,
      // Without this, the first script would hold a list of the files of all lazy parts.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
    },
    rolldownOptions: {
      // Warns of a slow machine, on the first start of a stranger too.
      checks: { bundlerTimings: false },
      // One script for the first screen, instead of one per part that it shares with lazy ones.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
    // Older targets would resolve light-dark() once on :root, but the preview has its own scheme.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  },
  // A module, so that it can load parts when they are needed.
  worker: { format: 'es' },
  test: {
    root: '.',
    // Many tests wait for processes and sockets more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    // Loading all modules again for each file would take a third more time.
    isolate: false,
    include: ['{web,server,scripts,lab}/**/*.test.{ts,tsx}'],
    globalSetup: 'server/testing/shared-postgres.ts',
    // The processes that tests start then cost half the CPU time.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/node', import.meta.url)) },
    // So that `npm test` can count a table of rows as one test.
    includeTaskLocation: true,
    // So long that only a hanging test reaches it, however busy the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Polling must not fail because the machine is busy.
    expect: { poll: { timeout: 30_000 } },
  },
})
