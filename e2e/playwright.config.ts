import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/**
 * Each worker starts its own console and emulator on free ports, see fixtures.ts.
 * `--browser firefox` or `webkit` takes Playwright's own instead of Chromium.
 */
export default defineConfig({
  testDir: '.',
  testIgnore: 'pictures/**',
  outputDir: '../test-results',
  reporter: [['list'], ['./left-out-reporter.ts'], ['json', { outputFile: '../.cache/e2e.json' }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Each waits for its pages more than it computes: two of them kept two cores busy for 40 % of the time.
  workers: 2 * Math.min(availableParallelism(), 4),
  // So long that only what hangs meets them, however busy the machine is.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    // To record costs a third of the time: on when somebody looks for a cause.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
  },
})
