import { type ReactNode, useMemo } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { useExchange } from '../../api-client/exchanges.ts'
import { useDeliveryById, useRepeats } from '../../api-client/history.ts'
import { useProfileName } from '../../api-client/profiles.ts'
import { me } from '../../api-client/rights.ts'
import { statusText } from '../../features/exchange-view/exchange-status.ts'
import { ResolutionBadge } from '../../features/exchange-view/resolution-badge.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { ExactText } from '../../ui/text/exact-text.tsx'
import styles from './exchange-facts.module.css'
import { texts } from './texts.ts'
import { RecipientName, useRecipientOf } from './use-recipient-name.tsx'

/** Profile, sender, target and texts of an exchange. */
export function ExchangeFacts({ exchange }: { exchange: Exchange }) {
  const { facts: t, openDelivery: open } = useTexts(texts)
  const { id, profile, actor, message_id, body } = exchange
  const profileName = useProfileName()
  const delivery = useDeliveryById(exchange.delivery).data ?? null
  const rows = useMemo(() => [{ delivery: null, exchanges: [exchange] }], [exchange])
  const recipient = useRecipientOf(rows)(delivery, [exchange])
  return (
    <dl className={styles.facts}>
      <Fact name={t.profile}>
        <bdi>{profileName(profile)}</bdi>
      </Fact>
      {recipient && (recipient.name !== null || recipient.id !== message_id) ? (
        <Fact name={t.recipient}>
          <RecipientName recipient={recipient} />
        </Fact>
      ) : null}
      {message_id ? (
        <Fact name={t.target}>
          <code>
            <ExactText>{message_id}</ExactText>
          </code>
          <CopyButton text={message_id} label={t.copyTarget} />
        </Fact>
      ) : null}
      <Fact name={t.id}>
        <code>
          <ExactText>{id}</ExactText>
        </code>
        <CopyButton text={id} label={t.copyId} />
      </Fact>
      {exchange.delivery ? (
        <Fact name={t.delivery}>
          <code>
            <ExactText>{exchange.delivery}</ExactText>
          </code>
          <CopyButton text={exchange.delivery} label={t.copyDelivery} />
          <Link href={`/history/delivery/${exchange.delivery}`}>{open}</Link>
        </Fact>
      ) : null}
      <Fact name={t.actor}>{me.nameOf(actor)}</Fact>
      <SentTexts shown={sentTexts(body)} />
    </dl>
  )
}

/** The texts that were sent; nothing if there are none. */
export function SentTexts({ shown }: { shown: readonly string[] }) {
  const t = useTexts(texts).facts
  if (shown.length === 0) return null
  return (
    <Fact name={t.texts} wide>
      <ul className={styles.texts}>
        {shown.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts may repeat and never move
          <li key={index} className={styles.text}>
            <ExactText>{text}</ExactText>
          </li>
        ))}
      </ul>
    </Fact>
  )
}

type FactProps = { name: string; wide?: boolean; children: ReactNode }

/** A name and its value. */
export function Fact({ name, wide = false, children }: FactProps) {
  return (
    <div className={`${styles.fact} ${wide ? styles.wide : ''}`}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The original request, its deliberate repeats and the resolution, in order; nothing if there is only one row. */
export function ExchangeTimeline({ exchange }: { exchange: Exchange }) {
  const t = useTexts(texts)
  const { locale, tag } = useLocale()
  const original = useExchange(exchange.attempt_of).data
  const repeats = useRepeats(exchange.id).data ?? []
  const { resolution } = exchange
  if (!exchange.attempt_of && repeats.length === 0 && !resolution) return null
  const describe = (one: Exchange, what: string) =>
    `${what}: ${statusText(one, locale)}${one.code === null ? '' : ` (${one.code})`}`
  const row = (one: Exchange, what: string) => (
    <li key={one.id} className={styles.step}>
      <time dateTime={one.started_at}>{formatMoment(one.started_at, tag)}</time>
      {one.id === exchange.id ? (
        <p aria-current="true">
          {describe(one, what)} <span className={styles.this}>← {t.timelineThis}</span>
        </p>
      ) : (
        <p>
          <Link href={`/history/${one.id}`}>{describe(one, what)}</Link>
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
