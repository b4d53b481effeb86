import { useId, useState } from 'react'
import { NOTE_LIMIT, VERDICTS, type Verdict } from '#contract/ledger'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import fieldStyles from '../ui/field.module.css'
import { resolutionTexts } from './resolution-texts.ts'
import styles from './resolve.module.css'
import { resolveTexts } from './resolve-texts.ts'

type Props = {
  busy: boolean
  saving: boolean
  onSay: (word: { verdict: Verdict; note: string }) => void
}

/** What a person saw in the chat, with how they know. */
export function WordOfPerson({ busy, saving, onSay }: Props) {
  const t = useTexts(resolveTexts)
  const verdicts = useTexts(resolutionTexts)
  const id = useId()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [note, setNote] = useState('')
  return (
    <div className={styles.way}>
      <h4 className={styles.wayTitle}>{t.personTitle}</h4>
      <fieldset className={styles.verdicts}>
        <legend className="visually-hidden">{t.verdict}</legend>
        {VERDICTS.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              checked={value === verdict}
              onChange={() => setVerdict(value)}
            />
            {verdicts[value]}
          </label>
        ))}
      </fieldset>
      <div className={`${fieldStyles.field} ${styles.noteField}`}>
        <label htmlFor={`${id}-note`} className={fieldStyles.label}>
          {t.noteLabel}
        </label>
        <textarea
          id={`${id}-note`}
          className={fieldStyles.input}
          rows={2}
          maxLength={NOTE_LIMIT}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Button
        aria-disabled={busy || verdict === null}
        onClick={() => {
          if (verdict !== null) onSay({ verdict, note })
        }}
      >
        {saving ? t.saving : t.save}
      </Button>
    </div>
  )
}
