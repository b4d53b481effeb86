import { type LucideIcon, PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { sentTexts } from '#contract/texts/sent-texts'
import { me } from '../../api-client/rights.ts'
import { shortMeaning } from '../../features/exchange-view/explain.ts'
import { describeResult, resultOf } from '../../features/results/describe-result.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import type { Tone } from '../../ui/callout/callout.tsx'
import sharedStyles from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './history-list.module.css'
import { texts } from './texts.ts'
import { type Recipient, RecipientName } from './use-recipient-name.tsx'

/** What the memoized rows compare of a recipient, which is a new object in each render of the list. */
export function sameRow<Props extends { recipient: object | null }>(
  before: Props,
  next: Props,
): boolean {
  return (Object.keys(next) as (keyof Props)[]).every((key) =>
    key === 'recipient'
      ? JSON.stringify(before.recipient) === JSON.stringify(next.recipient)
      : before[key] === next[key],
  )
}

/** Returns the address that opens a push in the editor. */
export function replayHref({ profile, id }: Exchange): string {
  return `/?${new URLSearchParams({ profile, replay: id })}`
}

type Props = {
  id: string
  className: string | undefined
  /** Whether it is the row in the Tab order. */
  active: boolean
  /** The cell before the time. */
  first: ReactNode
  /** ISO 8601. */
  time: string
  /** A row is a link to its details, or a button that opens its requests below it. */
  opener: { href: string } | { expanded: boolean }
  recipient: Recipient | null
  /** Shown instead of recipient and template. */
  figures?: ReactNode
  /** Null if there is none. */
  template: string | null
  actor: string
  call: string
  /** The texts of the call; null for a call that has none. */
  shown: readonly string[] | null
  callTitle?: string | undefined
  callBadge?: ReactNode
  look: { icon: LucideIcon; tone: Tone }
  status: string
  /** Gives the code; null if no single request decided the result. */
  decisive: Exchange | null
  resultBadges?: ReactNode
  push: Exchange | undefined
  onFocus: (id: string) => void
  onOpen: () => void
}

const NAMED_BY = ['time', 'recipient', 'template', 'call', 'result', 'bubbles']

/** A row of the history. All of it is its link or button, named by its cells. */
export function RecordRow(props: Props) {
  const { id, active, opener, template, decisive, push, onFocus, onOpen } = props
  const { locale, tag } = useLocale()
  const { icon: Icon, tone } = props.look
  const cell = (name: string) => `${id}-${name}`
  const focusable = { tabIndex: active ? 0 : -1, onFocus: () => onFocus(id) }
  const shared = {
    ...focusable,
    id: cell('time'),
    className: styles.link,
    'data-row': id,
    'aria-labelledby': NAMED_BY.map(cell).join(' '),
    onClick: onOpen,
    children: <RowTime iso={props.time} tag={tag} />,
  }
  return (
    <tr className={`${styles.row} ${props.className ?? ''}`}>
      {props.first}
      <td className={styles.time}>
        {'href' in opener ? (
          <Link {...shared} href={opener.href} />
        ) : (
          <button {...shared} type="button" aria-expanded={opener.expanded} />
        )}
      </td>
      {props.figures ? (
        <td className={styles.figures} id={cell('recipient')} colSpan={2}>
          {props.figures}
        </td>
      ) : (
        <>
          <td className={styles.recipient} id={cell('recipient')}>
            <RecipientName recipient={props.recipient} />
          </td>
          {template === null ? (
            <td className={`${styles.template} ${styles.none}`}>–</td>
          ) : (
            <td className={styles.template} id={cell('template')}>
              <bdi>{template}</bdi>
            </td>
          )}
        </>
      )}
      <td className={styles.actor}>
        <bdi>{me.nameOf(props.actor)}</bdi>
      </td>
      <td className={styles.call} id={cell('call')} title={props.callTitle}>
        <CallTexts kind={props.call} shown={props.shown} />
        {props.callBadge}
      </td>
      <td className={styles.result} id={cell('result')}>
        <span className={`${styles.status} ${sharedStyles[tone]}`}>
          <Icon size={15} aria-hidden="true" />
          {props.status}
        </span>
        {decisive?.code == null ? null : <code>{decisive.code}</code>}
        {decisive?.code ? (
          <span className={styles.meaning} title={decisive.meaning?.meaning[locale]}>
            {shortMeaning(decisive, locale) ?? <bdi lang="en">{decisive.msg}</bdi>}
          </span>
        ) : null}
        {props.resultBadges}
      </td>
      <BubbleResultCell id={cell('bubbles')} push={push} />
      <td className={styles.replay}>{push ? <Replay push={push} {...focusable} /> : null}</td>
    </tr>
  )
}

type ReplayProps = { push: Exchange; tabIndex: number; onFocus: () => void }

/** Opens a push in the editor. */
function Replay({ push, ...focusable }: ReplayProps) {
  const t = useTexts(texts)
  const what = sentTexts(push.body)[0] ?? push.message_id ?? push.id
  return (
    <Link {...focusable} href={replayHref(push)} aria-label={t.replayOf(what)} title={t.replay}>
      <PenLine size={15} aria-hidden="true" />
    </Link>
  )
}

/** The kind of a call and its texts. */
function CallTexts({ kind, shown }: { kind: string; shown: readonly string[] | null }) {
  const t = useTexts(texts)
  return (
    <>
      <span className={styles.kind}>{kind}</span>
      {shown?.length === 0 ? <span className={styles.soft}>{t.noTexts}</span> : null}
      {shown?.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts may repeat and never move
        <span key={index} className={styles.bubble}>
          <IsolatedText text={text} oneLine />
        </span>
      ))}
    </>
  )
}

/** What became of the bubbles of a push. */
function BubbleResultCell({ id, push }: { id: string; push: Exchange | undefined }) {
  const { locale } = useLocale()
  const result = resultOf(push)
  if (!result) {
    return (
      <td className={`${styles.bubbles} ${styles.none}`} id={id}>
        –
      </td>
    )
  }
  const { tone, cell, sentence, notes } = describeResult(result, locale)
  return (
    <td className={styles.bubbles} id={id} data-tone={tone} title={[sentence, ...notes].join('\n')}>
      <IsolatedText text={cell} oneLine />
    </td>
  )
}

/** A time of day, with its day unless that is today. */
function RowTime({ iso, tag }: { iso: string; tag: string }) {
  const moment = new Date(iso)
  const now = new Date()
  const today = moment.toDateString() === now.toDateString()
  const day = new Intl.DateTimeFormat(tag, {
    ...(moment.getFullYear() === now.getFullYear() ? {} : { year: '2-digit' }),
    month: 'short',
    day: 'numeric',
  })
  return (
    <time dateTime={iso}>
      {today ? null : <span className={styles.soft}>{day.format(moment)} </span>}
      {new Intl.DateTimeFormat(tag, { timeStyle: 'medium' }).format(moment)}
    </time>
  )
}
