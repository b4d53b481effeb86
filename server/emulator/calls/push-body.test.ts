import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { LANGUAGES } from '#contract/languages'
import { bubble, createPush } from '../testing/push.ts'
import { parsePushBody } from './push-body.ts'

function check(body: unknown) {
  const { push, check } = createPush()
  push.body = body
  return check()
}

test.each([
  { body: undefined },
  { body: null },
  { body: 7 },
  { body: 'text' },
  { body: [] },
  { body: [bubble('x')] },
])('$body is not a JSON object and returns 9499', ({ body }) => {
  expect(check(body)).toEqual({ code: 9499 })
})

const options = `options: [${LANGUAGES.join(',')}]`

test.each([
  [{}, 'follow_ups', '', 'follow_ups is required'],
  [{ follow_ups: null }, 'follow_ups', '', 'follow_ups is required'],
  [{ follow_ups: 'x' }, 'follow_ups', 'x', 'expected array'],
  [{ follow_ups: [7] }, 'follow_ups[0]', '7', 'expected object'],
  [{ follow_ups: [{}] }, 'follow_ups[0].content', '', 'follow_ups[0].content is required'],
  [bubble(false), 'follow_ups[0].content', 'false', 'expected string'],
  [bubble('x', {}), 'follow_ups[0].i18n_contents', '', 'expected array'],
  [
    bubble('x', [{ language: 'en_us' }]),
    'follow_ups[0].i18n_contents[0].content',
    '',
    'follow_ups[0].i18n_contents[0].content is required',
  ],
  [
    bubble('x', [
      { language: 'en_us', content: 'x' },
      { language: 'EN_US', content: 'x' },
    ]),
    'follow_ups[0].i18n_contents[1].language',
    'EN_US',
    options,
  ],
])('%j returns 99992402 with the field', (body, field, value, description) => {
  expect(check(body)).toEqual({
    code: 99992402,
    error: { field_violations: [{ field, value, description }] },
  })
})

test('ignores unknown fields, and null means no language rows', () => {
  expect(check({ x: 1, follow_ups: [{ content: 'x', i18n_contents: null, y: 2 }] })).toBeNull()
})

test('limits the list of violations for a hostile body', () => {
  const refusal = check({ follow_ups: Array(10_000).fill('x'.repeat(1000)) })
  expect(JSON.stringify(refusal).length).toBeLessThan(10_000)
})

describe('a body whose fields are well formed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.integer({ min: 197, max: 203 }).map((length) => '😀'.repeat(length)),
  )
  const row = fc.record({ language: fc.constantFrom(...LANGUAGES), content: text })
  const rows = fc.oneof(fc.array(row, { maxLength: 3 }), fc.array(row, { minLength: 49 }))
  const body = fc.record({
    follow_ups: fc.array(
      fc.record({ content: text, i18n_contents: rows }, { requiredKeys: ['content'] }),
      { maxLength: 4 },
    ),
  })

  test('is accepted exactly if the contract allows it and no text is blank', () => {
    fc.assert(
      fc.property(body, (value) => {
        const texts = value.follow_ups.flatMap((item) => [item, ...(item.i18n_contents ?? [])])
        const allowed = pushFollowUpBodySchema.safeParse(value).success
        const blank = texts.some(({ content }) => content.trim() === '')
        expect(check(value) === null).toBe(allowed && !blank)
      }),
    )
  })

  test('never returns a field error, and never 230001 if the contract allows it', () => {
    fc.assert(
      fc.property(body, (value) => {
        const code = check(value)?.code ?? 0
        const allowed = pushFollowUpBodySchema.safeParse(value).success
        expect(allowed ? [0, 230007] : [230001, 230007]).toContain(code)
      }),
    )
  })
})

test('any JSON gets a result', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect([9499, 99992402, 230001, 230007]).toContain(check(value)?.code)
      expect([0, 99992402, 230001, 230007]).toContain(check({ follow_ups: value })?.code ?? 0)
    }),
  )
})

describe('with a code that lists fields', () => {
  const row = (content: string, language = 'en_us') => ({ language, content })

  function violations(body: unknown, assumed: object) {
    const { push, assumptions, check } = createPush()
    const listing = { bad_count: '99992402', bad_content: '99992402', unreadable_body: '99992402' }
    Object.assign(assumptions, listing, assumed)
    push.body = body
    const found = check()
    if (found) expect(found).toMatchObject({ code: 99992402 })
    return found?.error?.field_violations ?? []
  }
  const long = 'x'.repeat(201)
  const three = [{ content: 'x' }, { content: 'y' }, { content: 'x' }]

  test.each<[string, unknown, object, [string, string][]]>([
    ['no bubble', { follow_ups: [] }, {}, [['follow_ups', 'the min len is 1']]],
    ['three bubbles', { follow_ups: three }, {}, []],
    [
      'four bubbles',
      { follow_ups: [...three, { content: 'z' }] },
      {},
      [['follow_ups', 'the max len is 3']],
    ],
    ['fifty rows', bubble('x', Array(50).fill(row('x'))), {}, []],
    [
      'fifty-one rows of the second bubble',
      { follow_ups: [{ content: 'x' }, ...bubble('y', Array(51).fill(row('x'))).follow_ups] },
      {},
      [['follow_ups[1].i18n_contents', 'the max len is 50']],
    ],
    ['one and 200 characters', bubble('x', [row('x'.repeat(200))]), {}, []],
    [
      'texts that are too short and too long',
      bubble(long, [row('x'), row('')]),
      {},
      [
        ['follow_ups[0].content', 'the max len is 200'],
        ['follow_ups[0].i18n_contents[1].content', 'the min len is 1'],
      ],
    ],
    ['blank texts', bubble(' \n'), {}, [['follow_ups[0].content', 'the min len is 1']]],
    ['blank texts, if allowed', bubble(' \n'), { blank_content: 'allowed' }, []],
    [
      'blank texts that are trimmed',
      bubble(' \n'),
      { blank_content: 'allowed', trimming: 'both_ends' },
      [['follow_ups[0].content', 'the min len is 1']],
    ],
    [
      'line breaks',
      bubble('a\nb', [row('a b'), row('\r')]),
      { line_breaks: 'refused' },
      [
        ['follow_ups[0].content', 'line breaks are not allowed'],
        ['follow_ups[0].i18n_contents[1].content', 'line breaks are not allowed'],
      ],
    ],
    [
      'a repeated language',
      bubble('x', [row('x'), row('x', 'de_de'), row('y')]),
      { duplicate_language: 'refused' },
      [['follow_ups[0].i18n_contents[2]', 'repeated']],
    ],
    [
      'a repeated bubble',
      { follow_ups: three },
      { duplicate_bubbles: 'refused' },
      [['follow_ups[2]', 'repeated']],
    ],
    ['no JSON', undefined, {}, [['follow_ups', 'follow_ups is required']]],
    ['an unknown field', { ...bubble('x'), icon: 'y' }, {}, []],
  ])('%s', (_, body, assumed, expected) => {
    const listed = expected.map(([field, description]) => ({ field, value: '', description }))
    expect(violations(body, assumed)).toEqual(listed)
  })

  test('a field that the documentation does not have is named by its object', () => {
    const fieldsOf = (body: unknown) =>
      parsePushBody(body)
        .findUnknown()
        .map(({ field, description }) => [field, description].filter(Boolean).join(' '))
    const rows = [row('x'), { ...row('x'), icon: 'x' }]
    expect(fieldsOf(bubble('x', rows))).toEqual(['follow_ups[0].i18n_contents[1] unknown: icon'])
    expect(fieldsOf({ follow_ups: [{ content: 'x', icon: 'x' }], style: 1 })).toEqual([
      'follow_ups[0] unknown: icon',
      'unknown: style',
    ])
    expect(fieldsOf(bubble('x', [row('x')]))).toEqual([])
    expect(fieldsOf({ icon: 'x' })).toEqual([])
  })
})

test.each([
  ['code_points', '😀', 200],
  ['utf16_units', '😀', 100],
  ['graphemes', '👨‍👩‍👧', 200],
] as const)('200 characters in %s', (character_unit, one, most) => {
  const { push, assumptions, code } = createPush()
  assumptions.character_unit = character_unit
  push.body = bubble(one.repeat(most))
  expect(code()).toBe(0)
  push.body = bubble(`${one.repeat(most)}x`)
  expect(code()).toBe(230007)
})
