import { describe, expect, test } from 'vitest'
import { readAnything } from './read-anything.ts'
import { CHANGES } from './testing/change-inputs.ts'
import { GENERATED } from './testing/generated-inputs.ts'
import { PROGRAMS } from './testing/program-inputs.ts'
import { type PastedInput, SCRIPTS } from './testing/script-inputs.ts'
import { SHAPES } from './testing/shape-inputs.ts'

const ID = 'om_dc13264520392913993dd051dba21dcf'
const URL_ = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const TOKEN = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'

function resultOf([, text, , , had_token]: PastedInput) {
  const read = readAnything(text)
  return [
    read.bubbles === 'open' ? 'open' : read.follow_ups,
    read.several ? 'several' : read.message_id,
    had_token === undefined ? undefined : read.had_token,
  ]
}

describe.each([
  ['JavaScript and Python', SCRIPTS],
  ['other languages', PROGRAMS],
  ['values that change', CHANGES],
  ['generated code and logs', GENERATED],
  ['JSON, files, commands and texts', SHAPES],
])('%s', (_, inputs) => {
  test.each(inputs.map((input) => [input[0], input] as const))('%s', (_name, input) => {
    const [, , bubbles, message_id, had_token] = input
    expect(resultOf(input)).toEqual([bubbles, message_id, had_token])
  })

  test('open bubbles are never offered, and named with their place', () => {
    for (const [name, text] of inputs) {
      const { bubbles, follow_ups, not_understood } = readAnything(text)
      expect(follow_ups === null, name).toBe(bubbles !== 'complete')
      expect(follow_ups?.length, name).not.toBe(0)
      if (bubbles === 'open') expect(not_understood.length, name).toBeGreaterThan(0)
    }
  })
})

test('the place of an expression is its line and column', () => {
  const code = `import requests\nrequests.post("${URL_}", json={\n  "follow_ups": [\n    {"content": greet(user)}]})`
  expect(readAnything(code).not_understood.map(({ place }) => place)).toEqual(['4:17'])
})

test('names the line of a broken continuation', () => {
  const { not_understood } = readAnything(
    `curl '${URL_}'\n-H 'Content-Type: application/json' \\ \n-d '{"follow_ups":[{"content":"a"}]}'`,
  )
  const place = `1:${`curl '${URL_}'`.length + 1}`
  expect(not_understood.map((one) => one.place)).toEqual([place, '2:37'])
})

describe('a response', () => {
  test.each<[string, number, string | null, string | null]>([
    [
      '{"code":230006,"msg":"only support latest message.","error":{"log_id":"20260804050828F97B51FEDC7BE8EA5D0B"}}',
      230006,
      'only support latest message.',
      '20260804050828F97B51FEDC7BE8EA5D0B',
    ],
    ['{"code":0,"msg":"success","data":{}}', 0, 'success', null],
    ['[230006] only support latest message.', 230006, 'only support latest message.', null],
    ['code=230002', 230002, null, null],
    ['错误码 230005', 230005, null, null],
    ['错误码：230005', 230005, null, null],
    ['230006', 230006, null, null],
    [
      'client.im.v1.message.push_follow_up failed, code: 230002, msg: expired message., log_id: 20260804050828F97B51FEDC7BE8EA5D0B',
      230002,
      'expired message.',
      '20260804050828F97B51FEDC7BE8EA5D0B',
    ],
    [
      'code:230006,msg:only support latest message.,reqId:20260804050828F97B51FEDC7BE8EA5D0B',
      230006,
      'only support latest message.',
      '20260804050828F97B51FEDC7BE8EA5D0B',
    ],
    [
      'logId: 20260804050828F97B51FEDC7BE8EA5D0B, error response: \n{"code": 230008, "msg": "follow up already exist."}',
      230008,
      'follow up already exist.',
      '20260804050828F97B51FEDC7BE8EA5D0B',
    ],
    [
      'com.lark.oapi.core.exception.X: {"code":99991663,"msg":"Invalid access token for authorization."}',
      99991663,
      'Invalid access token for authorization.',
      null,
    ],
    ['ErrorCode: 230020', 230020, null, null],
    ['"{\\"code\\":230001,\\"msg\\":\\"invalid\\"}"', 230001, 'invalid', null],
  ])('%s', (text, code, msg, log_id) => {
    expect(readAnything(text).response).toEqual({ code, msg, log_id })
  })

  test('is found behind a command', () => {
    const command = `curl '${URL_}' --json '{"follow_ups":[{"content":"code=230002"}]}'`
    expect(readAnything(command).response).toBeNull()
    expect(readAnything(`${command}\n{"code":230006,"msg":"x"}`).response?.code).toBe(230006)
  })

  test.each([
    'hello',
    'on 2026 at 10:00',
    '2026-07-09 00:12:47 [12345] started',
    `sent ${ID}`,
    '{"follow_ups":[{"content":"code=230002"}]}',
  ])('is not in: %s', (text) => {
    expect(readAnything(text).response).toBeNull()
  })
})

test.each([
  'language\tBubble 1\nen_us\tYes\nzh_cn\t是',
  '语言,气泡 1\n英语,Yes\n日语,はい',
  '| language | 1 |\n| --- | --- |\n| en_us | Yes |\n| zh_cn | 是 |',
  'default\ten_us\nok\tOK',
])('a table of languages is found: %s', (text) => {
  const { kind, table, follow_ups } = readAnything(text)
  expect({ kind, follow_ups }).toEqual({ kind: 'table', follow_ups: null })
  expect(table).toMatch(/en_us|英语/)
})

test('a lost character is named with its place', () => {
  expect(readAnything(`a\nb\uFFFD ${ID}`).not_understood[0]?.place).toBe('2:2')
})

test('the spans of the secrets are those of the given text', () => {
  const text = `\uFEFF\`\`\`\ncurl ${URL_} -H 'Authorization: Bearer ${TOKEN}' --json '{"follow_ups":[{"content":"a"}]}'\n\`\`\``
  expect(readAnything(text).secrets.map(({ start, end }) => text.slice(start, end))).toEqual([
    TOKEN,
  ])
})
