import { bcp47, isLanguage, LANGUAGE_NAMES } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import type { FollowUps } from '#contract/template'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

/** Every text as it will stand in the composer, with its length. */
export function FilledPreview({ followUps }: { followUps: FollowUps }) {
  const t = useTexts(templateTexts)
  const { locale } = useLocale()
  return (
    <section aria-label={t.preview} className={styles.preview}>
      <h3 className={styles.legend}>{t.preview}</h3>
      {followUps.map(({ content, i18n_contents = [] }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
        <div key={index} className={styles.filled}>
          <h4 className={styles.hint}>{t.bubble(index + 1)}</h4>
          <dl className={styles.texts}>
            <Row label={t.defaultText} text={content} />
            {i18n_contents.map((row, at) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a language may stand there twice
                key={at}
                label={
                  isLanguage(row.language) ? LANGUAGE_NAMES[row.language][locale] : row.language
                }
                lang={isLanguage(row.language) ? bcp47(row.language) : undefined}
                text={row.content}
              />
            ))}
          </dl>
        </div>
      ))}
    </section>
  )
}

function Row({ label, text, lang }: { label: string; text: string; lang?: string | undefined }) {
  const t = useTexts(templateTexts)
  const { max } = LIMITS.content
  const used = countCharacters(text)
  return (
    <div className={styles.textRow}>
      <dt>{label}</dt>
      <dd>
        <IsolatedText text={text} lang={lang} />
        <span className={styles.count} data-state={used > max ? 'over' : 'fine'}>
          <span aria-hidden="true">
            {used}/{max}
          </span>
          <span className="visually-hidden">{t.counted(used, max)}</span>
        </span>
      </dd>
    </div>
  )
}
