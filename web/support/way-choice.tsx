import { useId } from 'react'
import { readerTag } from '../exchange-view/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { useChatMessages } from '../queries/chat-messages.ts'
import { usePreflight } from '../queries/preflight.ts'
import { IsolatedText } from '../ui/isolated-text.tsx'
import { Choice } from './choice.tsx'
import type { Journey } from './journey.ts'
import { causeOf } from './plain-causes.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  profile: string
  chat_id: string
  under: Journey['under']
  onUnder: (under: Journey['under']) => void
}

/** A new message, or the bot's latest one: with whether that would work, as far as it can be told. */
export function WayChoice({ profile, chat_id, under, onUnder }: Props) {
  const t = useTexts(supportTexts)
  const name = useId()
  const latest = useLatestMessage(profile, chat_id)
  // Once chosen, it stays the one that was seen: what has changed since, the check says.
  const message = under ?? (typeof latest === 'string' ? null : latest)
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t.way}</legend>
      <Choice name={name} checked={under === null} onChoose={() => onUnder(null)}>
        <span className={styles.strong}>{t.ways.new}</span>
        <span className={styles.soft}>{t.ways.newHint}</span>
      </Choice>
      <Choice
        name={name}
        checked={under !== null}
        disabled={message === null}
        onChoose={() => onUnder(message)}
      >
        <span className={styles.strong}>{t.ways.latest}</span>
        {message?.text ? (
          <span className={styles.soft}>
            <IsolatedText text={message.text} />
          </span>
        ) : null}
        {message ? <WhetherItWorks profile={profile} messageId={message.message_id} /> : null}
        {typeof latest === 'string' && !message ? (
          <span className={styles.soft}>{t[latest]}</span>
        ) : null}
      </Choice>
    </fieldset>
  )
}

/** The latest message of a chat where it is this bot's and may take bubbles, or why there is none. */
function useLatestMessage(
  profile: string,
  chat_id: string,
): NonNullable<Journey['under']> | 'looking' | 'notChecked' | 'noLatest' {
  const { data, isError } = useChatMessages(profile, chat_id)
  if (isError || data?.not_checked) return 'notChecked'
  if (!data) return 'looking'
  const message = data.messages.find(({ deleted }) => !deleted)
  if (message?.sender.kind !== 'this_bot' || message.standing.can_take === 'no') return 'noLatest'
  return { message_id: message.message_id, text: message.text }
}

function WhetherItWorks({ profile, messageId }: { profile: string; messageId: string }) {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const { data, isError } = usePreflight(profile, messageId)
  if (!data) return <span className={styles.soft}>{isError ? t.notChecked : t.looking}</span>
  const { predicted_code, expires_at } = data
  if (predicted_code === null) return <span className={styles.warn}>{t.latestUnsure}</span>
  if (predicted_code !== 0) {
    const { why } = causeOf('push_follow_up', predicted_code)
    return <span className={styles.warn}>{t.latestNot(why[locale])}</span>
  }
  const until = expires_at === null ? null : timeOf(expires_at, locale)
  return (
    <span className={styles.good}>{until === null ? t.latestWorksNow : t.latestWorks(until)}</span>
  )
}

function timeOf(iso: string, locale: 'zh' | 'en'): string {
  return new Intl.DateTimeFormat(readerTag(locale, navigator.languages), {
    timeStyle: 'short',
  }).format(new Date(iso))
}
