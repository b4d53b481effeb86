import { defineConfig } from '@playwright/test'

/** `npm run looks`: what the pages look like beside the pictures kept in this folder. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  reporter: 'list',
  workers: 1,
  timeout: 90_000,
  snapshotPathTemplate: `{testDir}/${process.platform}/{arg}{ext}`,
  // Only `--update` writes: a picture that is missing is a failure.
  updateSnapshots: 'none',
  expect: {
    timeout: 15_000,
    toHaveScreenshot: {
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      threshold: 0,
      // A rounded corner at the edge of two tiles may come out a shade apart.
      maxDiffPixels: 10,
    },
  },
  use: {
    browserName: 'chromium',
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
  },
})
