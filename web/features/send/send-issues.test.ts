import { describe, expect, test } from 'vitest'
import type { NewMessage } from '#contract/create-message'
import { validateBody } from '../composition/validate-body.ts'
import { findSendIssues, type Sending } from './send-issues.ts'
import { sendTexts } from './texts.ts'

const MESSAGE: NewMessage = { receive_id_type: 'open_id', receive_id: 'ou_1', text: 'hi' }
const GOOD = { follow_ups: [{ content: 'a' }] }

function texts(
  parts: Partial<Omit<Sending, 'body' | 'message' | 'profile'>> & {
    body?: unknown
    message?: NewMessage | null
  },
) {
  const { body = GOOD, message = MESSAGE, ...rest } = parts
  const sending: Omit<Sending, 'profile'> = {
    kind: 'message',
    messageId: 'om_1',
    skipValidation: false,
    ...rest,
    message: () => message,
    body: { ok: true, value: body },
  }
  const context = { validate: validateBody, t: sendTexts.en, locale: 'en' as const }
  return findSendIssues(sending, context).map(({ text }) => text)
}

test('a valid body to a message can be sent', () => {
  expect(texts({})).toEqual([])
})

describe('the target', () => {
  test('of bubbles is a message with a valid ID', () => {
    expect(texts({ messageId: '' })).toEqual(['Choose a message'])
    expect(texts({ messageId: 'x' })).toEqual(['Message ID must start with om_'])
  })

  test.each(['new_message', 'myself', 'only_message'] as const)(
    'of %s is a recipient, and no message is needed',
    (kind) => {
      expect(texts({ kind, messageId: '' })).toEqual([])
      const missing = kind === 'myself' ? 'Choose who gets your tests' : 'Choose a recipient'
      expect(texts({ kind, message: null })).toEqual([missing])
      expect(texts({ kind, message: { ...MESSAGE, receive_id: '' } })).toEqual([missing])
    },
  )

  test.each<[string, NewMessage]>([
    ['Check the recipient: no spaces, 1–256 ASCII characters', { ...MESSAGE, receive_id: 'a b' }],
    ['Enter the text of the new message', { ...MESSAGE, text: ' ' }],
    ['Shorten the text of the new message', { ...MESSAGE, text: 'a'.repeat(20_000) }],
    [
      'The content of the new message must be a JSON object',
      { receive_id_type: 'open_id', receive_id: 'ou_1', msg_type: 'post', content: '[' },
    ],
  ])('is rejected with “%s”', (text, message) => {
    expect(texts({ kind: 'only_message', message })).toEqual([text])
  })
})

describe('the bubbles', () => {
  const EMPTY = {
    follow_ups: [{ content: '', i18n_contents: [{ content: '', language: 'en_us' }] }],
  }

  test('are named as in the table, in its order', () => {
    const issues = texts({ body: EMPTY })
    expect(issues.map((text) => text.split(':')[0])).toEqual(['Bubble 1', 'Bubble 1, English'])
  })

  test('are not needed for a message alone', () => {
    expect(texts({ kind: 'only_message', body: EMPTY })).toEqual([])
  })

  test('are not validated if validation is skipped; the target is', () => {
    expect(texts({ body: EMPTY, skipValidation: true })).toEqual([])
    expect(texts({ body: EMPTY, skipValidation: true, messageId: '' })).toEqual([
      'Choose a message',
    ])
    expect(texts({ body: [], skipValidation: true })).toEqual(['The body must be a JSON object'])
  })

  test('of any other JSON are validated by the schema, each issue once', () => {
    const body = {
      follow_ups: [
        { content: 'a', x: 1 },
        { content: 'b', x: 1 },
      ],
      extra: true,
    }
    const issues = texts({ body })
    expect(issues.length).toBeGreaterThan(0)
    expect(new Set(issues).size).toBe(issues.length)
  })
})
