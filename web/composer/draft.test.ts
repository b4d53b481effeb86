import { expect, test } from 'vitest'
import { emptyDraft, parseDraft } from './draft.ts'

test('a draft comes back as it was kept', () => {
  const draft = {
    ...emptyDraft(),
    values: {
      message_id: 'om_1',
      follow_ups: [{ content: '你好', i18n_contents: [{ content: 'hi', language: 'en_us' }] }],
    },
    source: 'json' as const,
    jsonText: '{"follow_ups": [',
  }
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft)
})

test('a damaged draft counts as none', () => {
  expect(parseDraft('{"values":')).toBeNull()
  expect(parseDraft('{"values":{"message_id":1}}')).toBeNull()
  expect(parseDraft('null')).toBeNull()
})
