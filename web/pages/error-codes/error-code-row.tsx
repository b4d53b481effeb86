import { ChevronRight, Link2, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { type Endpoint, type ErrorCode, isDocumented } from '#contract/catalogue/error-code'
import { firstSentence } from '#contract/catalogue/first-sentence'
import { anchorOf, ENDPOINT_NAMES, firstEndpoint } from '../../features/error-codes/endpoints.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge, Callout } from '../../ui/callout/callout.tsx'
import disclosure from '../../ui/disclosure.module.css'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import styles from './error-code-row.module.css'
import { otherEntriesOf } from './find-error-codes.ts'
import { ENDPOINT_CHIPS, texts } from './texts.ts'

type Props = {
  entry: ErrorCode
  /** The call that the row is grouped under. */
  under: Endpoint
  all: readonly ErrorCode[]
  isTarget: boolean
  /** Called when a link goes to a row that the current search may hide. */
  onLeave: () => void
}

/** As many calls as the closed line has room for in either language; the opened one names all. */
const CHIPS_MAX = 3

/** One code for the calls that return it: a line that opens. */
export function ErrorCodeRow({ entry, under, all, isTarget, onLeave }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { code, msg, endpoints, meaning, retryable } = entry
  const isFirst = all.find((one) => one.code === code) === entry
  const shown = endpoints.length > CHIPS_MAX ? CHIPS_MAX - 1 : CHIPS_MAX
  return (
    <details
      id={anchorOf(under, code)}
      className={`${disclosure.details} ${styles.details} ${isTarget ? styles.target : ''}`}
    >
      <summary className={`${disclosure.summary} ${styles.summary}`}>
        {/* The code alone and each other call have anchors of their own. */}
        {isFirst ? <span id={`${code}`} /> : null}
        {endpoints
          .filter((endpoint) => endpoint !== under)
          .map((endpoint) => (
            <span key={endpoint} id={anchorOf(endpoint, code)} />
          ))}
        <ChevronRight className={disclosure.chevron} size={16} aria-hidden="true" />
        <h4 className={styles.code}>{code}</h4>
        <span className={styles.meaning}>{firstSentence(meaning[locale])}</span>
        <span className={styles.msg} lang="en">
          {msg}
        </span>
        <span className={styles.chips}>
          {endpoints.slice(0, shown).map((endpoint) => (
            <span key={endpoint} className={styles.chip}>
              {ENDPOINT_CHIPS[endpoint][locale]}
            </span>
          ))}
          {endpoints.length > shown ? (
            <span className={styles.chip}>+{endpoints.length - shown}</span>
          ) : null}
        </span>
        <span className={styles.retry}>
          {isDocumented(entry) ? null : <Badge tone="unsure">{t.undocumented}</Badge>}
          {retryable && code !== 0 ? (
            <Badge tone="good" icon={<RotateCw size={12} aria-hidden="true" />}>
              {t.retryable}
            </Badge>
          ) : null}
        </span>
      </summary>
      <ErrorCodeDetails entry={entry} under={under} all={all} onLeave={onLeave} />
    </details>
  )
}

function ErrorCodeDetails({ entry, under, all, onLeave }: Omit<Props, 'isTarget'>) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const { code, msg, http_status, endpoints, meaning, advice, retryable, source } = entry
  const { observed = [] } = entry
  return (
    <div className={styles.content}>
      <div className={styles.words}>
        <p>{meaning[locale]}</p>
        {code === 0 ? null : (
          <p>
            <strong className={styles.label}>{t.advice}</strong>
            {advice[locale]}
          </p>
        )}
        <OtherMeanings entry={entry} all={all} onLeave={onLeave} />
      </div>
      <div className={styles.side}>
        <dl className={styles.facts}>
          <Fact name={t.msg}>
            <code lang="en">{msg}</code>
          </Fact>
          {observed.map((one) => (
            <Fact key={one.msg} name={t.observed}>
              <code lang="en">{one.msg}</code>{' '}
              <ExternalLink href={one.source}>
                {isDocumented(one) ? t.source : t.report}
              </ExternalLink>
            </Fact>
          ))}
          <Fact name={t.http}>{http_status ?? t.httpUnknown}</Fact>
          {code === 0 ? null : (
            <Fact name={t.retryUnchanged}>
              {!isDocumented(entry) ? t.httpUnknown : retryable ? t.retryYes : t.retryNo}
            </Fact>
          )}
          <Fact name={t.answeredBy}>
            {endpoints
              .map((endpoint) => ENDPOINT_NAMES[endpoint][locale])
              .join(locale === 'zh' ? '、' : ', ')}
          </Fact>
        </dl>
        <p className={styles.links}>
          <ExternalLink href={source}>{isDocumented(entry) ? t.source : t.report}</ExternalLink>
          <a href={`#${anchorOf(under, code)}`}>
            <Link2 size={14} aria-hidden="true" />
            {t.link}
          </a>
        </p>
      </div>
    </div>
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

type OtherMeaningsProps = Pick<Props, 'entry' | 'all' | 'onLeave'>

/** Links to the entries of other calls with the same code. */
function OtherMeanings({ entry, all, onLeave }: OtherMeaningsProps) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const entries = otherEntriesOf(entry, all)
  if (entries.length === 0) return null
  const differ = entries.some((other) => other.msg !== entry.msg)
  return (
    <Callout tone={differ ? 'warn' : 'info'} title={differ ? t.elsewhere : t.alsoElsewhere}>
      <ul>
        {entries.map((other) => {
          const home = firstEndpoint(other)
          return home ? (
            <li key={home}>
              <a href={`#${anchorOf(home, other.code)}`} onClick={onLeave}>
                {other.endpoints
                  .map((endpoint) => ENDPOINT_NAMES[endpoint][locale])
                  .join(locale === 'zh' ? '、' : ', ')}
              </a>{' '}
              <span lang="en">{other.msg}</span>
            </li>
          ) : null
        })}
      </ul>
    </Callout>
  )
}
