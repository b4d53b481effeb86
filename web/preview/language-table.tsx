import { memo, type ReactNode } from 'react'
import { bcp47, LANGUAGE_NAMES, LANGUAGES, type Language } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/callout/callout.tsx'
import { SeenText } from '../ui/text/isolated-text.tsx'
import styles from './language-table.module.css'
import { type PreviewFollowUp, type ReaderText, textFor } from './text-for.ts'
import { previewTexts } from './texts.ts'

type Props = {
  followUps: readonly PreviewFollowUp[]
  language: Language
  onLanguage: (language: Language) => void
}

/** The text of every bubble in every language; missing translations are marked. */
export const LanguageTable = memo(function LanguageTable({
  followUps,
  language,
  onLanguage,
}: Props) {
  const t = useTexts(previewTexts)
  return (
    <table className={styles.table} data-many={followUps.length > LIMITS.followUps.max}>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={styles.language}>
            {t.language}
          </th>
          {followUps.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
            <th key={index} scope="col" className={styles.cell}>
              {t.bubble(index + 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row
          name={t.defaultText}
          followUps={followUps}
          cell={(followUp) => <SeenText text={followUp.content} />}
        />
        {LANGUAGES.map((code) => (
          <Row
            key={code}
            chosen={code === language}
            name={
              <button
                type="button"
                className={styles.choose}
                aria-pressed={code === language}
                onClick={() => onLanguage(code)}
              >
                <span lang={bcp47(code)}>{LANGUAGE_NAMES[code].native}</span>{' '}
                <code className={styles.code}>{code}</code>
              </button>
            }
            followUps={followUps}
            cell={(followUp) => <Seen {...textFor(followUp, code)} lang={bcp47(code)} />}
          />
        ))}
      </tbody>
    </table>
  )
})

type RowProps = {
  name: ReactNode
  chosen?: boolean
  followUps: readonly PreviewFollowUp[]
  cell: (followUp: PreviewFollowUp) => ReactNode
}

function Row({ name, chosen = false, followUps, cell }: RowProps) {
  return (
    <tr className={styles.row} data-chosen={chosen}>
      <th scope="row" className={styles.language}>
        {name}
      </th>
      {followUps.map((followUp, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no id
        <td key={index} className={styles.cell}>
          {cell(followUp)}
        </td>
      ))}
    </tr>
  )
}

function Seen({ text, source, repeated, lang }: ReaderText & { lang: string }) {
  const t = useTexts(previewTexts)
  if (source === 'default') return <Badge tone="unsure">{t.byDefault}</Badge>
  return (
    <>
      <SeenText text={text} lang={lang} />
      {repeated ? <Badge tone="unsure">{t.first}</Badge> : null}
    </>
  )
}
