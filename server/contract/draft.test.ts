import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDraft, hasOnlyKnownKeys, isDraft, isDraftBody } from './draft.ts'
import { draftBodySchema } from './follow-ups.ts'

const row = fc.record({ content: fc.string(), language: fc.string() })
const followUp = fc.record(
  { content: fc.string(), i18n_contents: fc.array(row) },
  { requiredKeys: ['content'], noNullPrototype: true },
)
const body = fc.record({ follow_ups: fc.array(followUp) }, { noNullPrototype: true })

/** The same with one value put somewhere in it. */
const damaged = fc
  .tuple(body, fc.jsonValue(), fc.constantFrom('follow_ups', 'content', 'i18n_contents', 'extra'))
  .map(([whole, value, key]) =>
    key === 'follow_ups' || whole.follow_ups.length === 0
      ? { ...whole, [key]: value }
      : { follow_ups: [{ ...whole.follow_ups[0], [key]: value }, ...whole.follow_ups.slice(1)] },
  )

describe('the shape of a body as typed so far', () => {
  test('is checked as the schema checks it, which also rejects unknown keys', () => {
    fc.assert(
      fc.property(fc.oneof(body, damaged, fc.jsonValue()), (value) => {
        const known = isDraftBody(value) && hasOnlyKnownKeys(value.follow_ups)
        expect(known).toBe(draftBodySchema.safeParse(value).success)
      }),
    )
  })

  test('may have unknown keys in a bubble and in a row, but not beside the bubbles', () => {
    const row = { content: 'a', language: 'en_us', note: 1 }
    const follow_ups = [{ content: 'a', id: 'x', i18n_contents: [row] }]
    expect(isDraftBody({ follow_ups })).toBe(true)
    expect(hasOnlyKnownKeys(follow_ups)).toBe(false)
    expect(isDraftBody({ follow_ups, uuid: 'x' })).toBe(false)
  })
})

const withRow = (row: unknown) => [{ content: 'a', i18n_contents: [row] }]

describe('the shape of a draft', () => {
  test('is at first an empty form with one empty bubble', () => {
    expect(emptyDraft()).toEqual({
      values: { message_id: '', follow_ups: [{ content: '' }] },
      ...{ view: 'form', source: 'form', jsonText: '' },
    })
  })

  test.each([
    [{ view: 'json' }, true],
    [{ source: 'json' }, true],
    [{ jsonText: '{' }, true],
    [{ view: '' }, false],
    [{ source: 'x' }, false],
    [{ jsonText: 1 }, false],
    [{ values: { follow_ups: [] } }, false],
    [{ values: { message_id: '' } }, false],
    [{ values: { message_id: 'om_a', follow_ups: [] } }, true],
    [{ values: { message_id: '', follow_ups: {} } }, false],
    [{ values: { message_id: '', follow_ups: withRow({ content: 'a', language: 'a' }) } }, true],
    [{ values: { message_id: '', follow_ups: withRow({ content: 1, language: 'a' }) } }, false],
    [{ values: { message_id: '', follow_ups: withRow({ content: 'a', language: 1 }) } }, false],
  ])('with %j is right: %s', (change, isRight) => {
    expect(isDraft({ ...emptyDraft(), ...change })).toBe(isRight)
  })

  test('rejects a missing field and a wrong type', () => {
    const draft = emptyDraft()
    draft.values.follow_ups = [
      { content: '', i18n_contents: [{ content: 'a', language: 'en_us' }] },
    ]
    expect(isDraft(draft)).toBe(true)
    for (const key of ['values', 'view', 'source', 'jsonText'] as const) {
      expect(isDraft({ ...draft, [key]: undefined })).toBe(false)
      expect(isDraft(Object.fromEntries(Object.entries(draft).filter(([k]) => k !== key)))).toBe(
        false,
      )
    }
    expect(isDraft({ ...draft, values: { ...draft.values, message_id: 1 } })).toBe(false)
    const followUps = (follow_ups: unknown) => ({
      ...draft,
      values: { ...draft.values, follow_ups },
    })
    expect(isDraft(followUps([{ content: 'a' }]))).toBe(true)
    expect(isDraft(followUps([{ text: 'a' }]))).toBe(false)
    expect(isDraft(followUps([{ content: 'a', i18n_contents: [{ content: 'a' }] }]))).toBe(false)
    expect(isDraft(followUps([{ content: 'a', i18n_contents: [] }]))).toBe(true)
  })

  test('accepts any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isDraft(value)).toBe(false)
      }),
    )
  })
})
