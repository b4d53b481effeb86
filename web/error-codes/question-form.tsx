import { Search } from 'lucide-react'
import { useId } from 'react'
import { ENDPOINTS, type ErrorCode } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { Question } from './find-error-codes.ts'
import styles from './question-form.module.css'
import { ENDPOINT_NAMES, texts } from './texts.ts'

type Props = {
  entries: readonly ErrorCode[]
  question: Question
  onAsk: (question: Question) => void
}

/** What is looked for, and on which call. Everything answers at once, so there is no button. */
export function QuestionForm({ entries, question, onAsk }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const id = useId()
  const answering = ENDPOINTS.filter((endpoint) =>
    entries.some((entry) => entry.endpoints.includes(endpoint)),
  )
  return (
    <search className={styles.form}>
      <label className={styles.label} htmlFor={`${id}-query`}>
        {t.search}
      </label>
      <div className={styles.box}>
        <Search size={16} aria-hidden="true" />
        <input
          id={`${id}-query`}
          type="search"
          className={styles.input}
          value={question.query}
          placeholder={t.searchHint}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onAsk({ ...question, query: event.target.value })}
        />
      </div>
      <label className={styles.label} htmlFor={`${id}-endpoint`}>
        {t.endpoint}
      </label>
      <select
        id={`${id}-endpoint`}
        className={styles.select}
        value={question.endpoint ?? ''}
        onChange={(event) => {
          const chosen = ENDPOINTS.find((endpoint) => endpoint === event.target.value)
          onAsk({ ...question, endpoint: chosen ?? null })
        }}
      >
        <option value="">{t.allEndpoints}</option>
        {answering.map((endpoint) => (
          <option key={endpoint} value={endpoint}>
            {ENDPOINT_NAMES[endpoint][locale]}
          </option>
        ))}
      </select>
    </search>
  )
}
