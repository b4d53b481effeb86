import type { Delivery } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import type { Locale } from '#contract/locale'
import type { Refusal, RefusalKind } from '#contract/refusal'
import type { Tone } from '../../ui/callout/callout.tsx'
import { outcomeTexts } from './outcome-texts.ts'
import { causeOf, type Remedy } from './plain-causes.ts'

/** The main action to offer next; `finish` continues the same delivery. */
export type NextStep = Exclude<Remedy, 'wait'> | 'finish' | 'check_chat'

/** What happened and what to do, without technical terms. */
export type PlainOutcome = { tone: Tone; title: string; todo: string; next: NextStep }

/** The platform keeps a message's `uuid` for one hour; the console stops a little earlier. */
const SETTLE_MS = 55 * 60_000

/** Explains a delivery in plain sentences. `name` is what the recipient is called. */
export function plainOutcome(
  delivery: Delivery,
  name: string,
  locale: Locale,
  now: number,
): PlainOutcome {
  const t = outcomeTexts[locale]
  const recall = recallOutcome(delivery, name, locale)
  if (recall) return recall
  switch (delivery.state) {
    case 'running':
      return { tone: 'info', title: t.running(name), todo: t.runningTodo, next: 'none' }
    case 'sent':
      return { tone: 'good', title: t.sent(name), todo: t.sentTodo, next: 'none' }
    case 'recalled':
      return { tone: 'info', title: t.recalled(name), todo: t.recalledTodo, next: 'none' }
    case 'message_only':
      return messageOnly(delivery, name, locale)
    case 'refused':
    case 'not_sent':
      return undelivered(delivery, locale)
    case 'unknown':
      return unknown(delivery, name, locale, now)
  }
}

/** What became of an attempt to take the message back, if that is the last thing that happened. */
function recallOutcome(
  { state, recall }: Delivery,
  name: string,
  locale: Locale,
): PlainOutcome | null {
  const t = outcomeTexts[locale]
  if (recall === null || state === 'recalled' || state === 'running') return null
  return recall.outcome === 'unknown' && recall.resolution === null
    ? { tone: 'unsure', title: t.recallUnknown(name), todo: t.recallUnknownTodo, next: 'finish' }
    : { tone: 'warn', title: t.notRecalled(name), todo: t.notRecalledTodo, next: 'none' }
}

function unknown(delivery: Delivery, name: string, locale: Locale, now: number): PlainOutcome {
  const t = outcomeTexts[locale]
  if (delivery.next_step === 'settle_create') {
    const fresh = now - Date.parse(delivery.create?.started_at ?? '') < SETTLE_MS
    const todo = fresh ? t.messageUnknownTodo : t.readsChat
    return { tone: 'unsure', title: t.messageUnknown(name), todo, next: 'finish' }
  }
  const { alone, afterMessage, todo } = t.bubblesUnknown
  const title = delivery.message === null ? alone(name) : afterMessage(name)
  // The bubbles are there, perhaps by another push: a further repeat tells no more.
  return delivery.push?.resolution?.verdict === 'undecided'
    ? { tone: 'unsure', title, todo: t.tooLate, next: 'check_chat' }
    : { tone: 'unsure', title, todo, next: 'finish' }
}

/** The message arrived and its bubbles did not, so no sentence says that nothing was sent. */
function messageOnly(delivery: Delivery, name: string, locale: Locale): PlainOutcome {
  const t = outcomeTexts[locale]
  const { push, message_id } = delivery
  const warn = (why: string, todo: string, next: NextStep): PlainOutcome => ({
    tone: 'warn',
    title: t.withoutBubbles(name, why),
    todo,
    next,
  })
  if (message_id === null) {
    return { tone: 'warn', title: t.noId(name), todo: t.noIdTodo, next: 'none' }
  }
  if (push === null) return warn(t.bubblesLeft, t.finishTodo, 'finish')
  if (push.outcome === 'unknown') return warn(t.bubblesLost, t.finishTodo, 'finish')
  if (push.outcome !== 'answered') {
    const { why, todo } = t.notSent[unsentReason(push)]
    return warn(why, todo, 'finish')
  }
  const { why, todo, remedy } = causeOf('push_follow_up', push.code)
  return warn(why[locale], todo[locale], afterWait(remedy))
}

/** Neither a message nor bubbles arrived. */
function undelivered(delivery: Delivery, locale: Locale): PlainOutcome {
  const t = outcomeTexts[locale]
  const bubblesOnly = delivery.message === null
  const exchange = bubblesOnly ? delivery.push : delivery.create
  const because = (tone: Tone, why: string, todo: string, next: NextStep): PlainOutcome => ({
    tone,
    title: t.notDelivered(why),
    todo,
    next,
  })
  if (exchange === null) return because('warn', t.neverTried, t.notSent.network.todo, 'finish')
  if (exchange.outcome === 'unknown') {
    return because('warn', t.seenUndelivered, t.messageUnknownTodo, 'finish')
  }
  if (exchange.outcome !== 'answered') {
    const { why, todo } = t.notSent[unsentReason(exchange)]
    return because('warn', why, todo, 'finish')
  }
  const endpoint = bubblesOnly ? 'push_follow_up' : 'create_message'
  const { why, todo, remedy } = causeOf(endpoint, exchange.code)
  return because('bad', why[locale], todo[locale], afterWait(remedy))
}

/** After a wait, the same delivery is continued. */
function afterWait(remedy: Remedy): NextStep {
  return remedy === 'wait' ? 'finish' : remedy
}

function unsentReason({ outcome, failure }: Exchange): 'access' | 'busy' | 'network' {
  if (outcome === 'token_refused') return 'access'
  const kind = failure?.kind ?? ''
  if (kind === 'rate_limited') return 'busy'
  return NO_ACCESS.has(kind) ? 'access' : 'network'
}

const NO_ACCESS: ReadonlySet<string> = new Set([
  'no_token',
  'no_secret',
  'no_app_ticket',
  'no_tenant_key',
  'no_pasted_token',
  'pasted_token_expired',
])

/** Explains why the console refused a call; `first` unless an earlier call of the delivery was made. */
export function plainRefusal(
  { error }: Pick<Refusal, 'error'>,
  first: boolean,
  locale: Locale,
): PlainOutcome {
  const t = outcomeTexts[locale]
  const { title, todo } = t.refused[groupOf(error)]
  return {
    tone: 'warn',
    title,
    todo: first ? todo : `${t.refusedContinue}${locale === 'zh' ? '' : ' '}${todo}`,
    next: error === 'invalid' ? 'fix_texts' : 'finish',
  }
}

/** Explains a call that got no response of the console; `open` if it may have been sent. */
export function plainNoResponse(
  end: 'sign_in' | 'lost',
  open: boolean,
  locale: Locale,
): PlainOutcome {
  const t = outcomeTexts[locale]
  if (end === 'lost') return { tone: 'unsure', ...t.lost, next: 'finish' }
  return open
    ? { tone: 'unsure', ...t.signInUnknown, next: 'finish' }
    : { tone: 'warn', ...t.signIn, next: 'finish' }
}

/** The errors of the console, grouped by what the user can do. */
function groupOf(error: RefusalKind): 'busy' | 'in_flight' | 'invalid' | 'console' {
  if (error === 'rate_limited') return 'busy'
  if (error === 'in_flight' || error === 'invalid') return error
  return 'console'
}
