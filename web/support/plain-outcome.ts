import type { Locale } from '#contract/locale'
import type { RefusalKind } from '#contract/refusal'
import type { Delivered, Delivery } from '../api-client/use-delivery.ts'
import { type DeliveryOutcome, deliveryOutcome } from '../exchange-view/delivery-outcome.ts'
import type { Tone } from '../ui/callout/callout.tsx'
import { outcomeTexts } from './outcome-texts.ts'
import { causeOf, type Remedy } from './plain-causes.ts'

/** The main action to offer next. */
export type NextStep = Remedy | 'push_again' | 'repeat_message' | 'ask_again' | 'send_again'

/** What happened and what to do, without technical terms. */
export type PlainOutcome = { tone: Tone; title: string; todo: string; next: NextStep }

export type EndedDelivery = Extract<Delivery, { status: 'delivered' | 'refused' | 'lost' }>

/** Explains the end of a delivery in plain sentences. `name` is the recipient's name. */
export function plainOutcome(delivery: EndedDelivery, name: string, locale: Locale): PlainOutcome {
  const t = outcomeTexts[locale]
  switch (delivery.status) {
    case 'lost':
      return { tone: 'unsure', ...t.lost, next: 'ask_again' }
    case 'refused':
      return { tone: 'warn', ...t.refused[groupOf(delivery.refusal.error)], next: 'send_again' }
    case 'delivered':
      return describe(delivery.delivered, name, locale)
  }
}

function describe(delivered: Delivered, name: string, locale: Locale): PlainOutcome {
  const t = outcomeTexts[locale]
  const outcome = deliveryOutcome(delivered)
  const { create, pushes, refusal } = delivered
  const push = pushes.at(-1)
  /** The message was delivered, only its bubbles were not. */
  const withoutBubbles = (why: string) => (create ? t.withoutBubbles(name, why) : why)

  switch (outcome) {
    case 'done':
      return { tone: 'good', title: t.done.title(name), todo: t.done.todo, next: 'none' }
    case 'create_unknown':
      return { tone: 'unsure', ...t.messageUnknown, next: 'repeat_message' }
    case 'push_unknown':
      return {
        tone: 'unsure',
        title: create ? t.bubblesUnknown.afterMessage(name) : t.bubblesUnknown.title,
        todo: t.bubblesUnknown.todo,
        next: 'push_again',
      }
    case 'create_no_id':
      return { tone: 'warn', ...t.noId, next: 'none' }
    case 'create_not_sent':
    case 'push_not_sent': {
      const { why, todo } = t.notSent[unsentReason(outcome, delivered)]
      const title = outcome === 'push_not_sent' ? withoutBubbles(why) : why
      return { tone: 'warn', title, todo, next: retryOf(outcome) }
    }
    case 'push_kept_back': {
      const { title, todo } = t.refused[groupOf(refusal?.error ?? 'internal')]
      return { tone: 'warn', title: withoutBubbles(title), todo, next: 'push_again' }
    }
    case 'create_refused': {
      const { why, todo, remedy } = causeOf('create_message', create?.code ?? null)
      const title = t.notDelivered(why[locale])
      return { tone: 'bad', title, todo: todo[locale], next: afterWait(remedy, 'send_again') }
    }
    case 'push_refused': {
      const { why, todo, remedy } = causeOf('push_follow_up', push?.code ?? null)
      return {
        tone: create ? 'warn' : 'bad',
        title: withoutBubbles(why[locale]),
        todo: todo[locale],
        next: afterWait(remedy, 'push_again'),
      }
    }
  }
}

function retryOf(outcome: DeliveryOutcome): NextStep {
  return outcome === 'push_not_sent' ? 'push_again' : 'send_again'
}

/** After a wait, the same action can be repeated. */
function afterWait(remedy: Remedy, next: NextStep): NextStep {
  return remedy === 'wait' ? next : remedy
}

function unsentReason(
  outcome: DeliveryOutcome,
  { create, pushes }: Delivered,
): 'access' | 'busy' | 'network' {
  const exchange = outcome === 'create_not_sent' ? create : pushes.at(-1)
  if (exchange?.outcome === 'token_refused') return 'access'
  const kind = exchange?.failure?.kind ?? ''
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

/** The errors of the console, grouped by what the user can do. */
type RefusalGroup = 'busy' | 'in_flight' | 'invalid' | 'console'

function groupOf(error: RefusalKind): RefusalGroup {
  if (error === 'rate_limited') return 'busy'
  if (error === 'in_flight' || error === 'invalid') return error
  return 'console'
}
