import * as z from 'zod/mini'
import type { FollowUp } from '#contract/follow-ups'
import { isJsonObject } from '#contract/json'
import { LANGUAGES } from '#contract/languages'
import { countCharacters, LIMITS } from '#contract/limits'
import type { Assumptions } from '../assumptions/assumptions.ts'
import type { PlatformError } from './operation.ts'
import { invalidFields, type Violation, violationsOf } from './request-fields.ts'

/** The fields without their limits; unknown fields are ignored. */
const pushFields = z.object({
  follow_ups: z.array(
    z.object({
      content: z.string(),
      // Clients send null for a field that is not set.
      i18n_contents: z.nullish(
        z.array(z.object({ content: z.string(), language: z.enum(LANGUAGES) })),
      ),
    }),
  ),
})

/** The same fields and no others. */
const exactFields = z.strictObject({
  follow_ups: z.array(
    z.strictObject({
      content: z.string(),
      i18n_contents: z.nullish(
        z.array(z.strictObject({ content: z.string(), language: z.enum(LANGUAGES) })),
      ),
    }),
  ),
})

/** The body of push_follow_up before its counts and texts are checked. */
export type PushBody = {
  /** Whether it is a JSON object. */
  readable: boolean
  /** Fields that are missing, of the wrong type or not among the languages. */
  violations: readonly Violation[]
  /** Returns the fields that the documentation does not have. */
  findUnknown: () => readonly Violation[]
  /** The bubbles; none if a field is invalid. */
  follow_ups: readonly FollowUp[]
}

/** Parses a body of push_follow_up, without the limits of counts and texts. */
export function parsePushBody(body: unknown): PushBody {
  const readable = isJsonObject(body)
  const result = z.safeParse(pushFields, readable ? body : {}, { reportInput: true })
  if (!result.success) {
    const violations = violationsOf(result.error.issues)
    return { readable, violations, findUnknown: () => [], follow_ups: [] }
  }
  const findUnknown = () => {
    const exact = z.safeParse(exactFields, body, { reportInput: true })
    return exact.success ? [] : violationsOf(exact.error.issues)
  }
  const follow_ups = result.data.follow_ups.map(({ content, i18n_contents }) => ({
    content,
    i18n_contents: i18n_contents ?? [],
  }))
  return { readable, violations: [], findUnknown, follow_ups }
}

/** A rule of push_follow_up that depends only on the body; returns an error if it is broken. */
type BodyRule = (request: { body: PushBody; assumptions: Assumptions }) => PlatformError | null

export const isReadable: BodyRule = ({ body, assumptions }) =>
  body.readable ? null : invalidFields(body.violations, Number(assumptions.unreadable_body))

export const hasValidFields: BodyRule = ({ body, assumptions }) =>
  errorFor(
    [...body.violations, ...(assumptions.unknown_fields === 'refused' ? body.findUnknown() : [])],
    assumptions.bad_field,
  )

export const hasAllowedCounts: BodyRule = ({ body: { follow_ups }, assumptions }) => {
  const violations = checkLength('follow_ups', LIMITS.followUps, follow_ups.length)
  for (const [bubble, { i18n_contents = [] }] of follow_ups.entries()) {
    const field = `follow_ups[${bubble}].i18n_contents`
    violations.push(...checkLength(field, LIMITS.i18nContents, i18n_contents.length))
  }
  return errorFor(violations, assumptions.bad_count)
}

export const hasAllowedTexts: BodyRule = ({ body: { follow_ups }, assumptions }) => {
  const violations: Violation[] = []
  for (const [bubble, { content, i18n_contents = [] }] of follow_ups.entries()) {
    const field = `follow_ups[${bubble}]`
    violations.push(...checkText(`${field}.content`, content, assumptions))
    for (const [index, row] of i18n_contents.entries()) {
      const rowField = `${field}.i18n_contents[${index}].content`
      violations.push(...checkText(rowField, row.content, assumptions))
    }
    if (assumptions.duplicate_language === 'refused') {
      violations.push(
        ...findRepeated(i18n_contents, ({ language }) => language, `${field}.i18n_contents`),
      )
    }
  }
  if (assumptions.duplicate_bubbles === 'refused') {
    violations.push(...findRepeated(follow_ups, ({ content }) => content, 'follow_ups'))
  }
  return errorFor(violations, assumptions.bad_content)
}

function checkText(field: string, text: string, assumptions: Assumptions): Violation[] {
  if (assumptions.line_breaks === 'refused' && /[\n\r]/.test(text)) {
    return [{ field, value: '', description: 'line breaks are not allowed' }]
  }
  const trimmed = text.trim()
  const blank = assumptions.blank_content === 'refused' && trimmed === ''
  const counted = assumptions.trimming === 'both_ends' ? trimmed : text
  const length = blank ? 0 : countCharactersIn(assumptions.character_unit, counted)
  return checkLength(field, LIMITS.content, length)
}

/** Returns a violation for each item whose key an earlier item has. */
function findRepeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  field: string,
): Violation[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (seen.has(key)) return [{ field: `${field}[${index}]`, value: '', description: 'repeated' }]
    seen.add(key)
    return []
  })
}

function checkLength(
  field: string,
  { min, max }: { min: number; max: number },
  length: number,
): Violation[] {
  if (length >= min && length <= max) return []
  const description = length < min ? `the min len is ${min}` : `the max len is ${max}`
  return [{ field, value: '', description }]
}

function errorFor(violations: readonly Violation[], code: string): PlatformError | null {
  return violations.length === 0 ? null : invalidFields(violations, Number(code))
}

/** Returns the length of a text in the unit that "200 characters" is assumed to mean. */
function countCharactersIn(unit: Assumptions['character_unit'], text: string): number {
  switch (unit) {
    case 'code_points':
      return countCharacters(text)
    case 'utf16_units':
      return text.length
    case 'graphemes':
      // Created here because it takes 2 MB, and few choose this assumption.
      return [...new Intl.Segmenter().segment(text)].length
  }
}
