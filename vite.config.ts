import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { prerenderPages } from './scripts/vite/prerender-pages.ts'
import { smallIcons } from './scripts/vite/small-icons.ts'
import { splitTexts } from './scripts/vite/split-texts.ts'

export default defineConfig({
  root: 'web',
  publicDir: 'public',
  plugins: [splitTexts(), smallIcons(), prerenderPages(), react()],
  resolve: {
    alias: {
      // Wherever zod comes in first, it is told first that it must not probe `new Function`.
      'zod/mini': fileURLToPath(new URL('web/zod.ts', import.meta.url)),
      // What it does for older versions of React is in React itself.
      'use-sync-external-store/shim/index.js': 'react',
    },
  },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    target: 'baseline-widely-available',
    // Every browser of the target preloads modules by itself.
    modulePreload: {
      polyfill: false,
      // A part that is loaded later finds its scripts by itself; a list of them all would be in the first one.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === 'js' ? files.filter((file) => file.endsWith('.css')) : files,
    },
    // Older targets would resolve light-dark() once on :root, and the preview chooses its own scheme.
    // One script for the first screen, instead of one for each part that a later one shares with it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  },
  test: {
    root: '.',
    // Many wait for processes and sockets more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    // What one file leaves behind another must not mind: to load all modules for each costs a third of the time.
    isolate: false,
    include: ['{web,server,scripts}/**/*.test.{ts,tsx}'],
    // So long that only a test that hangs meets it, however busy the machine is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing that a test waits for is judged by how fast a busy machine is.
    expect: { poll: { timeout: 30_000 } },
  },
})
