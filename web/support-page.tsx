import { LANGUAGES } from '#contract/languages'
import { textFor } from './preview/text-for.ts'
import type { Parts } from './support/parts.ts'
import { SupportPage as Page } from './support/support-page.tsx'
import { emulatorPeople } from './target/emulator-people.ts'
import { exampleFollowUps, GALLERY } from './templates/gallery.ts'

const parts: Parts = {
  examples: (locale) =>
    GALLERY.map((example) => ({
      key: `example ${example.id}`,
      name: example.name[locale],
      note: example.note[locale],
      follow_ups: exampleFollowUps(example, LANGUAGES, locale),
    })),
  textFor: (followUp, language) => textFor(followUp, language).text,
  people: emulatorPeople,
}

/** The page for those who send by hand, with what it needs from the other parts. */
export function SupportPage() {
  return <Page parts={parts} />
}
