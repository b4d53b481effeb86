import type { Browser } from '@playwright/test'
import { HTML, type Page } from './serve-pages.ts'

/** The words of a page, as it stands after it has come to rest, in a page that is nothing but HTML. */
export async function staticPageOf(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  const [text, lang] = await page.evaluate(() => [
    document.body.innerText,
    document.documentElement.lang,
  ])
  await page.close()
  const paragraphs = (text ?? '')
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  return {
    type: HTML,
    body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Static</title><style>body{font-family:system-ui;max-width:70rem;margin:2rem auto}</style></head><body>${paragraphs.join('\n')}</body></html>`,
  }
}
