import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { NewMessage } from '#contract/create-message'
import type { Exchange } from '#contract/exchange'
import { useRefreshEmulatorState } from '../../api-client/emulator-state.ts'
import { useRefreshExchanges } from '../../api-client/exchanges.ts'
import { preloadSendResponses } from '../../api-client/messages.ts'
import { useRefreshTarget } from '../../api-client/refresh.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import type { Question } from '../../ui/button/hold-button.tsx'
import { useFirstTouch } from '../../ui/interaction.ts'
import { type BodyState, bodyOf, useComposition } from '../composition/composition-context.tsx'
import type { Run, RunActions, RunCalls, RunKind } from '../exchange-view/run.ts'
import { useProductionQuestion } from '../profile/profile-badge.tsx'
import { markPressed } from '../target/first-visit.ts'
import { knownFromCreated } from '../target/known-message.ts'
import type { Target } from '../target/use-target.ts'
import {
  NOTHING_SENT,
  type Press,
  type SenderEvent,
  type SenderState,
  sendingEntry,
  shownRun,
  shownText,
  step,
} from './machine.ts'
import { callsOf, perform, requestOf } from './requests.ts'
import { type SendIssue, useFindSendIssues, useShowIssue } from './send-issues.ts'

/** The one way to send of the Compose page. */
export type Sender = {
  run: Run
  /** The last runs of this page, newest first. */
  recent: readonly Run[]
  showRun: (run: Run) => void
  sending: boolean
  /** What the Send button does. */
  sendKind: 'message' | 'new_message'
  /** Sends at once. For a press that is deliberate enough for production, such as a held button. */
  send: (kind: RunKind) => void
  /** Sends, in production after a confirmation. For shortcuts and menu items. */
  press: (kind: RunKind) => void
  /** The confirmation that a press waits for; null if none does. */
  asking: (Question & { onConfirm: () => void; onClose: () => void }) | null
  /** Whether the bubbles are sent without local validation. */
  skipValidation: boolean
  setSkipValidation: (skip: boolean) => void
  /** Everything that prevents a send of this body, in the order of the page. */
  findIssues: (kind: RunKind, body: BodyState) => SendIssue[]
  /** Opens or focuses what an issue is about. */
  showIssue: (issue: SendIssue) => void
} & Omit<RunActions, 'onOpenChecks' | 'onCheckProfile' | 'onSendToNewMessage'>

/** Outlives the page: after a look at another one, its runs are still shown, also one that was under way. */
const kept = {
  state: NOTHING_SENT,
  target: null as Target | null,
  waiting: null as AbortController | null,
}
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const readState = (): SenderState => kept.state

/**
 * Sends what is composed to the target, one run at a time; nothing is sent without a press.
 * @param ready false while the default recipient of the emulator is still loading: a press waits for it
 */
export function useSender(target: Target, ready: boolean): Sender {
  const { locale } = useLocale()
  const { draft } = useComposition()
  const find = useFindSendIssues()
  const showIssue = useShowIssue(target)
  const question = useProductionQuestion(target.profile)
  const [skipValidation, setSkipValidation] = useState(false)
  const [asking, setAsking] = useState<(() => void) | null>(null)
  const state = useSyncExternalStore(subscribe, readState, readState)
  const refreshers = [useRefreshExchanges(), useRefreshTarget(), useRefreshEmulatorState()]
  useEffect(() => {
    kept.target = target
  })
  useFirstTouch(preloadSendResponses)

  /** Returns whether the event changed anything. */
  const dispatch = (event: SenderEvent): boolean => {
    const { state, send } = step(kept.state, event)
    if (state === kept.state) return false
    kept.state = state
    // Before the next rendering, so that the request does not wait for it.
    if (send) void settle(send)
    for (const listener of listeners) listener()
    return true
  }

  async function settle(press: Press): Promise<void> {
    const controller = new AbortController()
    kept.waiting = controller
    const event = await perform(press, locale, controller.signal)
    // In one synchronous rendering: the next frame shows the response.
    flushSync(() => {
      if (dispatch(event) && event.type === 'answered') chooseCreated(event.calls)
    })
    afterPaint(() => {
      for (const refresh of refreshers) refresh()
    })
  }

  async function showFound(exchange: Exchange): Promise<void> {
    const calls = await callsOf(exchange, locale)
    const { idempotency_key: key, started_at } = exchange
    if (dispatch({ type: 'found', key, calls, at: Date.parse(started_at) })) chooseCreated(calls)
  }

  /** Makes a new message the target; a test leaves the target as it is. */
  function chooseCreated({ create }: RunCalls): void {
    const run = shownRun(kept.state)
    if (!create || run.status === 'idle' || run.kind === 'myself') return
    const created = knownFromCreated(create, shownText(kept.state))
    if (created) kept.target?.choose(created)
  }

  const messageOf = (kind: RunKind): NewMessage | null => {
    if (kind !== 'myself') return target.newMessage()
    return target.myself && target.newMessage(target.myself)
  }
  const findIssues = (kind: RunKind, body: BodyState, messageId = target.messageId) =>
    find({
      ...{ kind, body, messageId, skipValidation, profile: target.profile },
      message: () => messageOf(kind),
    })

  /** Returns the press of a kind, or null after it has shown why nothing can be sent. */
  const prepare = (kind: RunKind) => {
    if (sendingEntry(kept.state)) return null
    const { values, ...json } = draft()
    const { message_id: messageId, follow_ups } = values
    const body = bodyOf(follow_ups, json)
    const [issue] = findIssues(kind, body, messageId)
    if (issue) {
      showIssue(issue)
      return null
    }
    const message = kind === 'message' ? null : messageOf(kind)
    const content = {
      body: kind === 'only_message' || !body.ok ? undefined : body.value,
      message,
      messageId,
      skipValidation,
    }
    const request = requestOf(content, crypto.randomUUID())
    return () => {
      if (kind !== 'only_message') markPressed()
      dispatch({
        type: 'pressed',
        kind,
        press: { key: newKey(), profile: target.profile.id, request },
        text: message && 'text' in message ? message.text : null,
        now: performance.now(),
      })
    }
  }
  const ask = (send: (() => void) | null) => {
    if (send && question) setAsking(() => send)
    else send?.()
  }
  const begin = {
    send: (kind: RunKind) => prepare(kind)?.(),
    press: (kind: RunKind) => ask(prepare(kind)),
  }
  const early = useRef<{ how: keyof typeof begin; kind: RunKind } | null>(null)
  const beginWhenReady = (how: keyof typeof begin) => (kind: RunKind) => {
    if (ready || kind === 'message') begin[how](kind)
    else early.current ??= { how, kind }
  }
  useEffect(() => {
    if (!ready || !early.current) return
    const { how, kind } = early.current
    early.current = null
    begin[how](kind)
  })

  return {
    onCancel: () => {
      dispatch({ type: 'cancelled', now: performance.now() })
      kept.waiting?.abort()
    },
    onAskAgain: () => dispatch({ type: 'asked_again', now: performance.now() }),
    onRetryBubbles: () =>
      ask(() => dispatch({ type: 'bubbles_retried', key: newKey(), now: performance.now() })),
    onRepeatMessage: () =>
      ask(() => dispatch({ type: 'message_repeated', key: newKey(), now: performance.now() })),
    onFound: (exchange) => void showFound(exchange),
    run: shownRun(state),
    recent: state.entries.map(({ run }) => run),
    showRun: (run) => dispatch({ type: 'shown', run }),
    sending: sendingEntry(state) !== undefined,
    sendKind: target.sendKind(),
    send: beginWhenReady('send'),
    press: beginWhenReady('press'),
    asking: asking &&
      question && {
        ...question,
        onConfirm: () => {
          setAsking(null)
          asking()
        },
        onClose: () => setAsking(null),
      },
    skipValidation,
    setSkipValidation,
    findIssues,
    showIssue,
  }
}

const newKey = () => crypto.randomUUID()

/** Runs something after the next frame is painted; at once in a hidden page, which paints none. */
function afterPaint(run: () => void): void {
  if (document.hidden) run()
  else requestAnimationFrame(() => setTimeout(run))
}
