import { Link } from 'wouter'
import { CONSEQUENCES } from '#contract/failures'
import type { Refusal } from '#contract/refusal'
import { meaningTexts } from '../exchange-view/meaning-texts.ts'
import { Passage, Passages } from '../exchange-view/passage.tsx'
import { RateLimitWait } from '../exchange-view/rate-limit-wait.tsx'
import { formatMoment, localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { ExactText } from '../ui/text/exact-text.tsx'
import styles from './refusal-view.module.css'
import { texts } from './texts.ts'

type Props = { httpStatus: number; refusal: Refusal }

/** A rejection by the console: its message and issues. */
export function RefusalView({ httpStatus, refusal }: Props) {
  const t = useTexts(texts)
  const labels = useTexts(meaningTexts)
  const { locale } = useLocale()
  const { error, message, issues, in_flight, resets_at } = refusal
  return (
    <Passages>
      <Passage label={labels.happened}>
        <p>{message}</p>
        {resets_at ? <RateLimitWait at={resets_at} /> : null}
        {in_flight ? (
          <p>
            {t.inFlightBy(
              in_flight.actor,
              formatMoment(in_flight.started_at, localeTag(locale, navigator.languages)),
            )}{' '}
            <Link href={`/history/${in_flight.exchange_id}`}>{t.seeInFlight}</Link>
          </p>
        ) : null}
        {error === 'internal' ? <p>{t.broke}</p> : null}
        <p className={styles.source}>
          HTTP {httpStatus} · <code>{error}</code>
        </p>
      </Passage>
      {issues.length > 0 ? (
        <Passage label={t.issues}>
          <ul className={styles.issues}>
            {issues.map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>
                {issue.path ? (
                  <code>
                    <ExactText>{issue.path}</ExactText>
                  </code>
                ) : (
                  t.wholeBody
                )}
                <p>
                  <ExactText>{issue.message}</ExactText>
                </p>
              </li>
            ))}
          </ul>
        </Passage>
      ) : null}
      <Passage label={labels.advice}>
        {error === 'internal'
          ? CONSEQUENCES.unknown.advice[locale]
          : error === 'in_flight'
            ? t.inFlight
            : error === 'rate_limited'
              ? t.rateLimited
              : t.consoleRefused}
      </Passage>
    </Passages>
  )
}
