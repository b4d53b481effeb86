import { Send } from 'lucide-react'
import {
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
import { ProfileBadge, useProductionQuestion } from '../features/profile/profile-badge.tsx'
import { useTexts } from '../i18n/texts.ts'
import { HoldButton } from '../ui/button/hold-button.tsx'
import { Switch } from '../ui/form/labelled-field.tsx'
import { lazyComponent } from '../ui/lazy-component.tsx'
import { SEND_KEYS, useSendShortcut } from './composer-keys.ts'
import { readFollowUps } from './composition.ts'
import { useComposition } from './composition-context.tsx'
import styles from './send-bar.module.css'
import { SendIssues, useFindSendIssues } from './send-issues.tsx'
import { composerTexts } from './texts.ts'
import { type BodyState, bodyOf, useBody } from './use-body.ts'

const WarningsFound = lazyComponent(() => import('./warnings-found.tsx'), 'WarningsFound')

/** What Send sends. `body` is JSON text. */
export type PushRequest = { messageId: string; body: string; sendAnyway: boolean }

type Props = {
  profile: Profile | undefined
  sending: boolean
  onSend: (request: PushRequest) => void
  /** The pre-check; it never disables the button. */
  children: ReactNode
  /** The id of the text that describes the button. */
  describedBy: string
}

/** Send with its profile, the issues that disable it, and the switch that skips validation. */
export function SendBar(props: Props) {
  // Deferred, so that typing does not wait for validation.
  return <Bar {...props} body={useDeferredValue(useBody())} />
}

/** Memoized, so that it does not render before the deferred body changes. */
const Bar = memo(function Bar(props: Props & { body: BodyState }) {
  const { profile, sending, onSend, children, describedBy, body } = props
  const t = useTexts(composerTexts)
  const { form, view, draft } = useComposition()
  const [sendAnyway, setSendAnyway] = useState(false)
  const issuesId = useId()
  const messageId = useWatch({ control: form.control, name: 'message_id' })
  const findIssues = useFindSendIssues()
  const issues = useMemo(
    () => findIssues(messageId, body, sendAnyway),
    [findIssues, messageId, body, sendAnyway],
  )
  const followUps = useMemo(() => (body.ok ? readFollowUps(body.value) : []), [body])
  const blocked = sending || !profile || issues.length > 0

  const button = useRef<HTMLButtonElement>(null)
  const question = useProductionQuestion(profile)

  const send = () => {
    if (sending || !profile) return
    // Validated again, because the deferred body may be one key old.
    const { values, ...json } = draft()
    const now = bodyOf(values.follow_ups, json)
    const invalid = findIssues(values.message_id, now, sendAnyway).length > 0
    if (invalid || !now.ok || (blocked && question)) {
      // Shows every error and focuses the first field; the JSON view has no fields.
      void form.handleSubmit(() => {})()
      if (view === 'json') document.getElementById(issuesId)?.focus()
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
      {/* Above Send, so that Send does not move when they change. */}
      {isEmpty(followUps) ? null : (
        // A boundary of its own, so that loading it does not hold back the issues below.
        <Suspense>
          <WarningsFound followUps={followUps} />
        </Suspense>
      )}
      <SendIssues id={issuesId} issues={issues} />
      {sendAnyway ? <p className={styles.note}>{t.sendAnywayWhy}</p> : null}
      {children}
      <div className={styles.main}>
        <HoldButton
          ref={button}
          variant="primary"
          icon={<Send size={16} aria-hidden="true" />}
          aria-disabled={blocked}
          aria-describedby={issues.length > 0 ? issuesId : describedBy}
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

/** Whether there is no text that could have a warning. */
function isEmpty(followUps: DraftBody['follow_ups']): boolean {
  return followUps.every(
    ({ content, i18n_contents = [] }) => content === '' && i18n_contents.length === 0,
  )
}
