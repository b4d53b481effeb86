import { describe, expect, test } from 'vitest'
import { ImportFindings } from './findings.ts'
import { fillVariables, readBody, readBodyText, readFollowUps } from './read-body.ts'
import {
  isPushUrl,
  type PastedRequest,
  readLast,
  readRequest,
  readUrl,
  takeOrigin,
  takeTarget,
} from './read-request.ts'
import { REASONS } from './reasons.ts'
import { OpenValue, type Value } from './source/value.ts'

const PUSH = '/open-apis/im/v1/messages/om_1/push_follow_up'
const URL_ = `https://open.feishu.cn${PUSH}`
const BODY = { follow_ups: [{ content: 'a' }] }

/** The findings of a reader, with its remarks as `place reason`. */
function findingsOf(read: (findings: ImportFindings) => void, given: Partial<ImportFindings> = {}) {
  const findings = Object.assign(
    new ImportFindings('', (text) => text.replaceAll('hush', '***')),
    given,
  )
  read(findings)
  const remarks = findings.not_understood.map(({ place, reason }) => {
    const [name] = Object.entries(REASONS).find(([, one]) => one === reason) ?? []
    return `${place} ${name}`
  })
  return { findings, remarks }
}

describe('a URL of push_follow_up', () => {
  test.each([
    URL_,
    `${URL_}/`,
    PUSH,
    'open-apis/im/v1/messages/om_1/push_follow_up',
    'im/v1/messages/om_1/push_follow_up',
    '/im/v1/messages/om_1/push_follow_up',
    ` ${URL_} `,
    `HTTP://A.TEST${PUSH}`,
    `open.feishu.cn${PUSH}`,
    `https://a.test/b/c${PUSH}`,
    'https://a.test/b/im/v1/messages/om_1/push_follow_up',
    'http://127.0.0.1:4310/api/messages/om_1/push_follow_up?profile=a',
    '/open-apis/im/v1/messages//push_follow_up',
    `$HOST${PUSH}`,
    `\${HOST}${PUSH}`,
    `$env:HOST${PUSH}`,
    `https://{{host}}${PUSH}`,
    `{host}${PUSH}`,
    `<<host>>${PUSH}`,
    `\uFFFC${PUSH}`,
    `$${'a'.repeat(100)}${PUSH}`,
  ])('is %j', (url) => {
    expect(isPushUrl(url)).toBe(true)
  })

  test.each([
    'https://a.test/push_follow_up',
    'https://open.feishu.cn/open-apis/im/v1/messages/om_1/reply',
    '/open-apis/im/v1/messages/om_1/x/push_follow_up',
    'https://a.test/xim/v1/messages/om_1/push_follow_up',
    `${URL_}/x`,
    `${URL_}s`,
    `ftp://a.test${PUSH}`,
    `xhttp://a.test${PUSH}`,
    `a b${PUSH}`,
    '/open-apis/im/v1/messages/om_1/push_followup',
  ])('is not %j', (url) => {
    expect(isPushUrl(url)).toBe(false)
  })

  const variables = new Map([
    ['host', 'https://h.test'],
    ['id', 'om_9'],
  ])
  test.each<[string, string | null, string | null, string[]]>([
    [URL_, 'om_1', 'https://open.feishu.cn', []],
    [PUSH, 'om_1', null, []],
    [`$${'a'.repeat(100)}${PUSH}`, 'om_1', null, []],
    [`{{${'a'.repeat(100)}}}${PUSH}`, 'om_1', null, []],
    [`https://a.test/b/c${PUSH}`, 'om_1', 'https://a.test/b/c', []],
    ['https://a.test/b/im/v1/messages/om_1/push_follow_up', 'om_1', 'https://a.test/b', []],
    [
      `${URL_}?a=1&profile=x`,
      'om_1',
      'https://open.feishu.cn',
      ['?a query_parameter', '?profile query_parameter'],
    ],
    [
      'http://a.test/api/messages/om_1/push_follow_up?profile=x&b=1',
      'om_1',
      null,
      ['?b query_parameter'],
    ],
    ['https://a.test/x?b=1', null, 'https://a.test', ['?b query_parameter', 'URL other_url']],
    ['ftp://a.test/', null, null, ['URL other_url']],
    ['/open-apis/im/v1/messages/%6Fm_1/push_follow_up', 'om_1', null, []],
    ['/open-apis/im/v1/messages/a%ZZ/push_follow_up', null, null, ['message_id id_shape']],
    ['/open-apis/im/v1/messages/\uFFFC/push_follow_up', null, null, []],
    ['{{host}}/im/v1/messages/{{ id }}/push_follow_up', 'om_9', 'https://h.test', []],
  ])('%s names the message and the platform', (url, target, base_url, expected) => {
    const { findings, remarks } = findingsOf((one) => readUrl(url, one), { variables })
    expect([findings.target, findings.base_url, remarks]).toEqual([target, base_url, expected])
    expect(findings.isCall).toBe(url.includes('push_follow_up'))
  })

  test('does not replace an earlier base URL', () => {
    const { findings } = findingsOf((one) => readUrl(URL_, one), { base_url: 'https://a.test' })
    expect(findings.base_url).toBe('https://a.test')
  })
})

describe('the target of a call', () => {
  const LONG = 'a'.repeat(100)
  const variables = new Map([
    ['message_id', 'om_2'],
    ['x', 'om_3'],
    [LONG, 'om_4'],
  ])
  test.each<[string, string | null, string[]]>([
    ['om_1', 'om_1', []],
    [':message_id', 'om_2', []],
    ['{message_id}', 'om_2', []],
    ['{{message_id}}', 'om_2', []],
    ['<<message_id>>', 'om_2', []],
    [`:${LONG}`, 'om_4', []],
    [`{${LONG}}`, 'om_4', []],
    ['x:message_id', null, ['message_id id_shape']],
    [':message_id/', null, []],
    ['a{message_id}', null, []],
    ['{message_id}a', null, []],
    ['', null, []],
    ['om_', null, ['message_id id_shape']],
    ['a:b', null, ['message_id id_shape']],
    ['a<b', null, ['message_id id_shape']],
    ['7', null, ['message_id id_shape']],
    ...[':id', '{id}', '<id>', '$ID', '%s', '[id]', '(id)', 'a$b', 'a{b', 'om_\uFFFC'].map(
      (given): [string, null, string[]] => [given, null, []],
    ),
  ])('%j is an ID, a placeholder or a mistake', (given, target, expected) => {
    const { findings, remarks } = findingsOf((one) => takeTarget(given, one), { variables })
    expect([findings.target, remarks, findings.isCall]).toEqual([target, expected, true])
  })

  test('is the last of several, and a mistake is reported at its place', () => {
    const twice = (second: string) =>
      findingsOf((one) => {
        takeTarget('om_1', one)
        takeTarget(second, one, 'path')
      })
    expect(twice('om_2').findings).toMatchObject({ target: 'om_2', several: true })
    expect(twice('om_1').findings).toMatchObject({ target: 'om_1', several: false })
    expect(twice('no').findings).toMatchObject({ target: 'om_1', several: false })
    expect(twice('no').remarks).toEqual(['path id_shape'])
  })
})

test.each([
  ['https://open.feishu.cn/open-apis/', 'https://open.feishu.cn'],
  ['http://a.test/x/open-apis', 'http://a.test/x'],
  ['http://a.test/x/', 'http://a.test/x'],
  ['http://a.test/open-apis/x', 'http://a.test/open-apis/x'],
  ['xhttps://a.test', null],
  ['ftp://a.test', null],
  ['a.test', null],
  ['https://', null],
])('the origin %s is %j', (text, expected) => {
  const { findings } = findingsOf((one) => {
    takeOrigin(text, one)
    takeOrigin('ftp://b.test', one)
  })
  expect(findings.base_url).toBe(expected)
  takeOrigin('https://later.test', findings)
  expect(findings.base_url).toBe(expected ?? 'https://later.test')
})

describe('a request', () => {
  const request = (more: Partial<PastedRequest>): PastedRequest => ({
    method: 'POST',
    url: URL_,
    headers: [],
    body: BODY,
    ...more,
  })
  const remarksOf = (more: Partial<PastedRequest>) =>
    findingsOf((one) => readRequest(request(more), one)).remarks

  test.each([
    ...['', ':authority', 'accept', 'Accept-Language', 'Authorization', ' HOST ', 'user-agent'],
    ...['content-length', 'connection', 'cache-control', 'pragma', 'dnt', 'origin', 'referer'],
    ...['priority', 'te', 'sec-fetch-mode', 'upgrade-insecure-requests', 'x-requested-with'],
    ...['postman-token', 'oapi-sdk-request-id', 'x-rpc-debug'],
  ])('does not mention the header %j', (name) => {
    expect(remarksOf({ headers: [[name, 'v']] })).toEqual([])
  })

  test.each(['X-Host', 'hosts', 'tea', 'x-te', 'acceptable', 'set-cookie', ' X-Y '])(
    'reports the header %j',
    (name) => {
      expect(remarksOf({ headers: [[name, 'v']] })).toEqual([`${name.trim()}: header`])
    },
  )

  test.each([
    ['application/json', true],
    [' Application/JSON ; charset=utf-8', true],
    ['', true],
    ['text/plain', false],
    ['x-application/json', false],
    ['application/jsonl', false],
  ])('knows whether %j is JSON', (value, isJson) => {
    for (const name of ['content-type', 'Content-Type ']) {
      expect(remarksOf({ headers: [[name, value]] })).toEqual(
        isJson ? [] : ['Content-Type: content_type'],
      )
    }
  })

  test.each([
    ['Cookie', ' follow-up-console.locale=zh ', []],
    ['cookie', 'a=b; follow-up-console.locale=zh', ['cookie: header']],
    ['Cookie', 'follow-up-console.locale=zh; a=b', ['Cookie: header']],
    ['X-A', 'follow-up-console.locale=zh', ['X-A: header']],
  ])('%s: %s is reported unless it is the language of the console', (name, value, expected) => {
    expect(remarksOf({ headers: [[name, value]] })).toEqual(expected)
  })

  test.each([
    ['post', []],
    [null, []],
    ['PUT', ['PUT other_method']],
    ['A'.repeat(16), [`${'A'.repeat(16)} other_method`]],
    ['A'.repeat(17), ['method other_method']],
    ['A-B', ['method other_method']],
  ])('with the method %s', (method, expected) => {
    expect(remarksOf({ method })).toEqual(expected)
  })

  test('has a body as a value or as text, or none', () => {
    for (const body of [BODY, JSON.stringify(BODY)]) {
      const { findings } = findingsOf((one) => readRequest(request({ body }), one))
      expect(findings).toMatchObject({ follow_ups: BODY.follow_ups, isOpen: false })
    }
    expect(remarksOf({ body: null })).toEqual(['body body_missing'])
    const open = findingsOf((one) => readRequest(request({ body: null }), one), { isOpen: true })
    expect(open.remarks).toEqual([])
  })

  test.each<[string, PastedRequest[], unknown[]]>([
    ['none', [], [false, null, null, []]],
    ['another call', [request({ url: 'https://a.test/' })], [true, null, 'a', ['URL other_url']]],
    [
      'a push before another call',
      [request({}), request({ url: 'https://a.test/', body: { follow_ups: [{ content: 'b' }] } })],
      [true, 'om_1', 'a', []],
    ],
    [
      'two pushes',
      [request({}), request({ body: { follow_ups: [{ content: 'b' }] } })],
      [true, 'om_1', 'b', ['place several_calls']],
    ],
    [
      'two messages',
      [request({}), request({ url: URL_.replace('om_1', 'om_2') })],
      [true, 'om_2', 'a', ['place several_calls']],
    ],
    ['the same push twice', [request({}), request({})], [true, 'om_1', 'a', []]],
    [
      'a push without a body at the end',
      [request({}), request({ body: null })],
      [true, 'om_1', 'a', []],
    ],
    [
      'only pushes without a body',
      [
        request({ body: null }),
        request({ url: URL_.replace('om_1', 'om_2'), body: null }),
        request({ url: '/x' }),
      ],
      [true, 'om_2', undefined, ['body body_missing']],
    ],
  ])('of several is the last push with a body: %s', (_, requests, expected) => {
    let found = false
    const { findings, remarks } = findingsOf((one) => {
      found = readLast(requests, 'place', one)
    })
    const content = findings.follow_ups === null ? undefined : findings.follow_ups[0]?.content
    expect([found, findings.target, content ?? (found ? undefined : null), remarks]).toEqual(
      expected,
    )
  })
})

describe('a body', () => {
  test.each<[string, unknown, string[]]>([
    ['a list', [], ['body not_object']],
    ['no bubbles', {}, ['follow_ups no_bubbles']],
    ['an empty list', { follow_ups: [] }, ['follow_ups no_bubbles']],
    ['no list', { follow_ups: {} }, ['follow_ups not_list']],
    ['a bubble that is a list', { follow_ups: [[]] }, ['follow_ups.0 not_object']],
    ['a bubble without a text', { follow_ups: [{}] }, ['follow_ups.0.content missing_text']],
    ['a number as a text', { follow_ups: [{ content: 1 }] }, ['follow_ups.0.content not_text']],
    [
      'a number as a language',
      { follow_ups: [{ content: '', i18n_contents: [{ content: '', language: 1 }] }] },
      ['follow_ups.0.i18n_contents.0.language not_text'],
    ],
    [
      'languages that are no list',
      { follow_ups: [{ content: '', i18n_contents: {} }] },
      ['follow_ups.0.i18n_contents not_list'],
    ],
    [
      'fields with similar names',
      {
        xfollow_ups: 1,
        follow_upsx: 1,
        follow_ups: [
          {
            content: '',
            xcontent: 1,
            i18n_contentsx: 1,
            xi18n_contents: 1,
            contentx: 1,
            i18n_contents: [
              { content: '', language: '', xcontent: 1, languagex: 1, xlanguage: 1, contentx: 1 },
            ],
          },
        ],
      },
      [
        'xfollow_ups unknown_field',
        'follow_upsx unknown_field',
        ...['xcontent', 'i18n_contentsx', 'xi18n_contents', 'contentx'].map(
          (name) => `follow_ups.0.${name} unknown_field`,
        ),
        ...['xcontent', 'languagex', 'xlanguage', 'contentx'].map(
          (name) => `follow_ups.0.i18n_contents.0.${name} unknown_field`,
        ),
      ],
    ],
    ['a secret', { follow_ups: [{ content: 'a hush' }] }, ['follow_ups.0.content secret_in_text']],
  ])('with %s is reported', (_, body, expected) => {
    expect(findingsOf((one) => readBody(body, one)).remarks).toEqual(expected)
  })

  test('is open if a part of it has another type, not if one is missing', () => {
    const stateOf = (body: unknown) => {
      const { isOpen, follow_ups } = findingsOf((one) => readBody(body, one)).findings
      return [isOpen, follow_ups]
    }
    expect(stateOf({ follow_ups: [{ content: 'a' }, 7] })).toEqual([true, null])
    expect(stateOf({ follow_ups: 7 })).toEqual([true, null])
    expect(stateOf({ follow_ups: [] })).toEqual([false, null])
    expect(stateOf({ follow_ups: [{}] })).toEqual([false, [{ content: '' }]])
    expect(stateOf({ follow_ups: [{ content: 'hush' }] })).toEqual([false, [{ content: '***' }]])
    expect(
      stateOf({
        follow_ups: [{ content: 'a', i18n_contents: [{ content: 'b', language: 'en_us' }] }],
      }),
    ).toEqual([false, [{ content: 'a', i18n_contents: [{ content: 'b', language: 'en_us' }] }]])
  })

  test('names the place of each expression of a program', () => {
    const places: number[] = []
    const given: Value = [{ content: new OpenValue(7) }, new OpenValue(9)]
    const { findings, remarks } = findingsOf((one) =>
      readFollowUps(given, one, (at) => places.push(at)),
    )
    expect([places, remarks, findings.isOpen]).toEqual([[7, 9], [], true])
    expect(findingsOf((one) => readFollowUps(given, one)).findings.isOpen).toBe(true)
  })

  const variables = new Map([
    ['a', '1'],
    ['x', '2'],
  ])
  test.each([
    ['{{a}}{{ a }}<<a>>', '111'],
    ['{{_.a}}{{ _.a }}', '11'],
    [`{{${' '.repeat(9)}a${' '.repeat(9)}}}`, '1'],
    [`{{${' '.repeat(10)}a}}`, `{{${' '.repeat(10)}a}}`],
    ['{{b}}<<b>>{% a %}{{}}', '{{b}}<<b>>{% a %}{{}}'],
    ['{a}<a>', '{a}<a>'],
  ])('gets the variables of its file: %s', (text, expected) => {
    expect(fillVariables(text, variables)).toBe(expected)
  })

  const text = (content: string) => `{"follow_ups":[{"content":"${content}"}]}`
  test.each<[string, boolean, string | null, boolean, string[]]>([
    [text('a'), true, 'a', false, []],
    [text('{{a}}'), true, '1', false, []],
    [text('{{a}}'), false, '{{a}}', false, []],
    [text('{{b}}'), true, null, true, ['body 1:28 expression']],
    ['{{b}}', true, null, true, ['body 1:1 expression']],
    ['{{b}}', false, null, false, ['body 1:2 body_not_json']],
    ['a=b', false, null, false, ['body 1:1 body_not_json']],
    ['{"follow_ups":x', false, null, true, ['body 1:15 body_not_json']],
    ['< ./body.json', true, null, true, ['body 1:1 file']],
    ['<@latin1 ./body.json', false, null, true, ['body 1:1 file']],
    [`<${'a'.repeat(40)} b`, false, null, true, ['body 1:1 file']],
    [`<${'a'.repeat(41)} b`, false, null, false, ['body 1:1 body_not_json']],
    ['<a>\n b', false, null, false, ['body 1:1 body_not_json']],
    ['a < b', false, null, false, ['body 1:1 body_not_json']],
  ])('as the text %s, of a file: %j', (given, isTemplate, content, isOpen, expected) => {
    const { findings, remarks } = findingsOf((one) => readBodyText(given, one), {
      isTemplate,
      variables,
    })
    expect(findings.follow_ups?.[0]?.content ?? null).toBe(content)
    expect([findings.isOpen, remarks]).toEqual([isOpen, expected])
  })
})
