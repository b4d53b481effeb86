import { findVariables } from '#contract/template-variables'
import { useTexts } from '../i18n/texts.ts'
import { LabelledInput } from '../ui/labelled-input.tsx'
import { givenFor } from './filled-offer.ts'
import type { Journey, Offer } from './journey.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  offer: Offer
  values: Journey['values']
  onValues: (values: Journey['values']) => void
}

/** Asks for what the texts of an offer leave open; nothing where they leave nothing open. */
export function FillIn({ offer, values, onValues }: Props) {
  const t = useTexts(supportTexts)
  const names = findVariables(offer.follow_ups)
  if (names.length === 0) return null
  return (
    <fieldset className={styles.fill}>
      <legend className={styles.strong}>{t.fillTitle}</legend>
      <p className={styles.soft}>{t.fillHint}</p>
      {names.map((name) => (
        <LabelledInput
          key={name}
          label={name}
          dir="auto"
          value={givenFor(values, name)}
          onText={(text) => onValues({ ...values, [name]: text })}
        />
      ))}
    </fieldset>
  )
}
