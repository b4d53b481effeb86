import { Send } from 'lucide-react'
import { memo, useDeferredValue, useId, useMemo, useRef } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import { placeBeside } from '../../ui/interaction.ts'
import { IS_MAC, useSendKey } from '../../ui/keyboard.ts'
import { keyed } from '../../ui/keyed.ts'
import { lazyComponent } from '../../ui/lazy-component.tsx'
import shared from '../../ui/shared.module.css'
import { readFollowUps } from '../composition/composition.ts'
import { type BodyState, useBody } from '../composition/composition-context.tsx'
import { useEnvironmentNames, useProductionQuestion } from '../profile/profile-badge.tsx'
import { PRECHECK_SUMMARY_ID } from '../target/precheck.ts'
import { StatusDetail, useStatus } from '../target/target-status.tsx'
import type { Target } from '../target/use-target.ts'
import { type SendIssue, useValidator } from './send-issues.ts'
import { SEND_KEYS } from './send-keys.ts'
import { SendMenu } from './send-menu.tsx'
import styles from './send-panel.module.css'
import { sendTexts } from './texts.ts'
import type { Sender } from './use-sender.ts'

const ConfirmDialog = lazyComponent(() => import('../../ui/dialog.tsx'), 'ConfirmDialog')

type Props = { sender: Sender; target: Target }

/** Send, with the other ways to send in its menu, and what it sends or why it cannot. */
export function SendPanel(props: Props) {
  // Deferred, so that typing does not wait for validation.
  return <Panel {...props} body={useDeferredValue(useBody())} />
}

/** Memoized, so that it does not render before the deferred body changes. */
const Panel = memo(function Panel({ sender, target, body }: Props & { body: BodyState }) {
  const t = useTexts(sendTexts)
  const { sending, sendKind, skipValidation, asking } = sender
  const lineId = useId()
  const issues = sender.findIssues(sendKind, body)
  const blocked = sending || issues.length > 0
  const question = useProductionQuestion(target.profile)
  useSendKey((withShift) => sender.press(withShift ? 'new_message' : sender.sendKind))
  useValidator(body)
  return (
    <section className={styles.panel} aria-label={t.region}>
      <div className={styles.split}>
        <HoldButton
          variant="primary"
          icon={<Send size={16} aria-hidden="true" />}
          aria-disabled={blocked}
          aria-describedby={`${lineId} ${PRECHECK_SUMMARY_ID}`}
          aria-keyshortcuts={SEND_KEYS.send}
          data-command="send"
          question={blocked ? null : question}
          onPress={() => sender.send(sendKind)}
        >
          {sending ? t.sending : t.send}
          {sending ? null : (
            <span className={styles.keys} aria-hidden="true">
              {IS_MAC ? '⌘ ↵' : 'Ctrl ↵'}
            </span>
          )}
        </HoldButton>
        <SendMenu sender={sender} />
      </div>
      <div id={lineId} className={styles.lines}>
        {issues.length > 0 ? (
          <Reasons issues={issues} onShow={sender.showIssue} />
        ) : (
          <>
            <StatusLine target={target} />
            <Summary body={body} sendKind={sendKind} target={target} />
          </>
        )}
      </div>
      {skipValidation ? <Badge tone="warn">{t.validationOff}</Badge> : null}
      {question ? <Badge tone="bad">{t.hold}</Badge> : null}
      {asking ? (
        <ConfirmDialog
          title={asking.title}
          confirm={asking.confirm}
          onConfirm={asking.onConfirm}
          onClose={asking.onClose}
        >
          {asking.text}
        </ConfirmDialog>
      ) : null}
    </section>
  )
})

/** On a narrow screen, where the bar does not show it: *Ready · 9:42 left*. */
function StatusLine({ target }: { target: Target }) {
  const status = useStatus(target)
  return (
    <p className={styles.status} data-tone={status.tone} aria-hidden="true">
      {status.word}
      {status.detail === '' && status.until === null ? null : (
        <>
          {status.separator}
          <StatusDetail {...status} />
        </>
      )}
    </p>
  )
}

type SummaryProps = { body: BodyState; sendKind: Sender['sendKind']; target: Target }

/** “3 bubbles, 5 languages, to 林晓雨”. */
function Summary({ body, sendKind, target }: SummaryProps) {
  const t = useTexts(sendTexts)
  const environments = useEnvironmentNames()
  const { bubbles, languages } = useMemo(() => countTexts(body), [body])
  const what = [t.bubbles(bubbles), ...(languages > 0 ? [t.languages(languages)] : [])].join(t.list)
  const short = [t.bubbles(bubbles), target.to, environments[target.profile.environment]]
  return (
    <>
      <p className={`${shared.ellipsis} ${styles.long}`}>
        {target.to === null ? (
          what
        ) : (
          <>
            {sendKind === 'new_message' ? t.toNew(what) : t.to(what)}
            <bdi className={styles.name}>{target.to}</bdi>
          </>
        )}
      </p>
      <p className={`${shared.ellipsis} ${styles.short}`}>
        {short.filter((part) => part !== null).join(' · ')}
      </p>
    </>
  )
}

/** The number of bubbles, and of languages with a text in any of them. */
function countTexts(body: BodyState): { bubbles: number; languages: number } {
  const followUps = body.ok ? readFollowUps(body.value) : []
  const rows = followUps.flatMap(({ i18n_contents = [] }) => i18n_contents)
  return { bubbles: followUps.length, languages: new Set(rows.map((row) => row.language)).size }
}

type ReasonsProps = { issues: readonly SendIssue[]; onShow: (issue: SendIssue) => void }

/** Why nothing can be sent: the first reason, and all of them in a popover. Each leads to what it is about. */
function Reasons({ issues, onShow }: ReasonsProps) {
  const t = useTexts(sendTexts)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [first] = issues
  if (!first) return null
  const link = (issue: SendIssue) => (
    <button
      type="button"
      className={styles.reason}
      title={issue.text}
      onClick={() => {
        popover.current?.hidePopover()
        onShow(issue)
      }}
    >
      {issue.text}
    </button>
  )
  return (
    <>
      <p className={styles.first}>
        <span>{t.toSend}</span>
        {link(first)}
      </p>
      {issues.length > 1 ? (
        <>
          <button ref={button} type="button" className={styles.others} popoverTarget={id}>
            {t.others(issues.length - 1)}
          </button>
          <div
            ref={popover}
            id={id}
            popover="auto"
            role="dialog"
            aria-label={t.allReasons}
            className={styles.reasons}
            onBeforeToggle={({ newState }) => {
              if (newState === 'open') placeBeside(popover.current, button.current)
            }}
          >
            <ul>
              {keyed(issues).map(([key, issue]) => (
                <li key={key}>{link(issue)}</li>
              ))}
            </ul>
          </div>
        </>
      ) : null}
    </>
  )
}
