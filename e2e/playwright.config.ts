import { defineConfig } from '@playwright/test'
import { launchOptions } from '../scripts/browser.ts'

const onCi = Boolean(process.env.CI)

/** Each worker starts its own console and emulator on free ports, see fixtures.ts. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  reporter: [['list'], ['json', { outputFile: '../.cache/e2e.json' }]],
  fullyParallel: true,
  forbidOnly: onCi,
  retries: 0,
  ...(onCi && { workers: 2 }),
  timeout: 30_000,
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    trace: 'retain-on-failure',
  },
})
