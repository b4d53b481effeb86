import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentText, createTypedMessageSchema, isTypedMessage } from './create-message.ts'
import { LIMITS } from './limits.ts'

const TO = { receive_id_type: 'open_id', receive_id: 'ou_a' }
const issuesOf = (msg_type: string, content: unknown) => {
  const result = createTypedMessageSchema.safeParse({ ...TO, msg_type, content })
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('the content of a message', () => {
  test.each(['text', 'post', 'interactive'] as const)(
    'of type %s may have the documented number of bytes, and not one more',
    (msg_type) => {
      const max = LIMITS.messageContent[msg_type]
      const ofBytes = (bytes: number) =>
        `{"text":"${'好'.repeat(10)}${'x'.repeat(bytes - 11 - 30)}"}`
      expect(new TextEncoder().encode(ofBytes(max)).length).toBe(max)
      expect(issuesOf(msg_type, ofBytes(max))).toEqual([])
      expect(issuesOf(msg_type, ofBytes(max + 1))).toEqual([
        `content message_${msg_type === 'text' ? 'text' : 'content'}_too_large`,
      ])
    },
  )

  test.each(['', '{', 'null', '[]', '"x"', '1', '{"a":1}{}'])(
    'must not be the text %j',
    (content) => {
      expect(issuesOf('post', content)).toEqual(['content message_content_not_json'])
    },
  )

  test.each([null, 1, true, [], undefined])('must not be the value %j', (content) => {
    expect(issuesOf('post', content)).toEqual(['content message_content_kind'])
  })

  test.each([{}, { text: '' }, { text: ' ' }, { text: 1 }, '{"txt":"x"}'])(
    'of a text must not be %j',
    (content) => {
      expect(issuesOf('text', content)).toEqual(['content message_content_without_text'])
    },
  )

  test('rejects incomplete characters', () => {
    expect(issuesOf('post', '{"a":"\ud83d"}')).toEqual(['content content_lone_surrogate'])
  })

  test('given as text is sent unchanged', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat({ max: 4 }), (json, indent) => {
        const text = JSON.stringify({ any: JSON.parse(json) }, null, indent)
        expect(contentText(text)).toBe(text)
      }),
    )
  })
})

test.each([
  [{ text: 'x' }, false],
  [{ content: {} }, true],
  [{ msg_type: 'text' }, true],
  [null, false],
  ['content', false],
  [[], false],
])('%j has the platform’s spelling: %s', (value, typed) => {
  expect(isTypedMessage(value)).toBe(typed)
})
