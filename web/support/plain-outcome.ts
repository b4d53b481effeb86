import type { Locale } from '#contract/locale'
import type { RefusalKind } from '#contract/refusal'
import { type Fate, fateOf } from '../exchange-view/fate.ts'
import type { Delivered, Delivery } from '../queries/use-delivery.ts'
import type { Tone } from '../ui/callout.tsx'
import { outcomeTexts } from './outcome-texts.ts'
import { causeOf, type Remedy } from './plain-causes.ts'

/** The one thing to press next, beside the ways back and on. */
export type NextStep = Remedy | 'push_again' | 'repeat_message' | 'ask_again' | 'send_again'

/** What happened and what to do, without a word that only developers know. */
export type PlainOutcome = { tone: Tone; title: string; todo: string; next: NextStep }

type Ended = Extract<Delivery, { status: 'delivered' | 'refused' | 'lost' }>

/** The end of a delivery in plain sentences. `name` is whom it was for. */
export function plainOutcome(delivery: Ended, name: string, locale: Locale): PlainOutcome {
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
  const fate = fateOf(delivered)
  const { create, pushes, refusal } = delivered
  const push = pushes.at(-1)
  /** The message itself has arrived; only its bubbles have not. */
  const withoutBubbles = (why: string) => (create ? t.withoutBubbles(name, why) : why)

  switch (fate) {
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
      const { why, todo } = t.notSent[unsentReason(fate, delivered)]
      const title = fate === 'push_not_sent' ? withoutBubbles(why) : why
      return { tone: 'warn', title, todo, next: again(fate) }
    }
    case 'push_kept_back': {
      const { title, todo } = t.refused[groupOf(refusal?.error ?? 'internal')]
      return { tone: 'warn', title: withoutBubbles(title), todo, next: 'push_again' }
    }
    case 'create_refused': {
      const { why, todo, remedy } = causeOf('create_message', create?.code ?? null)
      const title = t.notDelivered(why[locale])
      return { tone: 'bad', title, todo: todo[locale], next: waited(remedy, 'send_again') }
    }
    case 'push_refused': {
      const { why, todo, remedy } = causeOf('push_follow_up', push?.code ?? null)
      return {
        tone: create ? 'warn' : 'bad',
        title: withoutBubbles(why[locale]),
        todo: todo[locale],
        next: waited(remedy, 'push_again'),
      }
    }
  }
}

function again(fate: Fate): NextStep {
  return fate === 'push_not_sent' ? 'push_again' : 'send_again'
}

/** Who only has to wait may press the same again then. */
function waited(remedy: Remedy, next: NextStep): NextStep {
  return remedy === 'wait' ? next : remedy
}

function unsentReason(fate: Fate, { create, pushes }: Delivered): 'access' | 'busy' | 'network' {
  const exchange = fate === 'create_not_sent' ? create : pushes.at(-1)
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

/** The console's own refusals, as far as they differ to somebody who sends. */
type RefusalGroup = 'busy' | 'in_flight' | 'invalid' | 'console'

function groupOf(error: RefusalKind): RefusalGroup {
  if (error === 'rate_limited') return 'busy'
  if (error === 'in_flight' || error === 'invalid') return error
  return 'console'
}
