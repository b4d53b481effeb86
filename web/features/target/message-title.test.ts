import { expect, test } from 'vitest'
import { messageTitle } from './use-target.ts'

test.each([
  [
    'the title of a rich text',
    { zh_cn: { title: '订单', content: [[{ tag: 'text', text: 'x' }]] } },
    '订单',
  ],
  [
    'its first text without one',
    { en_us: { content: [[{ tag: 'text', text: 'On its way' }]] } },
    'On its way',
  ],
  [
    'the title of a card',
    {
      header: { title: { tag: 'plain_text', content: 'Order' } },
      body: { elements: [{ tag: 'markdown', content: 'x' }] },
    },
    'Order',
  ],
  [
    'the text of a card without one',
    { body: { elements: [{ tag: 'markdown', content: 'Hi' }] } },
    'Hi',
  ],
  ['nothing if there is no text', { body: { elements: [] } }, null],
])('is %s', (_, content, title) => {
  expect(messageTitle(JSON.stringify(content))).toBe(title)
})

test('is null for a text that is no JSON object', () => {
  for (const content of ['', '{', '[]', '"title"', 'null']) expect(messageTitle(content)).toBeNull()
})
