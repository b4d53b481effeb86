import { expect, test } from 'vitest'
import { findWarnings } from './warnings.ts'

test('texts that a bot cannot tell apart are named once for a pair', () => {
  expect(findWarnings([{ content: '确认' }, { content: '确认 ' }])).toEqual([
    { kind: 'same_text', bubbles: [0, 1], language: null },
  ])
})

test('texts that differ by default but meet in one language are named with it', () => {
  const en = (content: string) => [{ content, language: 'en_us' }]
  expect(
    findWarnings([
      { content: '好', i18n_contents: en('OK') },
      { content: '确认', i18n_contents: en('OK') },
    ]),
  ).toEqual([{ kind: 'same_text', bubbles: [0, 1], language: 'en_us' }])
})

test('a default text that equals the other bubble’s row is found where both would be shown', () => {
  expect(
    findWarnings([
      { content: 'OK' },
      { content: '确认', i18n_contents: [{ content: 'OK', language: 'en_us' }] },
    ]),
  ).toEqual([{ kind: 'same_text', bubbles: [0, 1], language: 'en_us' }])
})

test('a language given twice and a text of blanks are named', () => {
  const twice = { content: 'b', language: 'ja_jp' }
  expect(findWarnings([{ content: ' \u3000', i18n_contents: [twice, twice] }])).toEqual([
    { kind: 'blank', bubble: 0, language: null },
    { kind: 'duplicate_language', bubble: 0, language: 'ja_jp' },
  ])
})

test('a variable that nobody has filled is named where it stands', () => {
  expect(
    findWarnings([
      { content: 'ok', i18n_contents: [{ content: 'Order {{order}}', language: 'en_us' }] },
    ]),
  ).toEqual([{ kind: 'variable', bubble: 0, language: 'en_us', name: 'order' }])
})

test('empty texts are the contract’s business, and different texts nobody’s', () => {
  expect(findWarnings([{ content: '' }, { content: '' }])).toEqual([])
  expect(findWarnings([{ content: 'a' }, { content: 'b' }])).toEqual([])
})
