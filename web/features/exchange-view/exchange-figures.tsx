import type { ReactNode } from 'react'
import type { Exchange } from '#contract/exchange'
import { formatDuration, formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './parts.module.css'

const texts = defineTexts({
  en: {
    duration: 'Time',
    started: 'Started',
    copyLogId: 'Copy log_id',
  },
  zh: {
    duration: '耗时',
    started: '开始时间',
    copyLogId: '复制 log_id',
  },
})

/** Code, HTTP status, duration, time, and the log_id to copy. */
function Facts({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { tag } = useLocale()
  const { code, response, log_id, started_at, duration_ms } = exchange
  return (
    <dl className={styles.facts}>
      {code === null ? null : (
        <Fact name="code">
          <strong className={styles.code}>{code}</strong>
        </Fact>
      )}
      {response ? <Fact name="HTTP">{response.http_status}</Fact> : null}
      <Fact name={t.duration}>{formatDuration(duration_ms, tag)}</Fact>
      <Fact name={t.started}>
        <time dateTime={started_at}>{formatMoment(started_at, tag)}</time>
      </Fact>
      {log_id ? (
        <Fact name="log_id">
          <code>
            <ExactText>{log_id}</ExactText>
          </code>
          <CopyButton text={log_id} label={t.copyLogId} />
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The platform's msg and the figures of an exchange. */
export function ExchangeFigures({ exchange }: { exchange: Exchange }) {
  return (
    <>
      {exchange.msg ? (
        <p className={styles.msg} lang="en">
          <ExactText>{exchange.msg}</ExactText>
        </p>
      ) : null}
      <Facts exchange={exchange} />
    </>
  )
}
