import { memo } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/sent-texts'
import { formatDuration, readerTag } from '../exchange-view/format.ts'
import { ResolutionBadge } from '../exchange-view/resolution-badge.tsx'
import { verdictOf } from '../exchange-view/verdict.ts'
import { VERDICT_LOOKS } from '../exchange-view/verdict-looks.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useProfileName } from '../queries/profiles.ts'
import { Badge } from '../ui/badge.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import styles from './exchange-row.module.css'
import { RowMoment } from './row-moment.tsx'
import { texts } from './texts.ts'

type Props = {
  exchange: Exchange
  /** Whether Tab leads to it. */
  active: boolean
  chosen: boolean
  onFocus: (id: string) => void
  onOpen: (id: string) => void
  onChoose: (id: string) => void
}

/** One send on a line: when, how it ended, what was sent and where to. The whole of it is a link. */
export const ExchangeRow = memo(function ExchangeRow(props: Props) {
  const { exchange, active, chosen, onFocus, onOpen, onChoose } = props
  const t = useTexts(texts)
  const { locale } = useLocale()
  const tag = readerTag(locale, navigator.languages)
  const { id, code, meaning, resolution, message_id, profile, endpoint, attempts } = exchange
  const profileName = useProfileName()
  const verdict = verdictOf(exchange)
  const { icon: Icon, tone } = VERDICT_LOOKS[verdict]
  const shown = sentTexts(exchange.body)
  const tabIndex = active ? 0 : -1
  return (
    <li className={styles.row}>
      <label className={styles.choose}>
        <input
          type="checkbox"
          tabIndex={tabIndex}
          checked={chosen}
          onChange={() => onChoose(id)}
          onFocus={() => onFocus(id)}
        />
        <span className="visually-hidden">{t.compare(shown[0] ?? message_id ?? id)}</span>
      </label>
      <Link
        href={`/history/${id}`}
        className={styles.link}
        data-row={id}
        tabIndex={tabIndex}
        onFocus={() => onFocus(id)}
        onClick={() => onOpen(id)}
      >
        <RowMoment iso={exchange.started_at} tag={tag} />
        <span className={styles.verdict}>
          <Badge tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
            {t.verdicts[verdict]}
          </Badge>
          {resolution ? <ResolutionBadge verdict={resolution.verdict} /> : null}
          {exchange.recorded ? null : <Badge tone="warn">{t.notRecorded}</Badge>}
          {exchange.attempt_of ? <Badge>{t.repeat}</Badge> : null}
        </span>
        <span className={styles.what}>
          <span className={styles.texts}>
            {endpoint === 'create_message' ? (
              <span className={styles.kind}>{t.newMessage}</span>
            ) : null}
            {shown.length === 0 ? <span className={styles.soft}>{t.noTexts}</span> : null}
            {shown.map((text, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: texts may repeat and never move
              <span key={index} className={styles.bubble}>
                <IsolatedText text={text} oneLine />
              </span>
            ))}
          </span>
          {code !== null && code !== 0 ? (
            <span className={styles.meaning}>
              <code>{code}</code> {meaning ? meaning.meaning[locale] : exchange.msg}
            </span>
          ) : null}
        </span>
        <span className={styles.where}>
          <bdi>{profileName(profile)}</bdi>
          {message_id ? <code className={styles.target}>{message_id}</code> : null}
        </span>
        <span className={styles.cost}>
          <span>{formatDuration(exchange.duration_ms, tag)}</span>
          {attempts.length > 1 ? <span>{t.attempts(attempts.length)}</span> : null}
        </span>
      </Link>
    </li>
  )
})
