import { useId } from 'react'
import { useChatMessages, usePreflight } from '../api-client/preflight.ts'
import { localeTag } from '../i18n/format.ts'
import { useLocale } from '../i18n/locale-context.tsx'
import { useTexts } from '../i18n/texts.ts'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import { Choice } from './choice.tsx'
import type { FlowState } from './flow.ts'
import { causeOf } from './plain-causes.ts'
import styles from './support.module.css'
import { supportTexts } from './texts.ts'

type Props = {
  profile: string
  chat_id: string
  under: FlowState['under']
  onUnder: (under: FlowState['under']) => void
}

/** A new message, or the bot's latest one with its pre-check. */
export function TargetChoice({ profile, chat_id, under, onUnder }: Props) {
  const t = useTexts(supportTexts)
  const name = useId()
  const latest = useLatestMessage(profile, chat_id)
  // A chosen message stays chosen; the pre-check tells what changed since.
  const message = under ?? (typeof latest === 'string' ? null : latest)
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t.target}</legend>
      <Choice name={name} checked={under === null} onChoose={() => onUnder(null)}>
        <span className={styles.strong}>{t.targets.new}</span>
        <span className={styles.soft}>{t.targets.newHint}</span>
      </Choice>
      <Choice
        name={name}
        checked={under !== null}
        disabled={message === null}
        onChoose={() => onUnder(message)}
      >
        <span className={styles.strong}>{t.targets.latest}</span>
        {message?.text ? (
          <span className={styles.soft}>
            <IsolatedText text={message.text} />
          </span>
        ) : null}
        {message ? <PrecheckLine profile={profile} messageId={message.message_id} /> : null}
        {typeof latest === 'string' && !message ? (
          <span className={styles.soft}>{t[latest]}</span>
        ) : null}
      </Choice>
    </fieldset>
  )
}

/** The latest message of a chat if it is this bot's and bubbles can be added, or why there is none. */
function useLatestMessage(
  profile: string,
  chat_id: string,
): NonNullable<FlowState['under']> | 'looking' | 'notChecked' | 'noLatest' {
  const { data, isError } = useChatMessages(profile, chat_id)
  if (isError || data?.not_checked) return 'notChecked'
  if (!data) return 'looking'
  const message = data.messages.find(({ deleted }) => !deleted)
  if (message?.sender.kind !== 'this_bot' || message.standing.can_take === 'no') return 'noLatest'
  return { message_id: message.message_id, text: message.text }
}

function PrecheckLine({ profile, messageId }: { profile: string; messageId: string }) {
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
  return new Intl.DateTimeFormat(localeTag(locale, navigator.languages), {
    timeStyle: 'short',
  }).format(new Date(iso))
}
