import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { formatMoment, readerTag } from '../exchange-view/format.ts'
import { ResolutionBadge } from '../exchange-view/resolution-badge.tsx'
import { verdictText } from '../exchange-view/verdict-text.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useExchange } from '../queries/exchanges.ts'
import { useRepeats } from '../queries/history.ts'
import { texts } from './texts.ts'
import styles from './timeline.module.css'

/** The rows that belong together, in order: a send, its deliberate repeats, and what was decided. */
export function Timeline({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const tag = readerTag(locale, navigator.languages)
  const original = useExchange(exchange.attempt_of).data
  const repeats = useRepeats(exchange.id).data ?? []
  const { resolution } = exchange
  // A send with nothing linked to it needs no story.
  if (!exchange.attempt_of && repeats.length === 0 && !resolution) return null
  const told = (one: Exchange, what: string) =>
    `${what}: ${verdictText(one, locale)}${one.code === null ? '' : ` (${one.code})`}`
  const row = (one: Exchange, what: string) => (
    <li key={one.id} className={styles.step}>
      <time dateTime={one.started_at}>{formatMoment(one.started_at, tag)}</time>
      {one.id === exchange.id ? (
        <p aria-current="true">
          {told(one, what)} <span className={styles.this}>← {t.timelineThis}</span>
        </p>
      ) : (
        <p>
          <Link href={`/history/${one.id}`}>{told(one, what)}</Link>
        </p>
      )}
    </li>
  )
  return (
    <section className={styles.timeline} aria-label={t.timeline}>
      <h3 className={styles.title}>{t.timeline}</h3>
      <ol className={styles.steps}>
        {original ? row(original, t.timelineOriginal) : null}
        {row(exchange, exchange.attempt_of ? t.timelineRepeat : t.timelineSent)}
        {repeats.map((repeat) => row(repeat, t.timelineRepeat))}
        {resolution ? (
          <li className={styles.step}>
            <time dateTime={resolution.at}>{formatMoment(resolution.at, tag)}</time>
            <p>
              {t.timelineResolved}: <ResolutionBadge verdict={resolution.verdict} />
            </p>
          </li>
        ) : null}
      </ol>
    </section>
  )
}
