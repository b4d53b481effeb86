import { expect, test } from 'vitest'
import { templateSearchText } from './write-templates.ts'

test('searches name, note and every text, ignoring case and width', () => {
  const text = templateSearchText('Parcels', 'ＡＢＣ', {
    message: { content: 'Hello' },
    follow_ups: [{ content: '查看进度', i18n_contents: [{ content: 'TRACK', language: 'en_us' }] }],
  })
  expect(text).toBe('parcels\nabc\nhello\n查看进度\ntrack')
})

test('removes characters that a database cannot store', () => {
  expect(templateSearchText('a\0b', 'c\ud800', { message: null, follow_ups: [] })).toBe(
    'ab\nc\ufffd',
  )
})
