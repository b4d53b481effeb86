import type { DraftFollowUps } from '#contract/draft'
import { pushFollowUpBodySchema } from '#contract/follow-ups'

import { fillVariables, findVariables } from '#contract/template-variables'
import type { FlowState, Offer } from './flow.ts'

/** Fills the variables of an offer; returns the missing ones and whether the result is invalid. */
export function filledOffer(
  { follow_ups }: Offer,
  values: FlowState['values'],
): { followUps: DraftFollowUps; missing: string[]; invalid: boolean } {
  const followUps = fillVariables(follow_ups, values)
  return {
    followUps,
    missing: findVariables(follow_ups).filter((name) => !givenFor(values, name)),
    invalid: !pushFollowUpBodySchema.safeParse({ follow_ups: followUps }).success,
  }
}

/** Fills the texts with the values so far; a missing value is shown as `[name]`. */
export function withGaps(followUps: DraftFollowUps, values: FlowState['values']): DraftFollowUps {
  const names = findVariables(followUps)
  return fillVariables(
    followUps,
    Object.fromEntries(names.map((name) => [name, givenFor(values, name) || `[${name}]`])),
  )
}

/** The value of one variable; an inherited property such as `toString` is no value. */
export function givenFor(values: FlowState['values'], name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
}
