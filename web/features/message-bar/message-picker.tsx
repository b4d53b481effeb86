import { RotateCw } from 'lucide-react'
import { useId } from 'react'
import type { ChatMessage } from '#contract/recipients'
import { useChatMessages } from '../../api-client/preflight.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button/button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { LoadFailure } from '../../ui/callout/load-failure.tsx'
import shared from '../../ui/shared.module.css'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { usePassed } from '../../ui/use-time.ts'
import { NotChecked } from '../checks/check-row.tsx'
import { type KnownMessage, knownFromPicked } from '../target/known-message.ts'
import { reasonTexts } from '../target/target-status.tsx'
import styles from './panels.module.css'
import { recipientTexts } from './recipient-texts.ts'
import { TimeLeft } from './time-left.tsx'

type Props = {
  profileId: string
  chatId: string
  chosen: string
  onPick: (known: KnownMessage) => void
  onCheckProfile: () => void
}

/** The latest messages of a chat, newest first, each with whether bubbles can be added. */
export function MessagePicker({ profileId, chatId, chosen, onPick, onCheckProfile }: Props) {
  const t = useTexts(recipientTexts)
  const { tag } = useLocale()
  const headingId = useId()
  const { data, isPending, isError, isFetching, dataUpdatedAt, refetch } = useChatMessages(
    profileId,
    chatId,
  )
  const time = new Intl.DateTimeFormat(tag, {
    timeStyle: 'medium',
  })
  return (
    <section className={styles.picker} aria-labelledby={headingId} aria-busy={isFetching}>
      <header className={styles.head}>
        <h3 id={headingId}>{t.messages}</h3>
        {data ? <span className={shared.small}>{t.readAt(time.format(dataUpdatedAt))}</span> : null}
        <IconButton
          label={t.refresh}
          aria-disabled={isFetching}
          icon={<RotateCw size={16} aria-hidden="true" />}
          onClick={() => {
            if (!isFetching) void refetch()
          }}
        />
      </header>
      {isPending ? <p className={shared.small}>{t.reading}</p> : null}
      {isError ? <LoadFailure title={t.readFailed} onRetry={() => void refetch()} /> : null}
      {data?.not_checked ? (
        <>
          <NotChecked title={t.messagesNotChecked} reason={data.not_checked} />
          <div>
            <Button onClick={onCheckProfile}>{t.testConnection}</Button>
          </div>
        </>
      ) : null}
      {data && !data.not_checked && data.messages.length === 0 ? (
        <p className={shared.small}>{t.empty}</p>
      ) : null}
      {data && data.messages.length > 0 ? (
        <ul className={shared.stack1}>
          {data.messages.map((message) => (
            <li key={message.message_id}>
              <button
                type="button"
                className={styles.message}
                aria-pressed={message.message_id === chosen}
                onClick={() => onPick(knownFromPicked(message, chatId, data.clock_skew_ms))}
              >
                <Line message={message} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function Line({ message }: { message: ChatMessage }) {
  const t = useTexts(recipientTexts)
  const { tag } = useLocale()
  const { sender, create_time, msg_type, deleted, standing } = message
  return (
    <>
      <span className={shared.ellipsis}>
        {deleted ? t.recalled : <IsolatedText text={message.text ?? t.noText(msg_type)} oneLine />}
      </span>
      <span className={styles.standing}>
        <MessageAvailability standing={standing} />
      </span>
      <span className={shared.small}>
        <bdi>{sender.name ?? t.sender[sender.kind]}</bdi>
        {create_time === null ? null : ` · ${formatBriefly(create_time, Date.now(), tag)}`}
      </span>
    </>
  )
}

/** Formats a time; with the date if it is not today. */
export function formatBriefly(iso: string, now: number, tag: string): string {
  const then = new Date(iso)
  const sameDay = then.toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(
    tag,
    sameDay ? { timeStyle: 'medium' } : { dateStyle: 'short', timeStyle: 'short' },
  ).format(then)
}

/** Whether bubbles can be added to a message and for how long, or the code that a push would return. */
function MessageAvailability({ standing }: { standing: ChatMessage['standing'] }) {
  const t = useTexts(recipientTexts)
  const reasons = useTexts(reasonTexts)
  const { can_take, code } = standing
  const until = standing.expires_at === null ? null : Date.parse(standing.expires_at)
  const over = usePassed(can_take === 'yes' ? until : null)
  if (can_take === 'not_checked') return <Badge tone="unsure">{t.notKnown}</Badge>
  if (can_take === 'no') {
    const why = code === null ? undefined : reasons[code]
    return <Badge>{[code, why].filter((part) => part != null).join(' · ')}</Badge>
  }
  if (over) return <Badge>{t.over}</Badge>
  return (
    <>
      <span className="visually-hidden">{t.available}</span>
      {until === null ? <Badge tone="good">{t.available}</Badge> : <TimeLeft until={until} />}
    </>
  )
}
