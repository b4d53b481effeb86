import { RotateCw } from 'lucide-react'
import { useId } from 'react'
import type { ChatMessage } from '#contract/chat-messages'
import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useChatMessages } from '../queries/chat-messages.ts'
import { Button } from '../ui/button.tsx'
import { Callout } from '../ui/callout.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { NotChecked } from '../ui/not-checked.tsx'
import { formatBriefly } from './format-briefly.ts'
import { type KnownMessage, knownFromPicked } from './known-message.ts'
import { MessageStanding } from './message-standing.tsx'
import { recipientTexts } from './recipient-texts.ts'
import styles from './recipients.module.css'

type Props = {
  profileId: string
  chatId: string
  chosen: string
  onPick: (known: KnownMessage) => void
  onCheckProfile: () => void
}

/** The latest messages of a chat, newest first, each with whether it takes bubbles. */
export function MessagePicker({ profileId, chatId, chosen, onPick, onCheckProfile }: Props) {
  const t = useTexts(recipientTexts)
  const { locale } = useLocale()
  const headingId = useId()
  const { data, isPending, isError, isFetching, dataUpdatedAt, refetch } = useChatMessages(
    profileId,
    chatId,
  )
  const time = new Intl.DateTimeFormat(readerTag(locale, navigator.languages), {
    timeStyle: 'medium',
  })
  return (
    <section className={styles.picker} aria-labelledby={headingId} aria-busy={isFetching}>
      <header className={styles.head}>
        <h3 id={headingId}>{t.messages}</h3>
        {data ? <span className={styles.note}>{t.readAt(time.format(dataUpdatedAt))}</span> : null}
        <IconButton
          label={t.refresh}
          aria-disabled={isFetching}
          icon={<RotateCw size={16} aria-hidden="true" />}
          onClick={() => {
            if (!isFetching) void refetch()
          }}
        />
      </header>
      {isPending ? <p className={styles.note}>{t.reading}</p> : null}
      {isError ? (
        <Callout tone="bad" title={t.readFailed}>
          <div>
            <Button onClick={() => void refetch()}>{t.retry}</Button>
          </div>
        </Callout>
      ) : null}
      {data?.not_checked ? (
        <>
          <NotChecked title={t.messagesNotChecked} reason={data.not_checked} />
          <div>
            <Button onClick={onCheckProfile}>{t.checkProfile}</Button>
          </div>
        </>
      ) : null}
      {data && !data.not_checked && data.messages.length === 0 ? (
        <p className={styles.note}>{t.empty}</p>
      ) : null}
      {data && data.messages.length > 0 ? (
        <ul className={styles.list}>
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
  const { locale } = useLocale()
  const { sender, create_time, msg_type, deleted, standing } = message
  const tag = readerTag(locale, navigator.languages)
  return (
    <>
      <span className={styles.text}>
        {deleted ? t.recalled : <IsolatedText text={message.text ?? t.noText(msg_type)} oneLine />}
      </span>
      <span className={styles.standing}>
        <MessageStanding standing={standing} />
      </span>
      <span className={styles.sender}>
        <bdi>{sender.name ?? t.sender[sender.kind]}</bdi>
        {create_time === null ? null : ` · ${formatBriefly(create_time, Date.now(), tag)}`}
      </span>
    </>
  )
}
