import { Crosshair } from 'lucide-react'
import { Link } from 'wouter'
import type { EmulatorApp, EmulatorMessage, EmulatorUser } from '#contract/emulator/state'
import { bcp47, LANGUAGE_NAMES } from '#contract/languages'
import { LIMITS } from '#contract/limits'
import { Bubbles, ChatLine } from '../../features/chat/chat.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Ring } from '../../ui/progress.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { type ClockReading, EmulatorTime, useEmulatorNow } from './emulator-clock.tsx'
import styles from './message-item.module.css'
import { emulatorTexts } from './texts.ts'

/** The tone changes to a warning for the last seconds. */
const WARN_SECONDS = 60

/** The time left to add bubbles to the newest bot message, by the emulator's clock. */
function PushDeadline({ createTimeMs, clock }: { createTimeMs: number; clock: ClockReading }) {
  const t = useTexts(emulatorTexts)
  const age = (useEmulatorNow(clock) - createTimeMs) / 1000
  const left = LIMITS.messageAgeSeconds - age
  const tone = left < 0 ? 'bad' : left <= WARN_SECONDS ? 'warn' : 'good'
  return (
    <p className={styles.window} data-tone={tone}>
      <Ring share={left / LIMITS.messageAgeSeconds} tone={tone} />
      {left < 0 ? t.expired(Math.floor(age)) : t.timeLeft(formatMinutes(Math.ceil(left)))}
    </p>
  )
}

/** Formats seconds as `4:53`. */
function formatMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

type Props = {
  profile: string
  message: EmulatorMessage
  viewer: EmulatorUser
  apps: readonly EmulatorApp[]
  users: readonly EmulatorUser[]
  group: boolean
  /** Given for the newest message of a one-to-one chat, to show the time left for bubbles. */
  clock: ClockReading | null
  marked: boolean
  busy: boolean
  onPress: (index: number) => void
}

/** One message with its bubbles, time and actions. */
export function MessageItem(props: Props) {
  const { profile, message, viewer, apps, users, group, clock, marked, busy, onPress } = props
  const t = useTexts(emulatorTexts)
  const { locale } = useLocale()
  const { message_id, sender, text, deleted, updated, bubbles, follow_ups } = message
  const mine = sender.id === viewer.open_id
  const ofBot = sender.sender_type === 'app'
  const author = ofBot ? undefined : users.find(({ open_id }) => open_id === sender.id)
  const name =
    (ofBot ? apps.find(({ app_id }) => app_id === sender.id)?.name : author?.name) ?? sender.id
  const counts = clock !== null && ofBot && !deleted && follow_ups.length === 0
  const target = new URLSearchParams({ target: message_id, profile })
  return (
    <li id={message_id} className={styles.item} data-mine={mine} data-marked={marked}>
      <ChatLine
        who={mine ? 'user' : 'bot'}
        avatar={ofBot ? 'bot' : 'user'}
        speaker={mine ? t.you : name}
        text={deleted ? t.recalled : text}
        sample={deleted}
      />
      {bubbles.length > 0 ? (
        <Bubbles
          label={t.bubbles}
          disabled={busy}
          bubbles={bubbles.map((bubble, index) => ({
            text: bubble,
            lang: follow_ups[index]?.i18n_contents?.some(
              ({ content, language }) => language === viewer.language && content === bubble,
            )
              ? bcp47(viewer.language)
              : undefined,
          }))}
          onPress={({ index }) => onPress(index)}
        />
      ) : null}
      {message.bubbles_hidden ? (
        <p className={styles.hidden}>{message.bubbles_hidden[locale]}</p>
      ) : null}
      <div className={styles.about}>
        {author ? (
          <IsolatedText text={t.writtenBy(name, LANGUAGE_NAMES[author.language].native)} oneLine />
        ) : group ? (
          <IsolatedText text={name} oneLine />
        ) : null}
        <EmulatorTime ms={message.create_time_ms} />
        {updated && !deleted ? <span>{t.edited}</span> : null}
        {ofBot && !deleted ? (
          <span className={styles.actions}>
            <Link href={`/?${target}`} className={styles.target} aria-label={t.asTargetNamed(text)}>
              <Crosshair size={14} aria-hidden="true" />
              {t.asTarget}
            </Link>
            <CopyButton text={message_id} label={t.copyId(message_id)} />
          </span>
        ) : null}
      </div>
      {counts ? <PushDeadline createTimeMs={message.create_time_ms} clock={clock} /> : null}
    </li>
  )
}
