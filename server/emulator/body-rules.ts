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
  const violations = follow_ups.flatMap(({ content, i18n_contents = [] }, bubble) => {
    const field = `follow_ups[${bubble}]`
    return [
      ...judgeText(assumptions, content, `${field}.content`),
      ...i18n_contents.flatMap((row, index) =>
        judgeText(assumptions, row.content, `${field}.i18n_contents[${index}].content`),
      ),
      ...(assumptions.duplicate_language === 'refused'
        ? repeated(i18n_contents, ({ language }) => language, `${field}.i18n_contents`)
        : []),
    ]
  })
  if (assumptions.duplicate_bubbles === 'refused') {
    violations.push(...repeated(follow_ups, ({ content }) => content, 'follow_ups'))
  }
  return refusalFor(violations, assumptions.bad_content)
}

function judgeText(assumptions: Assumptions, text: string, field: string): Violation[] {
  if (assumptions.line_breaks === 'refused' && /[\n\r]/.test(text)) {
    return [{ field, value: '', description: 'line breaks are not allowed' }]
  }
  const trimmed = text.trim()
  const blank = assumptions.blank_content === 'refused' && trimmed === ''
  const counted = assumptions.trimming === 'both_ends' ? trimmed : text
  const length = blank ? 0 : countIn(assumptions.character_unit, counted)
  return lengthOutside(LIMITS.content, length, field)
}

/** The items of a list whose key an earlier one has already. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string, field: string): Violation[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (seen.has(key)) return [{ field: `${field}[${index}]`, value: '', description: 'repeated' }]
    seen.add(key)
    return []
  })
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
