import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/sent-texts'
import { useProfileName } from '../../api-client/profiles.ts'
import { exchangeStatus, STATUS_LOOKS } from '../../exchange-view/exchange-status.ts'
import { ResolutionBadge } from '../../exchange-view/resolution-badge.tsx'
import { formatDuration, localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/callout/callout.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './exchange-list.module.css'
import { rowAfterKey } from './list-keys.ts'
import { texts } from './texts.ts'

type ExchangeRowProps = {
  exchange: Exchange
  /** Whether it is the row in the Tab order. */
  active: boolean
  chosen: boolean
  onFocus: (id: string) => void
  onOpen: (id: string) => void
  onChoose: (id: string) => void
}

/** One exchange: time, status, texts and target. The whole row is a link. */
const ExchangeRow = memo(function ExchangeRow(props: ExchangeRowProps) {
  const { exchange, active, chosen, onFocus, onOpen, onChoose } = props
  const t = useTexts(texts)
  const { locale } = useLocale()
  const tag = localeTag(locale, navigator.languages)
  const { id, code, meaning, resolution, message_id, profile, endpoint, attempts } = exchange
  const profileName = useProfileName()
  const status = exchangeStatus(exchange)
  const { icon: Icon, tone } = STATUS_LOOKS[status]
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
        <RowTime iso={exchange.started_at} tag={tag} />
        <span className={styles.status}>
          <Badge tone={tone} icon={<Icon size={13} aria-hidden="true" />}>
            {t.statuses[status]}
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

function RowTime({ iso, tag }: { iso: string; tag: string }) {
  const moment = new Date(iso)
  return (
    <time className={styles.when} dateTime={iso}>
      <span>{new Intl.DateTimeFormat(tag, { timeStyle: 'medium' }).format(moment)}</span>{' '}
      <span className={styles.soft}>
        {new Intl.DateTimeFormat(tag, { dateStyle: 'medium' }).format(moment)}
      </span>
    </time>
  )
}

type Props = {
  exchanges: readonly Exchange[]
  /** Whether these are still the rows of the previous filter. */
  stale: boolean
  /** The id of the row to focus first: the exchange opened last. */
  focused: string | null
  chosen: readonly string[]
  onOpen: (id: string) => void
  onChoose: (id: string) => void
  /** Called when ↓ is pressed on the last row. */
  onEnd: () => void
}

/** The list of exchanges: one row is in the Tab order, arrow keys move to the others. */
export function ExchangeList(props: Props) {
  const { exchanges, stale, focused, chosen, onOpen, onChoose, onEnd } = props
  const t = useTexts(texts)
  const list = useRef<HTMLOListElement>(null)
  const [current, setCurrent] = useState(focused)
  const active = exchanges.some(({ id }) => id === current) ? current : exchanges[0]?.id

  const cameFrom = useRef(focused)
  useEffect(() => {
    if (cameFrom.current !== null) focusRow(list.current, cameFrom.current)
    cameFrom.current = null
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = exchanges.findIndex(({ id }) => id === active)
    const to = rowAfterKey(event.key, at, exchanges.length)
    if (to === null) return
    event.preventDefault()
    if (to === at && event.key === 'ArrowDown') onEnd()
    const next = exchanges[to]
    if (!next) return
    setCurrent(next.id)
    focusRow(list.current, next.id)
  }
  return (
    <ol
      ref={list}
      className={`${styles.list} ${stale ? styles.stale : ''}`}
      aria-label={t.list}
      onKeyDown={onKeyDown}
    >
      {exchanges.map((exchange) => (
        <ExchangeRow
          key={exchange.id}
          exchange={exchange}
          active={exchange.id === active}
          chosen={chosen.includes(exchange.id)}
          onFocus={setCurrent}
          onOpen={onOpen}
          onChoose={onChoose}
        />
      ))}
    </ol>
  )
}

function focusRow(list: HTMLElement | null, id: string): void {
  list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
}
