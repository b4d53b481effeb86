import { Ban, RotateCw } from 'lucide-react'
import type { Endpoint, ErrorCode } from '#contract/catalogue/error-code'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge, Callout } from '../../ui/callout/callout.tsx'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import styles from './error-code-card.module.css'
import { anchorOf, firstEndpoint, otherEntriesOf } from './find-error-codes.ts'
import { ENDPOINT_NAMES, texts } from './texts.ts'

type Props = {
  entry: ErrorCode
  /** The call that the card is grouped under. */
  under: Endpoint
  all: readonly ErrorCode[]
  /** The id in the URL's hash, if any. */
  target: string | null
  /** Called when a link goes to a card that the current search may hide. */
  onLeave: () => void
}

/** One code, for the calls that return it. */
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
      {/* Each call has its own anchor, even if several calls share the entry. */}
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
      <OtherMeanings entry={entry} all={all} onLeave={onLeave} />
    </article>
  )
}

type OtherMeaningsProps = { entry: ErrorCode; all: readonly ErrorCode[]; onLeave: () => void }

/** Links to the entries of other calls with the same code. */
function OtherMeanings({ entry, all, onLeave }: OtherMeaningsProps) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const entries = otherEntriesOf(entry, all)
  if (entries.length === 0) return null
  const differ = entries.some((other) => other.msg !== entry.msg)
  return (
    <Callout tone={differ ? 'warn' : 'info'} title={differ ? t.elsewhere : t.alsoElsewhere}>
      <ul className={styles.list}>
        {entries.map((other) => {
          const home = firstEndpoint(other)
          return home ? (
            <li key={home}>
              <a href={`#${anchorOf(home, other.code)}`} onClick={onLeave}>
                {other.endpoints.map((endpoint) => ENDPOINT_NAMES[endpoint][locale]).join(' · ')}
              </a>{' '}
              <span lang="en">{other.msg}</span>
            </li>
          ) : null
        })}
      </ul>
    </Callout>
  )
}
