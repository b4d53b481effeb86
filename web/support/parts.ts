import type { EmulatorState } from '#contract/emulator-state'
import type { Language } from '#contract/languages'
import type { Locale } from '#contract/locale'
import type { Recipient } from '#contract/recipient'
import type { FollowUps } from '#contract/template'
import type { Offer } from './journey.ts'

/** What other parts of the page know and this one uses. */
export type Parts = {
  /** The examples that come with the console. */
  examples: (locale: Locale) => Offer[]
  /** The text of a bubble as a reader of this language sees it. */
  textFor: (followUp: FollowUps[number], language: Language) => string
  /** The emulator's people as recipients. */
  people: (emulator: EmulatorState, app_id: string) => Recipient[]
}
