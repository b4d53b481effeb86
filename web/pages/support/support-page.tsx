import { LANGUAGES } from '#contract/languages'
import { exampleFollowUps, GALLERY } from '../../features/templates/gallery.ts'
import { textFor } from '../../preview/text-for.ts'
import type { SupportDependencies } from '../../support/flow.ts'
import { SupportPage as Page } from '../../support/support-page.tsx'
import { emulatorRecipients } from '../../target/recipients.ts'

const deps: SupportDependencies = {
  examples: (locale) =>
    GALLERY.map((example) => ({
      key: `example ${example.id}`,
      name: example.name[locale],
      note: example.note[locale],
      follow_ups: exampleFollowUps(example, LANGUAGES, locale),
    })),
  textFor: (followUp, language) => textFor(followUp, language).text,
  people: emulatorRecipients,
}

/** The support page with what it needs from other features. */
export function SupportPage() {
  return <Page deps={deps} />
}
