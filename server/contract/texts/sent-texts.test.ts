import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentTexts } from './sent-texts.ts'

test('returns the default texts of the bubbles in order', () => {
  const body = { follow_ups: [{ content: '查看', extra: 1 }, { content: '' }], more: [] }
  expect(sentTexts(JSON.stringify(body))).toEqual(['查看', ''])
})

test('returns the text of a message', () => {
  const content = JSON.stringify({ text: '您好 "👋"' })
  expect(sentTexts(JSON.stringify({ receive_id: 'a', msg_type: 'text', content }))).toEqual([
    '您好 "👋"',
  ])
})

test.each([
  ...['', '{', 'null', '[]', '{"content":"no json"}', '{"content":"null"}', '{"content":1}'],
  '{"follow_ups":[{"content":1}]}',
  '{"follow_ups":[{"content":1},{"content":"a"}]}',
  '{"follow_ups":[null]}',
  '{"content":["{\\"text\\":\\"a\\"}"]}',
])('returns nothing for the body %j', (body) => {
  expect(sentTexts(body)).toEqual([])
})

test('never throws for any body', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      for (const text of sentTexts(body)) expect(typeof text).toBe('string')
    }),
  )
})
