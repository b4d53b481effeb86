import { KeyRound } from 'lucide-react'
import { useId } from 'react'
import type { Attempt } from '#contract/exchange'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { ExactText } from '../ui/exact-text.tsx'
import styles from './attempts.module.css'
import { shortPath } from './decisive-attempt.ts'
import { formatDuration, readerTag } from './format.ts'
import { rawTexts } from './raw-texts.ts'

type Props = {
  attempts: readonly Attempt[]
  /** Whether a new token came between the calls. */
  renewed: boolean
  chosen: number
  onChoose: (index: number) => void
}

/** The calls of one exchange as a short timeline, each of them to be looked at. */
export function Attempts({ attempts, renewed, chosen, onChoose }: Props) {
  const t = useTexts(rawTexts)
  const { locale } = useLocale()
  const tag = readerTag(locale, navigator.languages)
  const name = useId()
  return (
    <fieldset className={styles.attempts}>
      <legend className={styles.legend}>{t.calls}</legend>
      <ol className={styles.list}>
        {attempts.map((attempt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the calls of an exchange never change
          <li key={index}>
            {renewed && index > 0 ? (
              <p className={styles.between}>
                <KeyRound size={13} aria-hidden="true" /> {t.tokenRenewed}
              </p>
            ) : null}
            <label className={styles.attempt}>
              <input
                type="radio"
                name={name}
                checked={index === chosen}
                onChange={() => onChoose(index)}
              />
              <span className={styles.words}>
                <span>{t.call(index + 1)}</span>
                <CodeBadge attempt={attempt} />
                <span className={styles.duration}>{formatDuration(attempt.duration_ms, tag)}</span>
                <code className={styles.path}>
                  <ExactText>{shortPath(attempt.request.url)}</ExactText>
                </code>
              </span>
            </label>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}

function CodeBadge({ attempt: { code } }: { attempt: Attempt }) {
  const t = useTexts(rawTexts)
  if (code === null) return <Badge tone="unsure">{t.noCode}</Badge>
  return <Badge tone={code === 0 ? 'good' : 'bad'}>code {code}</Badge>
}
