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
  const violations: Violation[] = []
  add(violations, lengthOutside(LIMITS.followUps, follow_ups.length), () => 'follow_ups')
  for (const [bubble, { i18n_contents = [] }] of follow_ups.entries()) {
    const flaw = lengthOutside(LIMITS.i18nContents, i18n_contents.length)
    add(violations, flaw, () => `follow_ups[${bubble}].i18n_contents`)
  }
  return refusalFor(violations, assumptions.bad_count)
}

export const hasAllowedTexts: BodyRule = ({ draft: { follow_ups }, assumptions }) => {
  const violations: Violation[] = []
  for (const [bubble, { content, i18n_contents = [] }] of follow_ups.entries()) {
    const field = `follow_ups[${bubble}]`
    add(violations, flawOf(assumptions, content), () => `${field}.content`)
    for (const [index, row] of i18n_contents.entries()) {
      const flaw = flawOf(assumptions, row.content)
      add(violations, flaw, () => `${field}.i18n_contents[${index}].content`)
    }
    if (assumptions.duplicate_language === 'refused') {
      violations.push(
        ...repeated(i18n_contents, ({ language }) => language, `${field}.i18n_contents`),
      )
    }
  }
  if (assumptions.duplicate_bubbles === 'refused') {
    violations.push(...repeated(follow_ups, ({ content }) => content, 'follow_ups'))
  }
  return refusalFor(violations, assumptions.bad_content)
}

/** Adds a flaw, if there is one; only then its field has to be spelt. */
function add(violations: Violation[], flaw: string | null, field: () => string): void {
  if (flaw !== null) violations.push({ field: field(), value: '', description: flaw })
}

function flawOf(assumptions: Assumptions, text: string): string | null {
  if (assumptions.line_breaks === 'refused' && /[\n\r]/.test(text)) {
    return 'line breaks are not allowed'
  }
  const trimmed = text.trim()
  const blank = assumptions.blank_content === 'refused' && trimmed === ''
  const counted = assumptions.trimming === 'both_ends' ? trimmed : text
  const length = blank ? 0 : countIn(assumptions.character_unit, counted)
  return lengthOutside(LIMITS.content, length)
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

function lengthOutside({ min, max }: Limit, length: number): string | null {
  if (length < min) return `the min len is ${min}`
  return length > max ? `the max len is ${max}` : null
}

function refusalFor(violations: readonly Violation[], code: string): Refusal | null {
  return violations.length === 0 ? null : invalidFields(violations, Number(code))
}
