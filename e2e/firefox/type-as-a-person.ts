import type { BrowserContext } from '@playwright/test'

/**
 * Playwright fills a field of an installed Firefox by assigning its value. React takes that for its own doing and
 * hears nothing of it; what a person types goes through the editor, as `insertText` does.
 */
export async function typeAsAPerson(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const insertText = (text: string) => {
      const focused = document.activeElement
      document.execCommand('insertText', false, text)
      return focused instanceof HTMLIFrameElement ? focused : undefined
    }
    Object.defineProperty(window, '__pw_bidiInsertText', { get: () => insertText, set: () => {} })
  })
}
