import { describe, expect, test } from 'vitest'
import { findInvisibleTexts } from './invisible-texts.ts'

describe('findInvisibleTexts', () => {
  test('names the bubble and language of every text with invisible characters', () => {
    const followUps = [
      { content: 'plain' },
      {
        content: 'over\u202Eride',
        i18n_contents: [
          { content: 'clean', language: 'en_us' },
          { content: 'zero\u200Bwidth\u200B', language: 'th_th' },
          { content: '\uFEFF', language: 'xx' },
        ],
      },
    ]
    expect(findInvisibleTexts(followUps, null)).toEqual([
      {
        in: { bubble: 1, language: null },
        found: [{ character: '\u202E', count: 1, turnsDirection: true }],
      },
      {
        in: { bubble: 1, language: 'th_th' },
        found: [{ character: '\u200B', count: 2, turnsDirection: false }],
      },
      {
        in: { bubble: 1, language: 'xx' },
        found: [{ character: '\uFEFF', count: 1, turnsDirection: false }],
      },
    ])
  })

  test('checks the bot’s name and message too', () => {
    const texts = findInvisibleTexts([], { botName: 'B\u2066ot', text: 'Hi\u0007' })
    expect(texts.map((text) => text.in)).toEqual(['botName', 'botMessage'])
  })

  test('allows line breaks in the bot’s message, not in a bubble', () => {
    const texts = findInvisibleTexts([{ content: 'a\nb' }], { botName: 'Bot', text: 'a\r\nb\nc' })
    expect(texts.map((text) => text.in)).toEqual([{ bubble: 0, language: null }])
  })

  test('is empty if nothing is invisible', () => {
    expect(findInvisibleTexts([{ content: '👩‍💻 ✔️' }], { botName: 'Bot', text: 'Hi' })).toEqual([])
  })
})
