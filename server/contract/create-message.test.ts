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

describe('a content', () => {
  test.each(['text', 'post', 'interactive'] as const)(
    'of the type %s may have as many bytes as are documented, and not one more',
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

  test.each(['', '{', 'null', '[]', '"x"', '1', '{"a":1}{}'])('is no %j', (content) => {
    expect(issuesOf('post', content)).toEqual(['content message_content_not_json'])
  })

  test.each([null, 1, true, [], undefined])('is no %j either', (content) => {
    expect(issuesOf('post', content)).toEqual(['content message_content_kind'])
  })

  test.each([{}, { text: '' }, { text: ' ' }, { text: 1 }, '{"txt":"x"}'])(
    'of a text is not %j',
    (content) => {
      expect(issuesOf('text', content)).toEqual(['content message_content_without_text'])
    },
  )

  test('holds whole characters only', () => {
    expect(issuesOf('post', '{"a":"\ud83d"}')).toEqual(['content content_lone_surrogate'])
  })

  test('given as text reaches the platform to the letter, whatever JSON it is', () => {
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
])('%j is meant in the platform’s spelling: %s', (value, typed) => {
  expect(isTypedMessage(value)).toBe(typed)
})
