import { PenLine } from 'lucide-react'
import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import { shortMeaning } from '../../features/exchange-view/short-meaning.ts'
import { describeResult, resultOf } from '../../features/results/describe-result.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import styles from './history-list.module.css'
import { texts } from './texts.ts'

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

type ReplayProps = {
  push: Exchange | undefined
  what: string
  tabIndex: number
  onFocus: () => void
}

/** Opens a push in the editor; empty for other calls. */
export function ReplayCell({ push, what, tabIndex, onFocus }: ReplayProps) {
  const t = useTexts(texts)
  return (
    <td className={styles.replay}>
      {push ? (
        <Link
          href={replayHref(push)}
          tabIndex={tabIndex}
          aria-label={t.replayOf(what)}
          title={t.replay}
          onFocus={onFocus}
        >
          <PenLine size={15} aria-hidden="true" />
        </Link>
      ) : null}
    </td>
  )
}

type CallProps = {
  kind: string
  /** Null for a call that has none. */
  shown: readonly string[] | null
}

/** The kind of a call and its texts. */
export function CallTexts({ kind, shown }: CallProps) {
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

/** What a code other than 0 means, in a few words. */
export function CodeMeaning({ exchange }: { exchange: Exchange }) {
  const { locale } = useLocale()
  const { meaning, msg } = exchange
  return (
    <span className={styles.meaning} title={meaning?.meaning[locale]}>
      {shortMeaning(exchange, locale) ?? <bdi lang="en">{msg}</bdi>}
    </span>
  )
}

type ResultProps = { id: string; push: Exchange | undefined }

/** What became of the bubbles of a push. */
export function BubbleResultCell({ id, push }: ResultProps) {
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
export function RowTime({ iso, tag }: { iso: string; tag: string }) {
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
