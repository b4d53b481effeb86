import { Send } from 'lucide-react'
import {
  lazy,
  memo,
  type ReactNode,
  Suspense,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useWatch } from 'react-hook-form'
import type { DraftBody } from '#contract/draft'
import type { Profile } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import { HoldButton } from '../ui/hold-button.tsx'
import { ProfileBadge } from '../ui/profile-badge.tsx'
import { Switch } from '../ui/switch.tsx'
import { useProductionQuestion } from '../ui/use-production-question.tsx'
import { readFollowUps } from './composition.ts'
import { useComposition } from './composition-context.tsx'
import { Obstacles } from './obstacles.tsx'
import styles from './send-bar.module.css'
import { composerTexts } from './texts.ts'
import { type BodyState, bodyOf, useBody } from './use-body.ts'
import { useFindObstacles } from './use-obstacles.ts'
import { SEND_KEYS, useSendShortcut } from './use-send-shortcut.ts'

const WarningsFound = lazy(async () => ({
  default: (await import('./warnings-found.tsx')).WarningsFound,
}))

/** What a press of Send asks for. `body` is JSON text. */
export type SendRequest = { messageId: string; body: string; sendAnyway: boolean }

type Props = {
  profile: Profile | undefined
  sending: boolean
  onSend: (request: SendRequest) => void
  /** Whether it would work; never in the way of the button. */
  children: ReactNode
  /** The id of the words that tell it with the button. */
  describedBy: string
}

/** Send, where it goes, and above it why it cannot be pressed; the switch lets the platform judge. */
export function SendBar(props: Props) {
  // The typed letter comes first: what is said of it here may follow a moment later.
  return <Bar {...props} body={useDeferredValue(useBody())} />
}

/** Not drawn again for a key whose body it is not told of yet. */
const Bar = memo(function Bar(props: Props & { body: BodyState }) {
  const { profile, sending, onSend, children, describedBy, body } = props
  const t = useTexts(composerTexts)
  const { form, view, draft } = useComposition()
  const [sendAnyway, setSendAnyway] = useState(false)
  const reasonsId = useId()
  const messageId = useWatch({ control: form.control, name: 'message_id' })
  const findObstacles = useFindObstacles()
  const obstacles = useMemo(
    () => findObstacles(messageId, body, sendAnyway),
    [findObstacles, messageId, body, sendAnyway],
  )
  const followUps = useMemo(() => (body.ok ? readFollowUps(body.value) : []), [body])
  const blocked = sending || !profile || obstacles.length > 0

  const button = useRef<HTMLButtonElement>(null)
  const question = useProductionQuestion(profile)

  const send = () => {
    if (sending || !profile) return
    // Judged anew, since what is shown may be a letter old; nobody was asked to hold a blocked button.
    const { values, ...json } = draft()
    const now = bodyOf(values.follow_ups, json)
    const refused = findObstacles(values.message_id, now, sendAnyway).length > 0
    if (refused || !now.ok || (blocked && question)) {
      // Shows every mend and takes the focus to the first field; the JSON view has no such fields.
      void form.handleSubmit(() => {})()
      if (view === 'json') document.getElementById(reasonsId)?.focus()
      return
    }
    onSend({
      messageId: values.message_id,
      body: JSON.stringify(now.value),
      sendAnyway,
    })
  }
  useSendShortcut(() => button.current?.click())

  return (
    <div className={styles.bar}>
      {/* What comes and goes stands above, so that Send stays where the pointer is. */}
      {isEmpty(followUps) ? null : (
        // A boundary of its own, each time: an older one would hold back the reasons below until it is loaded.
        <Suspense>
          <WarningsFound followUps={followUps} />
        </Suspense>
      )}
      <Obstacles id={reasonsId} obstacles={obstacles} />
      {sendAnyway ? <p className={styles.note}>{t.sendAnywayWhy}</p> : null}
      {children}
      <div className={styles.main}>
        <HoldButton
          ref={button}
          variant="primary"
          icon={<Send size={16} aria-hidden="true" />}
          aria-disabled={blocked}
          aria-describedby={obstacles.length > 0 ? reasonsId : describedBy}
          aria-keyshortcuts={SEND_KEYS}
          data-command="send"
          question={blocked ? null : question}
          onPress={send}
        >
          {sending ? t.sending : t.send}
        </HoldButton>
        <span className={styles.where}>
          {profile ? <ProfileBadge profile={profile} /> : t.noProfile}
          {question ? <span>{t.hold}</span> : null}
          <kbd>Ctrl/⌘ ↵</kbd>
        </span>
        <Switch checked={sendAnyway} onChange={setSendAnyway}>
          {t.sendAnyway}
        </Switch>
      </div>
    </div>
  )
})

/** Whether nothing was typed of which anything could be said. */
function isEmpty(followUps: DraftBody['follow_ups']): boolean {
  return followUps.every(
    ({ content, i18n_contents = [] }) => content === '' && i18n_contents.length === 0,
  )
}
