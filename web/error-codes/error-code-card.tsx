import { Ban, RotateCw } from 'lucide-react'
import type { Endpoint, ErrorCode } from '#contract/error-code'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Badge } from '../ui/badge.tsx'
import { ExternalLink } from '../ui/external-link.tsx'
import styles from './error-code-card.module.css'
import { anchorOf } from './find-error-codes.ts'
import { Namesakes } from './namesakes.tsx'
import { ENDPOINT_NAMES, texts } from './texts.ts'

type Props = {
  entry: ErrorCode
  /** The call in whose group the card stands. */
  under: Endpoint
  all: readonly ErrorCode[]
  /** The anchor that the address names, if any. */
  target: string | null
  /** Called when a link leads to a card that the present search may hide. */
  onLeave: () => void
}

/** One code on the calls that answer it. */
export function ErrorCodeCard({ entry, under, all, target, onLeave }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { code, msg, http_status, endpoints, meaning, advice, retryable, source } = entry
  const anchor = anchorOf(under, code)
  const others = endpoints.filter((endpoint) => endpoint !== under)
  const isTarget = endpoints.some((endpoint) => anchorOf(endpoint, code) === target)
  return (
    <article
      id={anchor}
      tabIndex={-1}
      className={`${styles.card} ${isTarget ? styles.target : ''}`}
    >
      {/* Every call has its own address, also where several calls share the entry. */}
      {others.map((endpoint) => (
        <span key={endpoint} id={anchorOf(endpoint, code)} />
      ))}
      <header className={styles.header}>
        <h4 className={styles.code}>
          <a href={`#${anchor}`}>{code}</a>
        </h4>
        <p className={styles.msg} lang="en">
          {msg}
        </p>
      </header>
      <p>{meaning[locale]}</p>
      <p>
        <span className={styles.label}>{t.advice}</span>
        {advice[locale]}
      </p>
      <div className={styles.facts}>
        <Badge>{http_status === null ? t.httpUnknown : `HTTP ${http_status}`}</Badge>
        {code === 0 ? null : retryable ? (
          <Badge tone="good" icon={<RotateCw size={12} aria-hidden="true" />}>
            {t.retryable}
          </Badge>
        ) : (
          <Badge icon={<Ban size={12} aria-hidden="true" />}>{t.notRetryable}</Badge>
        )}
        <ExternalLink href={source}>{t.source}</ExternalLink>
      </div>
      {others.length > 0 ? (
        <p className={styles.calls}>
          {t.answeredBy(endpoints.map((endpoint) => ENDPOINT_NAMES[endpoint][locale]).join(' · '))}
        </p>
      ) : null}
      <Namesakes entry={entry} all={all} onLeave={onLeave} />
    </article>
  )
}
