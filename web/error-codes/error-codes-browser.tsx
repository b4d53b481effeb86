import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ErrorCode } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useAnnounce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorCodeCard } from './error-code-card.tsx'
import styles from './error-codes-browser.module.css'
import { findErrorCodes, groupErrorCodes, type Question } from './find-error-codes.ts'
import { QuestionForm } from './question-form.tsx'
import { ENDPOINT_NAMES, texts } from './texts.ts'
import { useHashTarget } from './use-hash-target.ts'

const EVERYTHING: Question = { query: '', endpoint: null }

/** The catalogue with its search: cards under the call that answers them. */
export function ErrorCodesBrowser({ entries }: { entries: readonly ErrorCode[] }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const [question, setQuestion] = useState(EVERYTHING)
  // Typing stays quick; the cards follow as soon as there is time.
  const asked = useDeferredValue(question)
  const found = useMemo(() => findErrorCodes(entries, asked), [entries, asked])
  const groups = useMemo(() => groupErrorCodes(found, asked.endpoint), [found, asked])
  const [target, goAgain] = useHashTarget(groups)
  // An address that comes to name a card says more than the search that hides it.
  useEffect(() => {
    if (target !== null && !document.getElementById(target)) setQuestion(EVERYTHING)
  }, [target])
  const count = t.count(found.length, entries.length)
  useAnnouncedSoon(count)
  return (
    <>
      <QuestionForm entries={entries} question={question} onAsk={setQuestion} />
      <p className={styles.count}>{count}</p>
      {found.length === 0 ? (
        <div className={styles.none}>
          <p className={styles.noneTitle}>{t.none}</p>
          <p>{t.noneHint}</p>
          <Button onClick={() => setQuestion(EVERYTHING)}>{t.clear}</Button>
        </div>
      ) : null}
      {groups.map((group) => (
        <section key={group.endpoint} className={styles.group}>
          <h3 className={styles.groupTitle}>
            {ENDPOINT_NAMES[group.endpoint][locale]}{' '}
            <span className={styles.size}>{group.entries.length}</span>
          </h3>
          {group.entries.map((entry) => (
            <ErrorCodeCard
              key={entry.code}
              entry={entry}
              under={group.endpoint}
              all={entries}
              target={target}
              onLeave={() => {
                goAgain()
                setQuestion({ ...EVERYTHING })
              }}
            />
          ))}
        </section>
      ))}
    </>
  )
}

/** Says a result once the typing rests, but not the one the page opened with. */
function useAnnouncedSoon(text: string) {
  const announce = useAnnounce()
  const said = useRef(text)
  useEffect(() => {
    if (said.current === text) return
    const timer = setTimeout(() => {
      said.current = text
      announce(text)
    }, 500)
    return () => clearTimeout(timer)
  }, [announce, text])
}
