import { pushFollowUpBodySchema } from '#contract/follow-ups'
import type { FollowUps } from '#contract/template'
import { fillVariables, findVariables } from '#contract/template-variables'
import type { Journey, Offer } from './journey.ts'

/** An offer with its values put in: what is still missing, and whether the platform would take it. */
export function filledOffer(
  { follow_ups }: Offer,
  values: Journey['values'],
): { followUps: FollowUps; missing: string[]; flawed: boolean } {
  const followUps = fillVariables(follow_ups, values)
  return {
    followUps,
    missing: findVariables(follow_ups).filter((name) => !givenFor(values, name)),
    flawed: !pushFollowUpBodySchema.safeParse({ follow_ups: followUps }).success,
  }
}

/** The texts with what is filled in so far; a gap shows its name, as a person would mark it. */
export function withGaps(followUps: FollowUps, values: Journey['values']): FollowUps {
  const names = findVariables(followUps)
  return fillVariables(
    followUps,
    Object.fromEntries(names.map((name) => [name, givenFor(values, name) || `[${name}]`])),
  )
}

/** The value of one variable; a name such as `toString` has none by itself. */
export function givenFor(values: Journey['values'], name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
}
