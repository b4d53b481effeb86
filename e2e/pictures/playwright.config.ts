import { defineConfig } from '@playwright/test'

/** `npm run looks`: compares the pages with the pictures in this folder. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  reporter: 'list',
  workers: 1,
  timeout: 90_000,
  snapshotPathTemplate: `{testDir}/${process.platform}/{arg}{ext}`,
  // A missing picture is a failure; only `--update` writes.
  updateSnapshots: 'none',
  expect: {
    timeout: 15_000,
    toHaveScreenshot: {
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      threshold: 0,
      // Rounded corners at the edge of two raster tiles may differ slightly.
      maxDiffPixels: 10,
    },
  },
  use: {
    browserName: 'chromium',
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
  },
})
