import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/**
 * Each worker starts its own console and emulator on free ports, see fixtures.ts.
 * `--browser firefox` or `webkit` runs Playwright's own build instead of Chromium.
 */
export default defineConfig({
  testDir: '.',
  testIgnore: 'pictures/**',
  outputDir: '../test-results',
  reporter: [['list'], ['./omission-reporter.ts'], ['json', { outputFile: '../.cache/e2e.json' }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only the second time is listed as flaky: fix it, it is no success.
  retries: 1,
  // Tests wait more than they compute: one worker a core keeps the cores busy for 40 % of the time.
  workers: 2 * Math.min(availableParallelism(), 4),
  // So long that only a hanging test reaches them, however busy the machine is.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    // Animations cost a seventh of the CPU time.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording takes a third of the time, so it is on only while debugging.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
  },
})
