import { useId, useState } from 'react'
import type { Exchange } from '#contract/exchange'
import { useTexts } from '../i18n/texts.ts'
import { Segmented } from '../ui/segmented.tsx'
import { Attempts } from './attempts.tsx'
import { decisiveAttempt } from './decisive-attempt.ts'
import styles from './raw.module.css'
import { RawRequest, RawResponse } from './raw-message.tsx'
import { rawTexts } from './raw-texts.ts'

/** What went over the wire, for every call that the exchange took. */
export function Raw({ exchange }: { exchange: Exchange }) {
  const t = useTexts(rawTexts)
  const headingId = useId()
  const [side, setSide] = useState<'response' | 'request'>('response')
  const [index, setIndex] = useState(() => decisiveAttempt(exchange))
  const [pretty, setPretty] = useState(false)
  const { attempts } = exchange
  const { request, response } = attempts[index] ?? exchange
  const shared = { pretty, onPrettyChange: setPretty }
  return (
    <section className={styles.raw} aria-labelledby={headingId}>
      <header className={styles.header}>
        <h3 id={headingId} className={styles.title}>
          {t.title}
        </h3>
        <Segmented
          legend={t.side}
          value={side}
          options={[
            { value: 'response', label: t.response },
            { value: 'request', label: t.request },
          ]}
          onChange={setSide}
        />
      </header>
      {attempts.length > 1 ? (
        <Attempts
          attempts={attempts}
          renewed={exchange.notes.includes('token_renewed')}
          chosen={index}
          onChoose={setIndex}
        />
      ) : null}
      {side === 'request' ? (
        <RawRequest key={`request ${index}`} request={request} {...shared} />
      ) : response ? (
        <RawResponse key={`response ${index}`} response={response} {...shared} />
      ) : (
        <p className={styles.nothing}>{t.noResponse}</p>
      )}
    </section>
  )
}
