import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PASTE_MAX, readAnything } from './read-anything.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'
const URL_ = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const FOLLOW_UPS = [{ content: 'a', i18n_contents: [{ content: 'b', language: 'en_us' }] }]
const BODY = JSON.stringify({ follow_ups: FOLLOW_UPS })
const SECRET = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'

const places = (text: string) => readAnything(text).not_understood.map(({ place }) => place)

describe('JSON', () => {
  test.each([
    ['a body', BODY, 'json', null],
    ['a list of bubbles', JSON.stringify(FOLLOW_UPS), 'bubbles', null],
    ['one bubble', JSON.stringify(FOLLOW_UPS[0]), 'bubble', null],
    ['a body with a byte order mark', `\uFEFF${BODY}`, 'json', null],
    [
      'what `import --json` prints',
      JSON.stringify({ message_id: ID, follow_ups: FOLLOW_UPS }),
      'json',
      ID,
    ],
    [
      'the arguments of the Node SDK',
      JSON.stringify({ path: { message_id: ID }, data: { follow_ups: FOLLOW_UPS } }),
      'json',
      ID,
    ],
    [
      'a template file',
      JSON.stringify({
        format: 'follow-up-console.templates',
        version: 1,
        templates: [{ name: 'x', note: '', versions: [{ follow_ups: FOLLOW_UPS }] }],
      }),
      'template',
      null,
    ],
    [
      'a draft',
      JSON.stringify({
        values: { message_id: ID, follow_ups: FOLLOW_UPS },
        view: 'form',
        source: 'form',
        jsonText: '',
      }),
      'draft',
      ID,
    ],
    [
      'a draft whose JSON holds the value',
      JSON.stringify({
        values: { message_id: ID, follow_ups: [] },
        view: 'json',
        source: 'json',
        jsonText: BODY,
      }),
      'draft',
      ID,
    ],
    [
      'an exchange',
      JSON.stringify({
        endpoint: 'push_follow_up',
        message_id: ID,
        body: BODY,
        request: { url: URL_ },
      }),
      'exchange',
      ID,
    ],
    [
      'an export of exchanges',
      JSON.stringify({
        exchanges: [
          { endpoint: 'push_follow_up', message_id: ID, body: BODY, request: { url: URL_ } },
        ],
      }),
      'exchange',
      ID,
    ],
    [
      'a receipt',
      JSON.stringify({
        receipt: 'follow-up-console/1',
        exchange: { message_id: ID, notes: [] },
        attempts: [{ request: { method: 'POST', url: URL_, body: BODY } }],
      }),
      'receipt',
      ID,
    ],
  ])('%s', (_, text, kind, message_id) => {
    const { not_understood, ...rest } = readAnything(text)
    expect(rest).toMatchObject({ kind, message_id, follow_ups: FOLLOW_UPS, had_token: false })
    expect(not_understood).toEqual([])
  })

  test('reads the message ID of an event and reports that it is a user’s message', () => {
    const event = {
      header: { event_type: 'im.message.receive_v1' },
      event: { message: { message_id: ID } },
    }
    const imported = readAnything(JSON.stringify(event))
    expect(imported).toMatchObject({ kind: 'event', message_id: ID, follow_ups: null })
    expect(places(JSON.stringify(event))).toEqual(['event.message.message_id', 'follow_ups'])
  })

  test('reads the message ID of a response', () => {
    const answer = { code: 0, data: { message_id: ID } }
    expect(readAnything(JSON.stringify(answer)).message_id).toBe(ID)
  })

  test('reports every ignored part by its path', () => {
    const body = {
      colour: 'red',
      follow_ups: [{ content: 1, icon: 'x', i18n_contents: [{ language: 'en_us' }, 7] }, null],
    }
    expect(places(JSON.stringify(body))).toEqual([
      'colour',
      'follow_ups.0.icon',
      'follow_ups.0.content',
      'follow_ups.0.i18n_contents.0.content',
      'follow_ups.0.i18n_contents.1',
      'follow_ups.1',
    ])
  })

  test('reports a repeated field, because only its last value remains', () => {
    expect(places('{"follow_ups":[{"content":"a","content":"b"}]}')).toEqual(['content'])
    expect(places('{"follow_ups":[{"content":"a"},{"content":"b"}]}')).toEqual([])
  })

  test('reports the line and column of invalid JSON', () => {
    expect(places('{"follow_ups": [\n  {"content": "a" "b"}\n]}')[0]).toBe('2:19')
  })

  test('treats __proto__ like any other field', () => {
    const { follow_ups } = readAnything(
      '{"__proto__":{"a":1},"follow_ups":[{"content":"x","__proto__":{"content":"y"}}]}',
    )
    expect(follow_ups).toEqual([{ content: 'x' }])
    expect(Object.getPrototypeOf(follow_ups?.[0])).toBe(Object.prototype)
    expect(places('{"__proto__":{},"follow_ups":[{"content":"x"}]}')).toEqual(['__proto__'])
  })
})

describe('HTTP', () => {
  test('reads a raw request', () => {
    const text = `POST /open-apis/im/v1/messages/${ID}/push_follow_up?a=1 HTTP/1.1\r\nHost: open.larksuite.com\r\nContent-Type: application/json; charset=utf-8\r\nX-Mine: 1\r\nAuthorization: Bearer ${SECRET}\r\n\r\n${BODY}`
    const imported = readAnything(text)
    expect(imported).toMatchObject({
      kind: 'http',
      message_id: ID,
      base_url: 'https://open.larksuite.com',
      follow_ups: FOLLOW_UPS,
      had_token: true,
    })
    expect(places(text)).toEqual(['?a', 'X-Mine:'])
  })

  test('reads a file of several requests with variables', () => {
    const text = `@host = https://open.feishu.cn\n@id = ${ID}\n\n### token\nPOST {{host}}/open-apis/auth/v3/tenant_access_token/internal\n\n{}\n\n### push\n# a remark\nPOST {{host}}/open-apis/im/v1/messages/{{id}}/push_follow_up\nContent-Type: application/json\n\n${BODY}\n`
    expect(readAnything(text)).toMatchObject({
      message_id: ID,
      follow_ups: FOLLOW_UPS,
      not_understood: [],
    })
  })

  test('reads the last push of a HAR and reports the others', () => {
    const entry = (content: string, method = 'POST') => ({
      request: {
        method,
        url: URL_,
        headers: [{ name: 'Authorization', value: `Bearer ${SECRET}` }],
        postData: { text: JSON.stringify({ follow_ups: [{ content }] }) },
      },
    })
    const log = {
      entries: [
        entry('first'),
        entry('last'),
        entry('', 'OPTIONS'),
        { request: { method: 'GET', url: 'https://example.com/' } },
      ],
    }
    const text = JSON.stringify({ log })
    expect(readAnything(text)).toMatchObject({
      kind: 'har',
      message_id: ID,
      follow_ups: [{ content: 'last' }],
      had_token: true,
    })
    expect(places(text)).toEqual(['log.entries'])
  })
})

describe('text of an unknown kind', () => {
  test('gives its only message ID', () => {
    expect(readAnything(`push to ${ID} failed`)).toMatchObject({ kind: 'text', message_id: ID })
    expect(readAnything(URL_)).toMatchObject({ message_id: ID, base_url: 'https://open.feishu.cn' })
  })

  test('is reported as not recognized', () => {
    expect(readAnything('hello')).toMatchObject({
      kind: 'nothing',
      message_id: null,
      follow_ups: null,
    })
    expect(places('')).toEqual(['1:1'])
  })

  test('is not read beyond the size limit', () => {
    expect(places('x'.repeat(PASTE_MAX + 1))).toEqual(['1:1'])
  })
})

describe('secrets', () => {
  const cases: [string, string][] = [
    ['a header of curl', `curl ${URL_} -H 'Authorization: Bearer ${SECRET}' --json '${BODY}'`],
    ['a cookie', `curl ${URL_} -b 'session=${SECRET}' --json '${BODY}'`],
    ['-u', `curl -u me:${SECRET} ${URL_} --json '${BODY}'`],
    ['the query', `curl '${URL_}?access_token=${SECRET}' --json '${BODY}'`],
    ['a header of its own', `curl ${URL_} -H 'X-Auth-Token: ${SECRET}' --json '${BODY}'`],
    [
      'an SDK’s constructor',
      `package main\nvar c = lark.NewClient("cli_a1b2", "${SECRET}")\nx.FollowUps([]*F{})`,
    ],
    [
      'a field of a program',
      `import requests\nAPP_SECRET = "${SECRET}"\nrequests.post(json={"follow_ups": []})`,
    ],
    ['an .http file', `POST ${URL_}\nAuthorization: Bearer ${SECRET}\n\n${BODY}`],
    [
      'lark-cli',
      `LARKSUITE_CLI_APP_SECRET=${SECRET} lark-cli api POST /open-apis/im/v1/messages/${ID}/push_follow_up --data '${BODY}'`,
    ],
    ['plain text', `the token was Bearer ${SECRET}, sorry`],
    [
      'a header and a bubble',
      `curl ${URL_} -H 'Authorization: Bearer ${SECRET}' --json '{"follow_ups":[{"content":"is ${SECRET} right?"}]}'`,
    ],
    [
      'a header and a field’s name',
      `curl ${URL_} -H 'Authorization: Bearer ${SECRET}' --json '{"${SECRET}":1,"follow_ups":[]}'`,
    ],
  ]
  test.each(cases)('in %s are detected and never returned', (_, text) => {
    const imported = readAnything(text)
    expect(imported.had_token).toBe(true)
    expect(JSON.stringify(imported)).not.toContain(SECRET)
  })

  test('are not placeholders or variables', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell’s or a program’s own spelling
    for (const value of ['$TOKEN', '${TOKEN}', '<token>', 'YOUR_TOKEN', '{{token}}']) {
      expect(
        readAnything(`curl ${URL_} -H "Authorization: Bearer ${value}" --json '${BODY}'`).had_token,
        value,
      ).toBe(false)
    }
  })
})

describe('hostile input', () => {
  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.json(),
          fc
            .array(
              fc.constantFrom(
                'curl ',
                '-d ',
                "'",
                '"',
                '\\',
                '`',
                '$(',
                '${',
                '{',
                '[',
                '(',
                ')',
                ']',
                '}',
                '<<A\n',
                '\n',
                '^',
                'follow_ups',
                ':',
                '=',
                ',',
                'package main\n',
                '<?php\n',
                'import x from "y"\n',
                'import os\n',
                'using System;\n',
                'a',
                '"""',
                '/*',
                '//',
                '@"',
                '$"',
                "r'",
                'POST /x\n\n',
                'lark-cli ',
                '\u{1F600}',
                '\uD83D',
              ),
              { maxLength: 60 },
            )
            .map((pieces) => pieces.join('')),
        ),
        (text) => {
          const imported = readAnything(text)
          expect(JSON.parse(JSON.stringify(imported))).toEqual(imported)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
