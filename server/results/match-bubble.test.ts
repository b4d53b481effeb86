import { describe, expect, test } from 'vitest'
import { decide, takesPlace, UNDECIDED } from './decide-result.ts'
import { matchBubble, readUserAgent } from './match-bubble.ts'
import { bubbleTexts } from './result-columns.ts'

const bubble = (content: string, texts: Record<string, string> = {}) => ({
  content,
  i18n_contents: Object.entries(texts).map(([language, each]) => ({ content: each, language })),
})
const textsOf = (...follow_ups: object[]) => bubbleTexts(JSON.stringify({ follow_ups }))

const FULL = textsOf(
  bubble('Yes', { en_us: 'Yes', de_de: 'Ja', zh_cn: '是' }),
  bubble('No', { de_de: 'Nein', fr_fr: 'Non' }),
  bubble('Ja', { fr_fr: 'Yes' }),
)

describe('a text is compared with every text of the bubbles', () => {
  test.each([
    ['是', null, { bubble: 0, matched: 'zh_cn', language: 'zh_cn', language_from: 'text' }],
    ['  Nein\n', null, { bubble: 1, matched: 'de_de', language: 'de_de', language_from: 'text' }],
    ['No', null, { bubble: 1, matched: 'default', language: null, language_from: null }],
    // The client says which of two bubbles it shows with this text.
    ['Ja', 'de_de', { bubble: 0, matched: 'de_de', language: 'de_de', language_from: 'client' }],
    ['Ja', 'it_it', { bubble: 2, matched: 'default', language: 'it_it', language_from: 'client' }],
    ['Yes', 'fr_fr', { bubble: 2, matched: 'fr_fr', language: 'fr_fr', language_from: 'client' }],
    // Without it, both are possible.
    ['Ja', null, { bubble: null, matched: 'default', language: null, language_from: null }],
    // Not one of the sixteen: the user saw the default text, as far as is assumed.
    ['No', 'hi_in', { bubble: 1, matched: 'default', language: 'hi_in', language_from: 'client' }],
    ['yes', null, null],
    ['', null, null],
  ])('%j by a client in %s', (text, locale, match) => {
    expect(matchBubble(FULL, text, locale)).toEqual(match)
  })

  test('several bubbles with the same text in that language are ambiguous', () => {
    const same = textsOf(bubble('A', { de_de: 'OK' }), bubble('B', { de_de: 'OK' }))
    expect(matchBubble(same, 'OK', 'de_de')).toMatchObject({ bubble: null, matched: 'de_de' })
  })

  test('a body of another shape has no texts', () => {
    expect(bubbleTexts('{"follow_ups":[{"content":1},null,{"i18n_contents":7}]}')).toEqual([
      [],
      [],
      [],
    ])
    expect(bubbleTexts('no JSON')).toEqual([])
  })
})

test.each([
  ['Mozilla/5.0 Lark/7.64.6 LarkLocale/en_US ttnet', { version: '7.64.6', locale: 'en_us' }],
  ['Lark/7.45.7 LarkLocale/vi_VN', { version: '7.45.7', locale: 'vi_vn' }],
  ['Feishu/7.20 LarkLocale/zh-CN', { version: '7.20', locale: 'zh_cn' }],
  ['SomeLarkLocale/xx', { version: null, locale: null }],
  [undefined, { version: null, locale: null }],
])('reads the client in %s', (user_agent, client) => {
  expect(readUserAgent(user_agent)).toEqual(client)
})

describe('of several events the earliest decides, in whatever order they come', () => {
  const push = { bubbles: FULL, message_at_ms: 1_000, pushed_at_ms: 2_000, redacted: false }
  const says = (text: string, ms: number, user_agent?: string, message_id = `om_${ms}`) =>
    decide(
      push,
      {
        kind: 'user_message',
        message_id,
        create_time_ms: ms,
        message_type: 'text',
        text,
        user_agent,
      },
      user_agent ? 'webhook' : 'poll',
    )
  const waiting = { ...UNDECIDED, kind: 'waiting' } as const
  const click = says('是', 5_000)
  const bot = decide(
    push,
    { kind: 'bot_message', message_id: 'om_b', create_time_ms: 3_000 },
    'poll',
  )
  const recall = decide(push, { kind: 'recalled', message_id: 'om_m', at_ms: null }, 'poll')
  const deleted = {
    kind: 'unreadable_message',
    message_id: 'om_5000',
    create_time_ms: 5_000,
  } as const
  const unreadable = decide(push, deleted, 'poll')

  test('a click is likely, with its time after the message', () => {
    expect(click).toMatchObject({ kind: 'clicked', certainty: 'likely', after_ms: 4_000 })
    expect(takesPlace(click, waiting)).toBe(true)
    expect(takesPlace(click, { ...waiting, kind: 'untouched' })).toBe(true)
    expect(takesPlace(click, { ...waiting, kind: 'unknown', why: 'no_scope' })).toBe(true)
  })

  test('an earlier event takes the place of a later one, never the other way round', () => {
    const ordered = [bot, click, says('x', 6_000), recall]
    for (const [i, earlier] of ordered.entries()) {
      for (const later of ordered.slice(i + 1)) {
        expect(takesPlace(earlier, later)).toBe(true)
        expect(takesPlace(later, earlier)).toBe(false)
      }
      expect(takesPlace(earlier, earlier)).toBe(false)
    }
  })

  test('after 600 s only a click counts, and what came before it ends the time for clicks', () => {
    const late = says('x', 602_001)
    expect(late).toMatchObject({ kind: 'untouched', certainty: 'certain', after_ms: null })
    expect(says('x', 602_000)).toMatchObject({ kind: 'wrote' })
    const lateClick = says('是', 700_000)
    expect(lateClick).toMatchObject({ kind: 'clicked', after_ms: 699_000 })
    expect(takesPlace(lateClick, { ...waiting, kind: 'untouched' })).toBe(true)
    expect(takesPlace(lateClick, late)).toBe(false)
  })

  test('the same message is known better with its client or its text', () => {
    const agent = 'Lark/7.64.6 LarkLocale/zh_CN'
    const reported = says('是', 5_000, agent)
    expect(reported).toMatchObject({ client: '7.64.6', language_from: 'client' })
    expect(takesPlace(reported, click)).toBe(true)
    expect(takesPlace(click, reported)).toBe(false)
    expect(takesPlace(click, unreadable)).toBe(true)
    expect(takesPlace(unreadable, click)).toBe(false)
    expect(unreadable).toMatchObject({ kind: 'unknown', why: 'message_recalled' })
  })

  test('keeps nothing of another text but its time', () => {
    const wrote = says('My password is 1234', 5_000, 'Lark/7.64.6')
    expect(wrote).toMatchObject({ kind: 'wrote', certainty: 'certain', client: '7.64.6' })
    expect(JSON.stringify(wrote)).not.toContain('password')
  })
})
