import { findInvisibles, type Invisible } from '../ui/text/invisibles.ts'
import type { PreviewFollowUp } from './text-for.ts'

/** A text with invisible characters: the bot's, or a bubble's (`language: null` is the default text). */
export type InvisibleText = {
  in: 'botName' | 'botMessage' | { bubble: number; language: string | null }
  found: Invisible[]
}

/** Finds the texts with invisible characters, in every language. */
export function findInvisibleTexts(
  followUps: readonly PreviewFollowUp[],
  bot: { botName: string; text: string } | null,
): InvisibleText[] {
  const texts: InvisibleText[] = followUps.flatMap(({ content, i18n_contents = [] }, bubble) => [
    { in: { bubble, language: null }, found: findInvisibles(content) },
    ...i18n_contents.map((row) => ({
      in: { bubble, language: row.language },
      found: findInvisibles(row.content),
    })),
  ])
  if (bot) {
    texts.push(
      { in: 'botName', found: findInvisibles(bot.botName) },
      // Line breaks are normal in a message, but not in a bubble.
      { in: 'botMessage', found: findInvisibles(bot.text.replace(/\r?\n/g, ' ')) },
    )
  }
  return texts.filter((text) => text.found.length > 0)
}
