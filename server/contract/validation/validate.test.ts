import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { describeIssue, validateRequest } from './api-hints.ts'
import { findContentIssues, followUpHint } from './follow-up-issues.ts'
import { hintText, isHintKey } from './hints.ts'
import { validate } from './validate.ts'

const schema = z.strictObject({
  text: z.optional(z.string().check(z.minLength(1), z.maxLength(2))),
  name: z.optional(z.string().check(z.minLength(2))),
  list: z.optional(z.array(z.int()).check(z.minLength(2), z.maxLength(3))),
  one: z.optional(z.array(z.int()).check(z.maxLength(1))),
  count: z.optional(z.int().check(z.gte(1), z.lte(9))),
  share: z.optional(z.number()),
  big: z.optional(z.bigint()),
  flag: z.optional(z.boolean()),
  row: z.optional(z.strictObject({ id: z.string() })),
  kind: z.optional(z.enum(['a', 'b'])),
  shape: z.optional(z.string().check(z.regex(/^a$/))),
  hinted: z.optional(z.string().check(z.regex(/^a$/, { error: 'text_empty' }))),
  other: z.optional(z.string().check(z.regex(/^a$/, { error: 'toString' }))),
})

const said = (value: object, locale: 'zh' | 'en') => {
  const result = validate(schema, value, locale)
  return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`)
}

describe('an issue', () => {
  test.each([
    [{ text: '' }, 'text: At least 1 character.', 'text: 至少 1 个字符。'],
    [{ text: 'abc' }, 'text: At most 2 characters.', 'text: 最多 2 个字符。'],
    [{ name: '' }, 'name: At least 2 characters.', 'name: 至少 2 个字符。'],
    [{ list: [] }, 'list: At least 2 items.', 'list: 至少 2 项。'],
    [{ list: [1, 2, 3, 4] }, 'list: At most 3 items.', 'list: 最多 3 项。'],
    [{ one: [1, 2] }, 'one: At most 1 item.', 'one: 最多 1 项。'],
    [{ count: 0 }, 'count: Must be at least 1.', 'count: 至少 1。'],
    [{ count: 10 }, 'count: Must be at most 9.', 'count: 最多 9。'],
    [{ count: 1.5 }, 'count: Wrong type: must be a whole number.', 'count: 类型错误，应为整数。'],
    [{ share: 'a' }, 'share: Wrong type: must be a number.', 'share: 类型错误，应为数字。'],
    [{ big: 'a' }, 'big: Wrong type: must be bigint.', 'big: 类型错误，应为bigint。'],
    [{ text: 1 }, 'text: Wrong type: must be a string.', 'text: 类型错误，应为字符串。'],
    [{ list: 1 }, 'list: Wrong type: must be an array.', 'list: 类型错误，应为数组。'],
    [{ row: 1 }, 'row: Wrong type: must be an object.', 'row: 类型错误，应为对象。'],
    [{ row: {} }, 'row.id: Missing: must be a string.', 'row.id: 缺少此字段，应为字符串。'],
    [
      { flag: 1 },
      'flag: Wrong type: must be true or false.',
      'flag: 类型错误，应为true 或 false。',
    ],
    [{ kind: 'c' }, 'kind: Use one of: a, b.', 'kind: 请使用以下之一：a、b。'],
    [{ shape: 'b' }, 'shape: Invalid value.', 'shape: 此值无效。'],
    [{ other: 'b' }, 'other: Invalid value.', 'other: 此值无效。'],
    [{ hinted: 'b' }, 'hinted: Enter the text of the message.', 'hinted: 请填写消息文字。'],
    [{ more: 1 }, 'more: Unknown field more. Remove it.', 'more: 未知字段 more，请删除。'],
    [
      { row: { id: 'a', more: 1 } },
      'row.more: Unknown field more. Remove it.',
      'row.more: 未知字段 more，请删除。',
    ],
  ])('of %j is named in both languages', (value, en, zh) => {
    expect(said(value, 'en')).toEqual([en])
    expect(said(value, 'zh')).toEqual([zh])
  })

  test('of each field is named', () => {
    expect(said({ text: '', count: 0, a: 1, b: 1 }, 'en')).toEqual([
      'text: At least 1 character.',
      'count: Must be at least 1.',
      'a: Unknown field a. Remove it.',
      'b: Unknown field b. Remove it.',
    ])
    expect(validate(schema, { text: 'a' }, 'en')).toEqual({ ok: true, value: { text: 'a' } })
  })

  test('of a request may have a hint that a form never shows', () => {
    const key = z.string().check(z.regex(/^a$/, { error: 'export_format' }))
    const said = { path: '', message: 'format must be json or csv.' }
    expect(validateRequest(key, 'b', 'en')).toEqual({ ok: false, issues: [said] })
    expect(validate(key, 'b', 'en')).toEqual({
      ok: false,
      issues: [{ path: '', message: 'Invalid value.' }],
    })
    expect(describeIssue('a.b', 'no_emulator', 'zh')).toEqual({
      path: 'a.b',
      message: '模拟器未运行。',
    })
  })
})

test('a hint is found by its own key only', () => {
  expect(['text_empty', 'content_empty', 'toString', 'export_format', ''].map(isHintKey)).toEqual([
    ...[true, true, false, false, false],
  ])
  expect(hintText('text_empty', 'en')).toBe('Enter the text of the message.')
  expect(hintText('toString', 'en')).toBe('toString')
  expect(followUpHint('follow_ups_empty', 'en')).toBe('Add at least one bubble.')
  expect(followUpHint('toString', 'en')).toBe('toString')
})

test.each([
  ['content_empty', 'Enter a text of 1–200 characters.'],
  ['content_too_long', 'Too long: at most 200 characters.'],
  ['follow_ups_too_many', 'Maximum 3 bubbles. Remove the rest.'],
  ['i18n_contents_too_many', 'Maximum 50 language rows per bubble. Remove the rest.'],
  ['text_too_long', 'The message is too long: at most 4000 characters.'],
  ['message_content_too_large', 'A post or card can have at most 30 KB (UTF-8).'],
  ['message_text_too_large', 'A text message can have at most 150 KB (UTF-8).'],
  ['uuid_shape', 'A uuid must be 1–50 ASCII characters.'],
  ['profile_name_too_long', 'A name can have at most 60 characters.'],
  ['expires_in_range', 'Enter 1–7200 seconds. Tokens are valid for at most 2 hours.'],
])('the hint %s names the limit', (key, en) => {
  expect(hintText(key, 'en')).toBe(en)
  const numbers = (text: string) => text.match(/\d+/g)?.filter((one) => one !== '8')
  expect(numbers(hintText(key, 'zh'))).toEqual(numbers(en))
})

test.each([
  ['a', []],
  ['x'.repeat(200), []],
  ['', ['content_empty']],
  ['x'.repeat(201), ['content_too_long']],
  ['\ud83d', ['content_lone_surrogate']],
  [`\ud83d${'x'.repeat(200)}`, ['content_too_long', 'content_lone_surrogate']],
])('the text %j of a bubble has the issues %j', (text, issues) => {
  expect(findContentIssues(text)).toEqual(issues)
})
