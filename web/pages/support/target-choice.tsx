import type { ChatMessage, ChatMessages } from '#contract/recipients'
import { useChatMessages } from '../../api-client/preflight.ts'
import { causeOf } from '../../features/delivery/plain-causes.ts'
import { formatLeft } from '../../features/target/target-status.tsx'
import { useLocale } from '../../i18n/locale-context.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { useNow, usePassed } from '../../ui/use-time.ts'
import type { SupportForm } from './form.ts'
import styles from './form-panel.module.css'
import { supportTexts } from './texts.ts'

/** How soon the page notices that the person wrote. */
const POLL_MS = 4000

export type Latest =
  | { kind: 'looking' }
  /** It takes bubbles, as far as it was checked. */
  | { kind: 'message'; message_id: string; text: string | null; until: number | null }
  | { kind: 'none'; why: string }

type Target = {
  latest: Latest /** Whether the chosen message no longer takes bubbles. */
  gone: boolean
}

/** The bot's latest message in a chat and whether it takes bubbles; null if there is no chat yet. */
export function useLatest(
  profile: string,
  chat_id: string | null,
  under: SupportForm['under'],
): Target {
  const t = useTexts(supportTexts)
  const { locale } = useLocale()
  const { data, isError } = useChatMessages(
    profile,
    chat_id ?? '',
    chat_id === null ? false : POLL_MS,
  )
  const read = readLatest({ data: chat_id === null ? null : data, isError, t, locale })
  const over = usePassed(read.kind === 'message' ? read.until : null)
  const latest: Latest = over ? { kind: 'none', why: t.expired } : read
  const same = latest.kind === 'message' && latest.message_id === under?.message_id
  return { latest, gone: under !== null && latest.kind !== 'looking' && !same }
}

type Read = {
  /** Null if there is no chat yet. */
  data: ChatMessages | null | undefined
  isError: boolean
  t: (typeof supportTexts)['en']
  locale: 'zh' | 'en'
}

function readLatest({ data, isError, t, locale }: Read): Latest {
  if (data === null) return { kind: 'none', why: t.noChat }
  if (isError && !data) return { kind: 'none', why: t.targetNotChecked }
  if (!data) return { kind: 'looking' }
  if (data.not_checked) {
    return { kind: 'none', why: `${t.targetNotChecked}${t.colon}${data.not_checked.detail}` }
  }
  const message = data.messages.find(({ deleted }) => !deleted)
  if (!message) return { kind: 'none', why: t.emptyChat }
  const why = whyNot(message, t, locale)
  if (why !== null) return { kind: 'none', why }
  const { expires_at } = message.standing
  const until = expires_at === null ? null : Date.parse(expires_at)
  return { kind: 'message', message_id: message.message_id, text: message.text, until }
}

/** Why a message takes no bubbles; null if it does, or if that is not known. */
function whyNot({ sender, standing }: ChatMessage, t: Read['t'], locale: Read['locale']) {
  if (sender.kind === 'user') return t.personWrote
  if (sender.kind !== 'this_bot') return t.otherWrote
  if (standing.can_take !== 'no') return null
  return causeOf('push_follow_up', standing.code).why[locale]
}

type Props = {
  target: Target
  under: SupportForm['under']
  locked: boolean
  onUnder: (under: SupportForm['under']) => void
}

/** A new message, or the bot's latest one with the time that is left for it. */
export function TargetChoice({ target: { latest, gone }, under, locked, onUnder }: Props) {
  const t = useTexts(supportTexts)
  if (locked) return null
  if (gone) {
    return (
      <Callout tone="warn" title={t.latestGone}>
        {latest.kind === 'none' ? <p>{latest.why}</p> : null}
        <div className={styles.buttons}>
          <Button onClick={() => onUnder(null)}>{t.newMessage}</Button>
          {latest.kind === 'message' ? (
            <Button onClick={() => onUnder(latest)}>{t.latest}</Button>
          ) : null}
        </div>
      </Callout>
    )
  }
  if (latest.kind !== 'message') {
    return (
      <p className={styles.soft}>
        {t.latest}
        {t.colon}
        {latest.kind === 'looking' ? t.looking : latest.why}
      </p>
    )
  }
  const { message_id, text, until } = latest
  return (
    <div className={styles.target}>
      <Segmented
        legend={t.target}
        value={under === null ? 'new' : 'latest'}
        options={[
          { value: 'new', label: t.newMessage },
          { value: 'latest', label: until === null ? t.latest : <LatestLeft until={until} /> },
        ]}
        onChange={(value) => onUnder(value === 'new' ? null : { message_id, text })}
      />
      {text === null ? null : (
        <p className={styles.soft}>
          <IsolatedText text={text} oneLine />
        </p>
      )}
    </div>
  )
}

function LatestLeft({ until }: { until: number }) {
  const t = useTexts(supportTexts)
  return t.latestLeft(formatLeft(until - useNow()))
}
