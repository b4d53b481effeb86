import type { ReactNode } from 'react'
import type { Exchange } from '#contract/exchange'
import { formatDuration, formatMoment, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './strip.module.css'

const texts = defineTexts({
  en: {
    duration: 'Time',
    started: 'Started',
    copyLogId: 'Copy log_id',
    copyMessageId: 'Copy message_id',
  },
  zh: {
    duration: '耗时',
    started: '开始时间',
    copyLogId: '复制 log_id',
    copyMessageId: '复制 message_id',
  },
})

/** Code, HTTP status, duration, time, and ids to copy. */
function Facts({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const tag = localeTag(locale, navigator.languages)
  const { code, response, log_id, message_id, endpoint, started_at, duration_ms } = exchange
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
      {endpoint === 'create_message' && message_id ? (
        <Id name="message_id" value={message_id} copyLabel={t.copyMessageId} />
      ) : null}
      {log_id ? <Id name="log_id" value={log_id} copyLabel={t.copyLogId} /> : null}
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

type IdProps = { name: string; value: string; copyLabel: string }

function Id({ name, value, copyLabel }: IdProps) {
  return (
    <Fact name={name}>
      <code>
        <ExactText>{value}</ExactText>
      </code>
      <CopyButton text={value} label={copyLabel} />
    </Fact>
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
