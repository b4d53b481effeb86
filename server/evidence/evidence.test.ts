import { describe, expect, test } from 'vitest'
import type { Exchange } from '#contract/exchange'
import type { Result } from '#contract/results/result'
import { DEFAULT_ASSUMPTIONS } from '../emulator/assumptions/assumptions.ts'
import { evidenceOfClick } from './about-clicks.ts'
import { createExchangeReader } from './about-exchanges.ts'
import type { SentBubbles } from './evidence.ts'
import { findPeculiarities } from './push-body.ts'

const CREATED = Date.UTC(2026, 10, 30, 8)
const URL_OF_PUSH = 'https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up'

type Ended = Partial<Omit<Exchange, 'response'>> & { data?: object; at_ms?: number }

function exchange({ data, at_ms = CREATED + 60_000, ...more }: Ended): Exchange {
  const started_at = new Date(at_ms).toISOString()
  const body = JSON.stringify({ code: more.code ?? 0, data })
  return {
    id: 'x',
    profile: 'shop',
    endpoint: 'push_follow_up',
    message_id: 'om_1',
    state: 'answered',
    outcome: 'answered',
    actor: 'local',
    attempt_of: null,
    delivery: null,
    resolution: null,
    recorded: true,
    idempotency_key: 'k',
    body: '{"follow_ups":[{"content":"Hello"}]}',
    request: { method: 'POST', url: URL_OF_PUSH, headers: {}, body: '' },
    response: { http_status: 200, headers: {}, body, truncated: false },
    failure: null,
    attempts: [],
    code: 0,
    msg: 'success',
    log_id: null,
    troubleshooter: null,
    meaning: null,
    notes: [],
    started_at,
    duration_ms: 100,
    ...more,
  }
}

const created = (message_id: string, after_ms = 0) =>
  exchange({
    endpoint: 'create_message',
    message_id,
    data: {
      message_id,
      chat_id: 'oc_1',
      msg_type: 'text',
      create_time: String(CREATED + after_ms),
    },
  })
const recalled = (message_id: string) => exchange({ endpoint: 'recall_message', message_id })
const push = (code: number, more: Ended = {}) => exchange({ code, msg: null, ...more })
const bubbles = (...contents: unknown[]) =>
  JSON.stringify({ follow_ups: contents.map((content) => ({ content })) })

/** Reads requests in their order; returns what the last one tells. */
function last(...exchanges: readonly Exchange[]) {
  const read = createExchangeReader(() => ({ ms: 0, margin_ms: 50 }))
  return exchanges
    .map(read)
    .at(-1)
    ?.map(({ assumption, variant, detail = '' }) => [assumption, variant, detail].join(' '))
}

const LATE = CREATED + 700_000
const AT_LIMIT = CREATED + 600_200
const LONG = 'x'.repeat(201)

describe('a request tells', () => {
  test.each<[string, readonly Exchange[], readonly string[]]>([
    ['nothing if everything is as documented', [created('om_1'), push(0)], []],
    ['nothing if it was not answered', [push(0, { outcome: 'unknown', code: null })], []],
    ['nothing of a body with two peculiarities', [push(0, { body: bubbles('a\n', 'a\n') })], []],
    [
      'the shape of an ID',
      [created('om_x100b54e668c3b880c14b54d573d9054')],
      ['message_id_shape x100b '],
    ],
    [
      'the code of a wrong secret',
      [push(0, { outcome: 'token_refused', code: 10015 })],
      ['wrong_secret 10015 '],
    ],
    ['the code without a bot', [push(11240)], ['bot_ability_off 11240 ']],
    [
      'whether msg has details',
      [push(230001, { msg: 'invalid, ext=invalid receive_id', endpoint: 'create_message' })],
      ['msg_ext appended 230001', 'invalid_receive_id 230001 '],
    ],
    [
      'the code of too many bubbles',
      [push(99992402, { body: bubbles(...'abcd') })],
      ['bad_count 99992402 '],
    ],
    ['the code of a wrong field', [push(230001, { body: bubbles(1) })], ['bad_field 230001 ']],
    [
      'the code of a text that is too long',
      [push(230007, { body: bubbles(LONG) })],
      ['bad_content 230007 '],
    ],
    [
      'nothing of a body if the message was rejected first',
      [push(230004, { body: bubbles(LONG) })],
      [],
    ],
    [
      'that line breaks are allowed',
      [push(0, { body: bubbles('a\nb') })],
      ['line_breaks allowed '],
    ],
    [
      'that equal bubbles are rejected',
      [push(230001, { body: bubbles('a', 'a') })],
      ['duplicate_bubbles refused '],
    ],
    [
      'that code points or graphemes are counted',
      [push(0, { body: bubbles('🙂'.repeat(150)) })],
      ['character_unit code_points or graphemes '],
    ],
    [
      'that UTF-16 units are counted',
      [push(230007, { body: bubbles('🙂'.repeat(150)) })],
      ['character_unit utf16_units '],
    ],
    [
      'that white space counts',
      [push(230007, { body: bubbles(`${'x'.repeat(199)}  `) })],
      ['trimming none '],
    ],
    [
      'that 600 s and more were accepted',
      [created('om_1'), push(0, { at_ms: AT_LIMIT })],
      ['age_boundary allowed 600.1–600.4 s'],
    ],
    [
      'that less than 601 s was rejected',
      [created('om_1'), push(230002, { at_ms: AT_LIMIT })],
      ['age_boundary refused 600.1–600.4 s'],
    ],
    [
      'nothing of the limit within its margin',
      [created('om_1'), push(0, { at_ms: CREATED + 600_000 })],
      [],
    ],
    [
      'that the age comes first',
      [created('om_1'), created('om_2', 1), push(230002, { at_ms: LATE })],
      ['order_of_checks age_before_latest 230006, 230002'],
    ],
    [
      'that the texts come first',
      [created('om_1'), push(230007, { at_ms: LATE, body: bubbles(LONG) })],
      ['order_of_checks content_first bad_content'],
    ],
    [
      'that the message comes before the fields',
      [created('om_1'), push(230002, { at_ms: LATE, body: bubbles(1) })],
      ['order_of_checks message_before_fields bad_field'],
    ],
    [
      'the code of a recalled message',
      [created('om_1'), recalled('om_1'), push(230001)],
      ['recalled_message 230001 '],
    ],
    [
      'that a recalled message is not the latest',
      [created('om_1'), created('om_2', 1), recalled('om_2'), push(0)],
      ['recalled_is_latest no '],
    ],
  ])('%s', (_, exchanges, expected) => {
    const seen = last(...exchanges) ?? []
    expect(seen).toEqual(expected)
    // Only what the emulator names can be shown beside it.
    for (const one of seen) expect(Object.keys(DEFAULT_ASSUMPTIONS)).toContain(one.split(' ')[0])
  })
})

test('finds nothing peculiar in a body that follows the documentation', () => {
  const content = `${'字'.repeat(199)}。`
  const i18n_contents = [{ content: '🙂'.repeat(100), language: 'en_us' }]
  const body = { follow_ups: [{ content, i18n_contents }, { content: 'b' }] }
  expect(findPeculiarities(JSON.stringify(body))).toEqual([])
  expect(findPeculiarities('{"follow_ups":[{"content":"a","colour":1}]}')).toMatchObject([
    { assumption: 'unknown_fields' },
  ])
  for (const broken of ['', '[]', 'null']) {
    expect(findPeculiarities(broken)).toMatchObject([{ assumption: 'unreadable_body' }])
  }
})

describe('a click tells', () => {
  const rows = [
    { content: 'Erste', language: 'de_de' },
    { content: 'English', language: 'en_us' },
  ]
  const click = (more: Partial<Result> = {}): Result => ({
    kind: 'clicked',
    certainty: 'likely',
    bubble: 0,
    text: 'Standard',
    language: 'fr_fr',
    language_from: 'client',
    ...more,
  })
  const seen = (
    result: Result,
    i18n_contents: NonNullable<SentBubbles[number]['i18n_contents']> = rows,
  ) =>
    evidenceOfClick([{ content: 'Standard', i18n_contents }], result, { has_parent: false })
      .filter(({ assumption }) => /language/.test(assumption))
      .map(({ assumption, variant, detail = '' }) => [assumption, variant, detail].join(' '))

  test.each<[string, string[], string[]]>([
    ['that the default text is shown', seen(click()), ['fallback_language content fr_fr']],
    [
      'that English is shown',
      seen(click({ text: 'English' })),
      ['fallback_language english_first fr_fr'],
    ],
    [
      'that the first row is shown',
      seen(click({ text: 'Erste' })),
      ['fallback_language first_row fr_fr'],
    ],
    [
      'that English or the first row is shown',
      seen(click({ text: 'English' }), rows.slice(1)),
      ['fallback_language english_first or first_row fr_fr'],
    ],
    ['nothing without rows', seen(click(), []), []],
    ['nothing if the language has a row', seen(click({ language: 'de_de', text: 'Erste' })), []],
    ['nothing if the language is only guessed', seen(click({ language_from: 'text' })), []],
    ['nothing if the bubble is unknown', seen(click({ bubble: undefined })), []],
    ['nothing of something else', seen(click({ kind: 'wrote' })), []],
    [
      'which of two rows of a language is shown',
      seen(click({ language: 'de_de', text: 'Zweite' }), [
        ...rows,
        { content: 'Zweite', language: 'de_de' },
      ]),
      ['duplicate_language last_wins de_de'],
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  test('whether it is marked', () => {
    const marked = evidenceOfClick([], click(), { has_parent: true })
    expect(marked).toEqual([
      { assumption: 'click_message_type', variant: 'text' },
      { assumption: 'click_marker', variant: 'parent_id' },
    ])
  })
})
