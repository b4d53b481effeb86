import { findInvisibles, type Invisible } from '../ui/invisibles.ts'
import type { PreviewFollowUp } from './preview-follow-up.ts'

/** Which text holds hidden characters: the bot's own, or a bubble's (`language: null` is the default text). */
export type InvisiblePlace = {
  in: 'botName' | 'botMessage' | { bubble: number; language: string | null }
  found: Invisible[]
}

/** Every text of the chat with hidden characters, those of languages that are not shown too. */
export function invisiblePlaces(
  followUps: readonly PreviewFollowUp[],
  bot: { botName: string; text: string } | null,
): InvisiblePlace[] {
  const places: InvisiblePlace[] = followUps.flatMap(({ content, i18n_contents = [] }, bubble) => [
    { in: { bubble, language: null }, found: findInvisibles(content) },
    ...i18n_contents.map((row) => ({
      in: { bubble, language: row.language },
      found: findInvisibles(row.content),
    })),
  ])
  if (bot) {
    places.push(
      { in: 'botName', found: findInvisibles(bot.botName) },
      // A message has lines as a matter of course; a bubble does not.
      { in: 'botMessage', found: findInvisibles(bot.text.replace(/\r?\n/g, ' ')) },
    )
  }
  return places.filter((place) => place.found.length > 0)
}
