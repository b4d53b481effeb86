import { describe, expect, test } from 'vitest'
import { findMessages } from './find-messages.ts'
import { findResponse } from './find-response.ts'
import { findTable } from './find-table.ts'
import { addRemark, ImportFindings, lineAndColumn } from './findings.ts'
import { findJsonInText, findObjects, jsonIn, parsePastedJson } from './parse-json.ts'
import { REASONS } from './reasons.ts'

describe('the code of a response in a text', () => {
  test.each<[string, number | undefined]>([
    ['code=1234', 1234],
    ['code=123', undefined],
    ['code: 1234567890', 1234567890],
    ['code: 12345678901', undefined],
    ['code    =    "1234', 1234],
    ['code     = 1234', undefined],
    ['code=     1234', undefined],
    ['CODE：1234', 1234],
    ['err_code=1234', 1234],
    ['error-code=1234', 1234],
    ['Error Code: 1234', 1234],
    ['\\"code\\": \\"1234', 1234],
    ["'code': '1234'", 1234],
    ['xcode=1234', undefined],
    ['a.code=1234', undefined],
    ['错误代码 1234', 1234],
    ['返回码：1234', 1234],
    ['状态码    =    1234', 1234],
    ['状态码        1234', 1234],
    ['状态码         1234', undefined],
    ['错误码 123', undefined],
    ['错误码 12345678901', undefined],
    ['[123456] a', 123456],
    ['[12345678]    A', 12345678],
    ['[12345678]     a', undefined],
    ['[12345] a', undefined],
    ['[123456789] a', undefined],
    ['[123456] 1', undefined],
    ['code 12345', 12345],
    ['Code    1234567890', 1234567890],
    ['code     12345', undefined],
    ['code 1234', undefined],
    ['xcode 12345', undefined],
    ['1234', 1234],
    [`${' '.repeat(40)}12345678${' '.repeat(40)}`, 12345678],
    [`${' '.repeat(41)}1234`, undefined],
    [`1234${' '.repeat(41)}`, undefined],
    ['123', undefined],
    ['123456789', undefined],
    ['1234 5678', undefined],
    ['12345: a', 12345],
    [`${' '.repeat(40)}12345678.   A`, 12345678],
    [`${' '.repeat(41)}12345 a`, undefined],
    ['12345     a', undefined],
    ['1234 a', undefined],
    ['20261122 a', undefined],
    ['x 12345 a', undefined],
    ['fail 230002 x', 230002],
    ['Error (99991663)：失败', 99991663],
    ['lark 99992402,     x', 99992402],
    ['lark 99992402,      x', undefined],
    ['飞书 (232025] x', 232025],
    ['飞书 (233025] x', undefined],
    ['seen (230002) x', undefined],
    ['error 230002', undefined],
    ['error x230002 x', undefined],
    ['error 1.230002 x', undefined],
    ['error 2300021 x', undefined],
    ['EXCEPTION 230002 x', 230002],
    ['错误 230002 x', 230002],
  ])('%j', (text, code) => {
    expect(findResponse(text, [])?.code).toBe(code)
  })
})

describe('the message of a response in a text', () => {
  const LONG = 'a'.repeat(2000)
  test.each<[string, string | null]>([
    ['code=1234, msg="a b"', 'a b'],
    ["code=1234, MSG: 'a b'", 'a b'],
    ['code=1234, msg=a b, log_id=x', 'a b'],
    ['code=1234, msg=a b, c', 'a b, c'],
    ['{code=1234, msg=a b}', 'a b'],
    ['code=1234 msg：a b\nnext', 'a b'],
    ['code=1234 msg    =    a', 'a'],
    ['code=1234 msg     = a', null],
    ['code=1234 msg=      ', null],
    ['code=1234 xmsg=a', null],
    ['code=1234 a.msg=b', null],
    ['\\"code\\":1234,\\"msg\\":\\"a b\\"', 'a b'],
    ['code=1234 msg=" a "', ' a '],
    [`code=1234 msg="${LONG}b"`, LONG],
    [`code=1234 msg='${LONG}b'`, LONG],
    ['[123456] a b\nc', 'a b'],
    ['[12345678]    a b ', 'a b'],
    [`[123456] ${LONG}b`, LONG],
    ['fail 230002: a b\nc', 'a b'],
    [`fail 230002: ${LONG}b`, LONG],
    ['code=1234', null],
  ])('%j', (text, msg) => {
    expect(findResponse(text, [])?.msg).toBe(msg)
  })
})

describe('a response among JSON objects', () => {
  test.each<[string, object, object | null]>([
    ['a msg', { code: 7, msg: 'a' }, { code: 7, msg: 'a', log_id: null }],
    ['an error', { code: 7, error: { log_id: 'x' } }, { code: 7, msg: null, log_id: 'x' }],
    ['its log ID', { code: 7, msg: 'a', log_id: 'x' }, { code: 7, msg: 'a', log_id: 'x' }],
    [
      'both log IDs',
      { code: 7, error: { log_id: 'x' }, log_id: 'y' },
      { code: 7, msg: null, log_id: 'x' },
    ],
    ['a success', { code: 0, data: {} }, { code: 0, msg: null, log_id: null }],
    ['a code of 1000', { code: 1000, msg: 1 }, { code: 1000, msg: null, log_id: null }],
    ['a code of 999', { code: 999 }, null],
    ['data beside another code', { code: 7, data: {} }, null],
    ['a success without data', { code: 0 }, null],
    ['a text', { code: '230002', msg: 'a' }, null],
    ['a fraction', { code: 1000.5, msg: 'a' }, null],
    ['no code', { msg: 'a' }, null],
  ])('with %s', (_, object, expected) => {
    expect(findResponse('', [{ other: 1 }, object as never])).toEqual(expected)
  })

  test('is the first one, and its log ID may be in the text', () => {
    const objects = [
      { code: 1, msg: 'a' },
      { code: 2, msg: 'b' },
    ]
    const id = '20260804050828F97B51FEDC7BE8'
    expect(findResponse(`x ${id} y`, objects)).toEqual({ code: 1, msg: 'a', log_id: id })
    const start = '20260804050828'
    for (const [digits, isId] of [
      [11, false],
      [12, true],
      [26, true],
      [27, false],
    ] as const) {
      const given = start + 'F'.repeat(digits)
      expect(findResponse(`x ${given} y`, objects)?.log_id, given).toBe(isId ? given : null)
      expect(findResponse(`x${given}`, objects)?.log_id, given).toBeNull()
    }
  })
})

describe('the messages of a text', () => {
  const LONGEST = `om_${'a'.repeat(128)}`
  const ids = (text: string) => findMessages(text, []).messages.map((one) => one.message_id)
  const one = (object: object) => findMessages('', [object as never]).messages[0]

  test.each<[string, string[]]>([
    [LONGEST, [LONGEST]],
    [`${LONGEST}a`, []],
    ['om_1 om_2 om_1', ['om_1', 'om_2']],
    ['a-om_1 b_om_2 -om_3', ['om_3']],
    ['om_1-', ['om_1-']],
    ['%6fm_1 %22om_2%22', ['om_1', 'om_2']],
    ['%22om_3%2', ['om_3']],
    ['%88om_4', []],
  ])('%j', (text, expected) => {
    expect(ids(text)).toEqual(expected)
  })

  test('are at most 50', () => {
    const many = Array.from({ length: 60 }, (_, at) => `om_${at}`)
    expect(ids(many.join(' '))).toEqual(many.slice(0, 50))
    const again = [...many.slice(0, 50), 'om_3', 'om_55'].map((message_id) => ({ message_id }))
    expect(findMessages('', again).messages).toHaveLength(50)
  })

  test.each<[string, number | null]>([
    ['om_1 create_time: 1609073151', 1609073151000],
    ['om_1 "create_time":"1609073151345"', 1609073151345],
    ['om_1 \\"CREATE_TIME\\": \\"1609073151345', 1609073151345],
    ['om_1 create_time=        1609073151', null],
    ['om_1 create_time=       1609073151', 1609073151000],
    ['om_1 create_time1609073151', null],
    ['om_1 create_time=16090731513', null],
    ['om_1 create_time=16090731513451', null],
    ['om_1 om_2 create_time=1609073151', null],
  ])('%j has its time', (text, time) => {
    expect(findMessages(text, []).messages[0]?.create_time_ms).toBe(time)
  })

  test.each<[string, object, object]>([
    ['a number', { create_time: 1609073151 }, { create_time_ms: 1609073151000 }],
    ['a large number', { create_time: 1609073151345 }, { create_time_ms: 1609073151345 }],
    ['a text with more', { create_time: 'x1609073151' }, { create_time_ms: null }],
    ['a longer text', { create_time: '16090731513456' }, { create_time_ms: null }],
    ['another chat name', { open_chat_id: 'oc_1' }, { chat_id: 'oc_1' }],
    ['two chat names', { chat_id: 'oc_1', open_chat_id: 'oc_2' }, { chat_id: 'oc_1' }],
    ['no chat', { chat_id: 'xoc_1' }, { chat_id: null }],
    [
      'the last message',
      {
        message_id: 'om_2',
        last_message_id: 'om_1',
        last_message_create_time: '1609073151',
        create_time: '1',
      },
      { message_id: 'om_1', create_time_ms: 1609073151000 },
    ],
    ['another name', { message_id: 'x', open_message_id: 'om_3' }, { message_id: 'om_3' }],
    ['two names', { message_id: 'om_4', open_message_id: 'om_3' }, { message_id: 'om_4' }],
    [
      'an event of version 1',
      { type: 'message', open_id: 'ou_1' },
      { sender: { kind: 'user', id: 'ou_1' } },
    ],
    ['another event', { type: 'x', open_id: 'ou_1' }, { sender: null }],
    [
      'an app',
      { sender: { sender_type: 'app', id: 'cli_1' } },
      { sender: { kind: 'app', id: 'cli_1' } },
    ],
    [
      'a user by open_id',
      { sender: { sender_type: 'user', id: 'on_1', sender_id: { open_id: 'ou_1' } } },
      { sender: { kind: 'user', id: 'ou_1' } },
    ],
    [
      'a union ID',
      { sender: { sender_type: 'user', id: 'on_1' } },
      { sender: { kind: 'user', id: 'on_1' } },
    ],
    ['another type', { sender: { sender_type: 'anonymous', id: 'ou_1' } }, { sender: null }],
    ['another ID', { sender: { sender_type: 'user', id: 'x ou_1' } }, { sender: null }],
    ['more than an ID', { sender: { sender_type: 'user', id: 'ou_1 x' } }, { sender: null }],
    [
      'the longest ID',
      { sender: { sender_type: 'user', id: `ou_${'a'.repeat(128)}` } },
      { sender: { kind: 'user', id: `ou_${'a'.repeat(128)}` } },
    ],
    [
      'a longer ID',
      { sender: { sender_type: 'user', id: `ou_${'a'.repeat(129)}` } },
      { sender: null },
    ],
  ])('as an object with %s', (_, object, expected) => {
    expect(one({ message_id: 'om_1', ...object })).toMatchObject(expected)
  })

  test('as several objects are merged, the first value of each field first', () => {
    const sender = { sender_type: 'user', id: 'ou_1' }
    const objects = [
      { message_id: 'om_1' },
      { message_id: 'om_1', chat_id: 'oc_1', create_time: '1609073151', sender },
      {
        message_id: 'om_1',
        chat_id: 'oc_2',
        create_time: '1609073152',
        sender: { ...sender, id: 'ou_2' },
      },
    ]
    expect(findMessages('', objects).messages).toEqual([
      {
        message_id: 'om_1',
        chat_id: 'oc_1',
        create_time_ms: 1609073151000,
        sender: { kind: 'user', id: 'ou_1' },
      },
    ])
  })

  test('as a message with its sender beside it, else as the object itself', () => {
    const message = { message_id: 'om_1' }
    const sender = { sender_type: 'app', id: 'cli_1' }
    expect(one({ message, sender })).toMatchObject({ message_id: 'om_1', sender: { kind: 'app' } })
    expect(one({ message })).toBeUndefined()
    expect(one({ sender, message: 'x', message_id: 'om_2' })?.message_id).toBe('om_2')
  })

  test('have the only chat of the text, if there is one message', () => {
    expect(findMessages('oc_1 oc_1', [])).toEqual({ messages: [], chat_id: 'oc_1' })
    expect(findMessages('oc_1 oc_2', []).chat_id).toBeNull()
    expect(findMessages('om_1 oc_1', []).messages[0]?.chat_id).toBe('oc_1')
    expect(findMessages('om_1 om_2 oc_1', [])).toMatchObject({
      messages: [{ chat_id: null }, {}],
      chat_id: 'oc_1',
    })
    const object = { message_id: 'om_1', chat_id: 'oc_9' }
    expect(findMessages('oc_1', [object])).toMatchObject({
      messages: [{ chat_id: 'oc_9' }],
      chat_id: 'oc_9',
    })
    expect(findMessages(`oc_${'a'.repeat(129)} x-oc_1 oc_2`, []).chat_id).toBe('oc_2')
    expect(findMessages(`oc_${'a'.repeat(128)}`, []).chat_id).toBe(`oc_${'a'.repeat(128)}`)
  })
})

describe('a table', () => {
  test.each<[string, string | null]>([
    ['en_us\ta\nzh_cn\tb', 'en_us\ta\nzh_cn\tb'],
    [' en_us,a\nzh_cn,b \n', 'en_us,a\nzh_cn,b'],
    ['en_us;a\r\nzh_cn;b', 'en_us;a\r\nzh_cn;b'],
    ['en_us\ta,b\nzh_cn\tb,c', 'en_us\ta,b\nzh_cn\tb,c'],
    ['x,default,en_us\nok,OK,Yes', 'x,default,en_us\nok,OK,Yes'],
    ['x,default,other\nok,OK,Yes', null],
    ['"en-US",a\n"EN_us",b', '"en-US",a\n"EN_us",b'],
    ['Default text,a\nx,b', 'Default text,a\nx,b'],
    ['默认,a\nx,b\ny,c', null],
    ['默认文字,a\n默认,b\ny,c\nz,d', '默认文字,a\n默认,b\ny,c\nz,d'],
    ['en_us,a', null],
    ['en_us a\nzh_cn b', null],
    ['en_us,a\nzh_cn b', null],
    ['a,b\nc,d', null],
    ['|en_us|a|\n|-|:-:|\n|zh_cn|b|', 'en_us\ta\nzh_cn\tb'],
    ['  | en_us   |   a |\n | zh_cn | b |', 'en_us\ta\nzh_cn\tb'],
    ['| en_us | a\n| zh_cn | b', 'en_us\ta\nzh_cn\tb'],
    [`|en_us${' '.repeat(40)}|${' '.repeat(40)}a|\n|zh_cn|b|`, 'en_us\ta\nzh_cn\tb'],
    ['-- | --\nen_us | a', null],
    ['en_us,a\n|zh_cn,b', 'en_us,a\n|zh_cn,b'],
  ])('%j', (text, expected) => {
    expect(findTable(text)).toBe(expected)
  })

  test('has at most 200,000 characters, and 200 lines that count', () => {
    const lines = (count: number, line: string) => Array(count).fill(line).join('\n')
    const start = 'en_us,a\nzh_cn,b'
    expect(findTable(start.padEnd(200_000, 'c'))).not.toBeNull()
    expect(findTable(start.padEnd(200_001, 'c'))).toBeNull()
    expect(findTable(`${lines(200, 'en_us,a')}\nno table`)).not.toBeNull()
    expect(findTable(`${lines(199, 'en_us,a')}\nno table`)).toBeNull()
  })
})

describe('remarks', () => {
  const findings = (source = '') =>
    new ImportFindings(source, (text) => text.replace('hush', '***'))

  test('are at most 200, each once', () => {
    const one = findings()
    for (let at = 0; at < 250; at += 1) addRemark(one, `a${at}`, REASONS.header)
    expect(one.not_understood).toHaveLength(200)
    const two = findings()
    addRemark(two, 'a', REASONS.header)
    addRemark(two, 'a', REASONS.header)
    addRemark(two, 'a', REASONS.file)
    addRemark(two, 'b', REASONS.file)
    expect(two.not_understood.map(({ place }) => place)).toEqual(['a', 'a', 'b'])
  })

  test('have a short place without a secret', () => {
    const one = findings()
    addRemark(one, 'a'.repeat(120), REASONS.header)
    addRemark(one, 'b'.repeat(121), REASONS.header)
    addRemark(one, 'a hush', REASONS.header)
    addRemark(one, '\ud800', REASONS.header)
    expect(one.not_understood.map(({ place }) => place)).toEqual([
      'a'.repeat(120),
      `${'b'.repeat(119)}…`,
      'a ***',
      '\ufffd',
    ])
  })

  test('of an index have its line and column', () => {
    const source = 'ab\nc\n\nd'
    expect([0, 1, 2, 3, 4, 5, 6].map((at) => lineAndColumn(source, at))).toEqual([
      '1:1',
      '1:2',
      '1:3',
      '2:1',
      '2:2',
      '3:1',
      '4:1',
    ])
    const one = findings(source)
    addRemark(one, 3, REASONS.header)
    expect(one.not_understood[0]?.place).toBe('2:1')
  })

  test('of nothing are none', () => {
    expect(findings()).toMatchObject({
      follow_ups: null,
      target: null,
      base_url: null,
      several: false,
      isOpen: false,
      isCall: false,
      isTemplate: false,
      not_understood: [],
      objects: [],
    })
  })
})

describe('JSON in a text', () => {
  test.each<[string, unknown[]]>([
    ['x {"a":1} y [2] z', [{ a: 1 }, [2]]],
    ['{"a":{"b":1}} {}', [{ a: { b: 1 } }, {}]],
    ['[{"a":1},{"b":2}]', [[{ a: 1 }, { b: 2 }]]],
    ['{"a":"}"} {"b":"\\"}"}', [{ a: '}' }, { b: '"}' }]],
    ['{ x } {"a":1}', [{ a: 1 }]],
    ['{{"a":1}', [{ a: 1 }]],
    [`{${' '.repeat(40)}"a":1}`, [{ a: 1 }]],
    [`{${' '.repeat(41)}"a":1}`, []],
    ['[x]', []],
    ['{"a":1', []],
    ['["a" "b"] [1]', [[1]]],
  ])('%j', (text, expected) => {
    expect(findJsonInText(text)).toEqual(expected)
  })

  test('is looked for up to a number of pieces and of failures', () => {
    expect(findJsonInText('[1]'.repeat(5001))).toHaveLength(5000)
    expect(findJsonInText(`${'[1 1]'.repeat(499)}[2]`)).toEqual([[2]])
    expect(findJsonInText(`${'[1 1]'.repeat(500)}[2]`)).toEqual([])
    expect(findJsonInText(`[2]${'[1'.repeat(300)}[3]`)).toEqual([[2], [3]])
    expect(findJsonInText(`[2]${'[1'.padEnd(40_000)}`.repeat(20))).toHaveLength(2)
  })

  test.each<[string, unknown]>([
    ['{"a":1}', { a: 1 }],
    [' [1]', [1]],
    ['=[1]', [1]],
    [' =[1]', [1]],
    [`${' '.repeat(40)}[1]`, [1]],
    [`${' '.repeat(41)}[1]`, undefined],
    ['x[1]', undefined],
    ['1', undefined],
    ['"a"', undefined],
    ['{', undefined],
  ])('as a string is an object or a list: %j', (text, value) => {
    expect(jsonIn(text)).toEqual(value)
  })

  test('is parsed in strings down to the fourth level', () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? { a: 1 } : JSON.stringify([nested(levels - 1)])
    expect(findObjects(nested(4)).map(({ object }) => object)).toEqual([{ a: 1 }])
    expect(findObjects(nested(5))).toEqual([])
  })

  test('is looked through up to 50,000 values, and each object knows those around it', () => {
    const list = (length: number) => [...Array(length).fill(1), { a: 1 }]
    expect(findObjects(list(49_998))).toHaveLength(1)
    expect(findObjects(list(49_999))).toHaveLength(0)
    const [outer, first, inner, last] = findObjects({ a: [{ b: '{"c":1}' }], d: {} })
    expect([outer?.around, first?.around, inner?.around, last?.around]).toEqual([
      null,
      outer,
      first,
      outer,
    ])
    expect(inner?.object).toEqual({ c: 1 })
  })

  const parsed = (text: string) => {
    const findings = new ImportFindings(text, (given) => given)
    const result = parsePastedJson(text, findings)
    return { result, places: findings.not_understood.map(({ place }) => place) }
  }
  test.each<[string, unknown, string[]]>([
    ['{"a":1}', { a: 1 }, []],
    ['\uFEFF{"a":1}', { a: 1 }, []],
    ['{"a":1,} // b', { a: 1 }, []],
    ['{"a":1,"a":2}', { a: 2 }, ['a']],
    ['{"a":{"a":1,"b":2},"b":{"b":3}}', { a: { a: 1, b: 2 }, b: { b: 3 } }, []],
    ['{"a":{"b":1},"a":1}', { a: 1 }, ['a']],
    ['[{"a":1},{"a":1}]', [{ a: 1 }, { a: 1 }], []],
  ])('%j is read with comments and without doubts', (text, value, places) => {
    expect(parsed(text)).toEqual({ result: { ok: true, value }, places })
  })

  test.each([
    ['{"a" 1}', '1:6'],
    ['{\n"a":}', '2:5'],
    ['', '1:1'],
    ['[1,', '1:4'],
  ])('%j is invalid from a place', (text, place) => {
    expect(parsed(text).result).toEqual({ ok: false, place })
  })
})
