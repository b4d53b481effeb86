import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findFlaws } from './follow-up-flaws.ts'
import { followUpMend } from './follow-up-mends.ts'
import { pushFollowUpBodySchema } from './follow-ups.ts'
import { judge } from './judge.ts'
import { LANGUAGES } from './languages.ts'

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

test('finds in any bubbles what the schema finds, in its order and words', () => {
  fc.assert(
    fc.property(
      fc.array(followUp, { maxLength: 5 }),
      fc.constantFrom('zh' as const, 'en' as const),
      (follow_ups, locale) => {
        const judgement = judge(pushFollowUpBodySchema, { follow_ups }, locale)
        expect(
          findFlaws(follow_ups).map(({ path, key }) => ({
            path,
            message: followUpMend(key, locale),
          })),
        ).toEqual(judgement.ok ? [] : judgement.issues)
      },
    ),
  )
})
