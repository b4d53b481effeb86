import { describe, expect, test } from 'vitest'
import { invisiblePlaces } from './invisible-places.ts'

describe('invisiblePlaces', () => {
  test('names the bubble and the language of every text with hidden characters', () => {
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
    expect(invisiblePlaces(followUps, null)).toEqual([
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

  test('looks at the bot’s name and message as well', () => {
    const places = invisiblePlaces([], { botName: 'B\u2066ot', text: 'Hi\u0007' })
    expect(places.map((place) => place.in)).toEqual(['botName', 'botMessage'])
  })

  test('takes line breaks for granted in the bot’s message, not in a bubble', () => {
    const places = invisiblePlaces([{ content: 'a\nb' }], { botName: 'Bot', text: 'a\r\nb\nc' })
    expect(places.map((place) => place.in)).toEqual([{ bubble: 0, language: null }])
  })

  test('is empty where nothing is hidden', () => {
    expect(invisiblePlaces([{ content: '👩‍💻 ✔️' }], { botName: 'Bot', text: 'Hi' })).toEqual([])
  })
})
