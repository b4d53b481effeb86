import { isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Callout } from '../ui/callout/callout.tsx'
import { codePointName } from '../ui/text/invisibles.ts'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import type { InvisibleText } from './invisible-texts.ts'
import styles from './notes.module.css'
import { previewTexts } from './texts.ts'

/** Lists the invisible characters of the texts by code point; they are sent, and returned when a bubble is clicked. */
export function InvisibleNotes({ texts }: { texts: readonly InvisibleText[] }) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  const turning = new Set(
    texts
      .flatMap((text) => text.found)
      .flatMap((one) => (one.turnsDirection ? [one.character] : [])),
  )
  return (
    <Callout tone="warn" title={t.hidden}>
      <p>{t.hiddenWhy}</p>
      <ul className={styles.texts}>
        {texts.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have the same language
          <li key={index} className={styles.textItem}>
            <TextName name={text.in} />
            {text.found.map(({ character, count }) => (
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

function TextName({ name }: { name: InvisibleText['in'] }) {
  const t = useTexts(previewTexts)
  const { locale } = useLocale()
  if (typeof name === 'string') return <span>{t[name]}</span>
  const { bubble, language } = name
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
