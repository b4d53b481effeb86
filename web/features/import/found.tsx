import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import type { Imported } from '#imports/findings'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Callout } from '../../ui/callout/callout.tsx'
import { IsolatedText, SeenText } from '../../ui/text/isolated-text.tsx'
import styles from './import.module.css'
import { importTexts } from './texts.ts'

/** More than the platform accepts, to show what is wrong. */
const SHOWN = 10
const SHOWN_ROWS = 50

/** The parts found in a paste, those not imported, and a warning if it contained a token. */
export function Found({ imported }: { imported: Imported }) {
  const t = useTexts(importTexts)
  const { locale } = useLocale()
  const { kind, message_id, base_url, not_understood, had_token } = imported
  const bubbles = imported.follow_ups ?? []
  const languages = new Set(
    bubbles.flatMap(({ i18n_contents = [] }) => i18n_contents.map((row) => row.language)),
  )
  return (
    <section className={styles.found} aria-label={t.found}>
      {had_token ? (
        <Callout tone="warn" title={t.token}>
          {t.tokenWhy}
        </Callout>
      ) : null}
      <h3 className={styles.heading}>{t.found}</h3>
      <dl className={styles.facts}>
        <dt>{t.kind}</dt>
        <dd>{t.kinds[kind]}</dd>
        <dt>{t.target}</dt>
        <dd>{message_id ?? t.none}</dd>
        <dt>{t.bubbles}</dt>
        <dd>{imported.follow_ups ? t.counts(bubbles.length, languages.size) : t.none}</dd>
        {base_url === null ? null : (
          <>
            <dt>{t.upstream}</dt>
            <dd>
              <IsolatedText text={base_url} /> <span className={styles.soft}>{t.upstreamNote}</span>
            </dd>
          </>
        )}
      </dl>
      {bubbles.length > 0 ? (
        <ol className={styles.texts}>
          {bubbles.slice(0, SHOWN).map(({ content, i18n_contents = [] }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
            <li key={index}>
              <SeenText text={content} />
              <ul className={styles.rows}>
                {i18n_contents.slice(0, SHOWN_ROWS).map((row, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a language may stand there twice
                  <li key={at}>
                    {isLanguage(row.language) ? LANGUAGE_NAMES[row.language][locale] : row.language}
                    {': '}
                    <SeenText
                      text={row.content}
                      lang={isLanguage(row.language) ? bcp47(row.language) : undefined}
                    />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      ) : null}
      {bubbles.length > SHOWN ? (
        <p className={styles.soft}>{t.more(bubbles.length - SHOWN)}</p>
      ) : null}
      {not_understood.length > 0 ? (
        <Callout tone="info" title={t.notUnderstood(not_understood.length)}>
          <ul className={styles.remarks}>
            {not_understood.map(({ place, reason }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two of them may have the same text
              <li key={index}>
                <span className={styles.place}>
                  <IsolatedText text={place} />
                </span>{' '}
                {reason[locale]}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </section>
  )
}
