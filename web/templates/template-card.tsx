import type { FollowUps } from '#contract/template'
import { useTexts } from '../i18n/texts.ts'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './templates.module.css'
import { templateTexts } from './texts.ts'

type Props = {
  name: string
  note: string
  followUps: FollowUps
  detail?: string
  variables?: readonly string[]
  onOpen: () => void
}

/** One template as one sees it in a list: what it is for and what its bubbles say. */
export function TemplateCard({ name, note, followUps, detail, variables = [], onOpen }: Props) {
  const t = useTexts(templateTexts)
  return (
    <li className={styles.card}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <IsolatedText text={name} />
      </button>
      {detail ? <span className={styles.hint}>{detail}</span> : null}
      {note === '' ? null : (
        <p className={styles.note}>
          <IsolatedText text={note} />
        </p>
      )}
      <ul className={styles.bubbles}>
        {followUps.map(({ content }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bubbles have no other identity
          <li key={index} className={styles.bubble}>
            <IsolatedText text={content} oneLine />
          </li>
        ))}
      </ul>
      {variables.length > 0 ? (
        <p className={styles.hint}>{t.variables(variables.join(', '))}</p>
      ) : null}
    </li>
  )
}
