import { LIMITS } from '#contract/limits'
import type { Refusal } from './answer.ts'
import type { Assumptions } from './assumptions.ts'
import { countIn } from './character-unit.ts'
import type { Draft } from './follow-up-body.ts'
import { invalidFields, type Violation } from './violations.ts'

/** A rule of push_follow_up that looks at nothing but the body. */
type BodyRule = (request: { draft: Draft; assumptions: Assumptions }) => Refusal | null

export const isReadable: BodyRule = ({ draft, assumptions }) =>
  draft.readable ? null : invalidFields(draft.violations, Number(assumptions.unreadable_body))

export const hasValidFields: BodyRule = ({ draft, assumptions }) =>
  refusalFor(draft.violations, assumptions.bad_field)

export const hasAllowedCounts: BodyRule = ({ draft: { follow_ups }, assumptions }) => {
  const violations = [
    ...lengthOutside(LIMITS.followUps, follow_ups.length, 'follow_ups'),
    ...follow_ups.flatMap(({ i18n_contents = [] }, bubble) => {
      const field = `follow_ups[${bubble}].i18n_contents`
      return lengthOutside(LIMITS.i18nContents, i18n_contents.length, field)
    }),
  ]
  return refusalFor(violations, assumptions.bad_count)
}

export const hasAllowedTexts: BodyRule = ({ draft: { follow_ups }, assumptions }) => {
  const judge = (text: string, field: string) => {
    const blank = assumptions.blank_content === 'refused' && text.trim() === ''
    const length = blank ? 0 : countIn(assumptions.character_unit, text)
    return lengthOutside(LIMITS.content, length, field)
  }
  const violations = follow_ups.flatMap(({ content, i18n_contents = [] }, bubble) => [
    ...judge(content, `follow_ups[${bubble}].content`),
    ...i18n_contents.flatMap((row, index) =>
      judge(row.content, `follow_ups[${bubble}].i18n_contents[${index}].content`),
    ),
  ])
  return refusalFor(violations, assumptions.bad_content)
}

type Limit = { min: number; max: number }

function lengthOutside({ min, max }: Limit, length: number, field: string): Violation[] {
  if (length < min) return [{ field, value: '', description: `the min len is ${min}` }]
  if (length > max) return [{ field, value: '', description: `the max len is ${max}` }]
  return []
}

function refusalFor(violations: readonly Violation[], code: string): Refusal | null {
  return violations.length === 0 ? null : invalidFields(violations, Number(code))
}
