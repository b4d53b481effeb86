import { expect, test } from 'vitest'
import { findWarnings } from './warnings.ts'

test('warns once about two bubbles with the same text', () => {
  expect(findWarnings([{ content: '确认' }, { content: '确认 ' }])).toEqual([
    { kind: 'same_text', bubbles: [0, 1], language: null },
  ])
})

test('warns about texts that are equal in one language only', () => {
  const en = (content: string) => [{ content, language: 'en_us' }]
  expect(
    findWarnings([
      { content: '好', i18n_contents: en('OK') },
      { content: '确认', i18n_contents: en('OK') },
    ]),
  ).toEqual([{ kind: 'same_text', bubbles: [0, 1], language: 'en_us' }])
})

test('warns about a default text that equals another bubble’s translation', () => {
  expect(
    findWarnings([
      { content: 'OK' },
      { content: '确认', i18n_contents: [{ content: 'OK', language: 'en_us' }] },
    ]),
  ).toEqual([{ kind: 'same_text', bubbles: [0, 1], language: 'en_us' }])
})

test('warns about a duplicate language and a blank text', () => {
  const twice = { content: 'b', language: 'ja_jp' }
  expect(findWarnings([{ content: ' \u3000', i18n_contents: [twice, twice] }])).toEqual([
    { kind: 'blank', bubble: 0, language: null },
    { kind: 'duplicate_language', bubble: 0, language: 'ja_jp' },
  ])
})

test('warns about an unfilled variable', () => {
  expect(
    findWarnings([
      { content: 'ok', i18n_contents: [{ content: 'Order {{order}}', language: 'en_us' }] },
    ]),
  ).toEqual([{ kind: 'variable', bubble: 0, language: 'en_us', name: 'order' }])
})

test('does not warn about empty or different texts', () => {
  expect(findWarnings([{ content: '' }, { content: '' }])).toEqual([])
  expect(findWarnings([{ content: 'a' }, { content: 'b' }])).toEqual([])
})
