import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pushFollowUpBodySchema } from '../follow-ups.ts'
import { LANGUAGES } from '../languages.ts'
import { findFollowUpIssues, followUpHint } from './follow-up-issues.ts'
import { validate } from './validate.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '\ud83d', `\ud83d${'x'.repeat(200)}`, '😀'.repeat(200), '😀'.repeat(201)),
)
const row = fc.record({
  content: text,
  language: fc.oneof(fc.constantFrom<string>(...LANGUAGES), fc.string({ maxLength: 5 })),
})
const rows = fc.oneof(
  fc.array(row, { maxLength: 3 }),
  fc.array(row, { minLength: 49, maxLength: 52, size: 'max' }),
)
const followUp = fc.record(
  { content: text, i18n_contents: rows },
  { requiredKeys: ['content'], noNullPrototype: true },
)

test('reports the same issues as the schema, in the same order', () => {
  fc.assert(
    fc.property(
      fc.array(followUp, { maxLength: 5 }),
      fc.constantFrom('zh' as const, 'en' as const),
      (follow_ups, locale) => {
        const result = validate(pushFollowUpBodySchema, { follow_ups }, locale)
        expect(
          findFollowUpIssues(follow_ups).map(({ path, key }) => ({
            path,
            message: followUpHint(key, locale),
          })),
        ).toEqual(result.ok ? [] : result.issues)
      },
    ),
  )
})
