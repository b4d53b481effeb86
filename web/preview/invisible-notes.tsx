import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout.tsx'
import { codePointName } from '../ui/invisibles.ts'
import { IsolatedText } from '../ui/isolated-text.tsx'
import type { InvisiblePlace } from './invisible-places.ts'
import styles from './notes.module.css'
import { previewTexts } from './texts.ts'

/** Lists by code point what nobody can see in the texts: it goes out, and comes back as the user's words. */
export function InvisibleNotes({ places }: { places: readonly InvisiblePlace[] }) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const turning = new Set(
    places
      .flatMap((place) => place.found)
      .flatMap((one) => (one.turnsDirection ? [one.character] : [])),
  )
  return (
    <Callout tone="warn" title={t.hidden}>
      <p>{t.hiddenWhy}</p>
      <ul className={styles.places}>
        {places.map((place, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may name the same place
          <li key={index} className={styles.place}>
            <PlaceName place={place.in} />
            {place.found.map(({ character, count }) => (
              <code key={character} className={styles.chip}>
                {codePointName(character)}
                {count > 1 ? ` ×${count}` : null}
              </code>
            ))}
          </li>
        ))}
      </ul>
      {turning.size > 0 ? (
        <p>{t.turning(new Intl.ListFormat(locale).format([...turning].map(codePointName)))}</p>
      ) : null}
    </Callout>
  )
}

function PlaceName({ place }: { place: InvisiblePlace['in'] }) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  if (typeof place === 'string') return <span>{t[place]}</span>
  const { bubble, language } = place
  return (
    <>
      <span>{t.bubble(bubble + 1)}</span>
      {language === null ? (
        <span>{t.defaultText}</span>
      ) : (
        <IsolatedText text={isLanguage(language) ? LANGUAGE_NAMES[language][locale] : language} />
      )}
    </>
  )
}
