import type { Delivery } from '#contract/deliveries/delivery'
import type { Locale } from '#contract/locale'
import type { DeliveryEnd } from '../../api-client/deliveries.ts'
import { outcomeTexts } from './outcome-texts.ts'
import { type PlainOutcome, plainNoResponse, plainOutcome, plainRefusal } from './plain-outcome.ts'

/** How the last call of a press ended; `first` if no earlier call of it may have sent anything. */
export type PressEnd = { end: DeliveryEnd; first: boolean }

export type DescribedEnd = {
  outcome: PlainOutcome
  delivery: Delivery | null
  /** Whether the bot's message can be taken back. */
  canRecall: boolean
  /** Whether certainly nothing of it reached the recipient, so that it can be changed and sent. */
  unsent: boolean
  /** When the console accepts the next call; null if it did not say. */
  resets_at: string | null
}

/** Explains how the last call of a press ended. `name` is what the recipient is called. */
export function describeEnd(
  { end, first }: PressEnd,
  name: string,
  locale: Locale,
  now: number,
): DescribedEnd {
  const none = { delivery: null, canRecall: false, resets_at: null }
  switch (end.end) {
    case 'delivery': {
      const { delivery } = end
      const outcome = plainOutcome(delivery, name, locale, now)
      return {
        outcome,
        delivery,
        canRecall: canRecall(delivery),
        unsent: delivery.state === 'refused' || delivery.state === 'not_sent',
        resets_at: null,
      }
    }
    case 'refused': {
      const { refusal } = end
      if (refusal.error === 'waiting_for_approval') {
        const waits = refusal.approval !== undefined
        const todo = outcomeTexts[locale].waitsForApproval
        const outcome = waits
          ? ({ tone: 'info', title: refusal.message, todo, next: 'finish' } as const)
          : ({ tone: 'warn', title: refusal.message, todo: '', next: 'none' } as const)
        return { ...none, outcome, unsent: !waits }
      }
      const outcome = plainRefusal(refusal, first, locale)
      // The console's own sentence says why a delivery cannot be continued.
      const why = first ? null : refusal.issues[0]?.message
      return {
        ...none,
        outcome: why ? { ...outcome, title: why, next: 'none' } : outcome,
        unsent: first,
        resets_at: refusal.resets_at ?? null,
      }
    }
    default:
      return { ...none, outcome: plainNoResponse(end.end, !first, locale), unsent: first }
  }
}

/** Only a message that this delivery made can be taken back, not one that was there before. */
export function canRecall({ state, message, message_id }: Delivery): boolean {
  const arrived = state === 'sent' || state === 'message_only'
  return arrived && message !== null && message_id !== null
}
