import { Link } from 'wouter'
import type { Exchange } from '#contract/exchange'
import type { Refusal } from '#contract/refusal'
import { useTexts } from '../../i18n/texts.ts'
import { HoldButton } from '../../ui/button/hold-button.tsx'
import { useNow } from '../../ui/use-time.ts'
import { useProductionQuestion } from '../profile/profile-badge.tsx'
import { type NextStep, waitUntil } from './next-step.ts'
import styles from './next-step-buttons.module.css'
import type { ResponsePaneProps, ShownRun } from './pane-props.ts'
import { texts } from './texts.ts'

type Props = Omit<ResponsePaneProps, 'run'> & {
  run: ShownRun
  steps: readonly NextStep[]
  /** The exchange, or the rejection, that the steps follow. */
  exchange?: Exchange
  refusal?: Refusal
}

/** Focuses the first text of the bubbles, in the table or in the JSON. */
function focusBubbles(): void {
  document.querySelector<HTMLElement>('textarea[data-cell], .cm-content')?.focus()
}

/** The next steps as buttons, the best one first. */
export function NextSteps({ steps, exchange, refusal, run, profile, ...actions }: Props) {
  const t = useTexts(texts)
  const production = useProductionQuestion(profile)
  if (steps.length === 0) return null

  // Retries ask for themselves in production, a new send does not.
  const fresh = run.status === 'refused'
  const create = run.status === 'done' ? run.calls.create : null
  const again = fresh
    ? () => actions.send(run.kind)
    : create && create.code !== 0
      ? actions.onRepeatMessage
      : actions.onRetryBubbles
  const presses: Record<Exclude<NextStep, 'see_chat' | 'wait'>, (() => void) | undefined> = {
    send_again: again,
    new_message: actions.onSendToNewMessage,
    retry_bubbles: actions.onRetryBubbles,
    repeat_message: actions.onRepeatMessage,
    fix_bubbles: focusBubbles,
    choose_recipient: actions.onOpenRecipient,
    open_checks: actions.onOpenChecks,
    check_profile: actions.onCheckProfile,
  }
  return (
    <div className={styles.steps}>
      {steps.map((step, index) => {
        if (step === 'see_chat') {
          const message = exchange?.message_id ?? ''
          const search = new URLSearchParams({ profile: profile.id, message })
          return (
            <Link key={step} href={`/emulator?${search}`}>
              {t.next.see_chat}
            </Link>
          )
        }
        if (step === 'wait') {
          return (
            <WaitButton
              key={step}
              until={
                refusal?.resets_at ? Date.parse(refusal.resets_at) : exchange && waitUntil(exchange)
              }
              question={fresh ? production : null}
              onPress={again}
            />
          )
        }
        const press = presses[step]
        const asks = step === 'new_message' || (step === 'send_again' && fresh)
        return press ? (
          <HoldButton
            key={step}
            variant={index === 0 ? 'primary' : 'secondary'}
            question={asks ? production : null}
            onPress={press}
          >
            {t.next[step]}
          </HoldButton>
        ) : null
      })}
    </div>
  )
}

type WaitProps = {
  /** In milliseconds since 1970; none if it is not known. */
  until: number | null | undefined
  question: ReturnType<typeof useProductionQuestion>
  onPress: () => void
}

/** Counts down to the end of a rate limit, by the local clock; then it sends again. */
function WaitButton({ until, question, onPress }: WaitProps) {
  const t = useTexts(texts)
  const now = useNow()
  const left = until == null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  const waiting = left > 0
  return (
    <HoldButton
      variant="primary"
      aria-disabled={waiting}
      question={waiting ? null : question}
      onPress={() => {
        if (!waiting) onPress()
      }}
    >
      {waiting
        ? t.next.wait(`${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`)
        : t.next.send_again}
    </HoldButton>
  )
}
