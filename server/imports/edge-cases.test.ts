import { expect, test } from 'vitest'
import { readAnything } from './read-anything.ts'

const ID = 'om_dc13264520392f3c1d2aab3b01d8b8e0'
const PUSH = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const TOKEN = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'

test.each([`from_${ID}`, `x${ID}`, `https://a.test/?from_${ID}`])(
  'an ID inside a longer word is none: %s',
  (text) => {
    expect(readAnything(text)).toMatchObject({ message_id: null, messages: [] })
  },
)

test.each([`see ${ID}!`, `"${ID}"`, `from=${ID}&x`, `messages/${ID}/x`])(
  'an ID between other characters is found: %s',
  (text) => {
    expect(readAnything(text).message_id).toBe(ID)
  },
)

test('curl reads a file for every option of data but --data-raw', () => {
  const reasonsOf = (option: string) =>
    readAnything(`curl -X POST '${PUSH}' ${option} '@x'`).not_understood.map(
      ({ reason }) => reason.en,
    )
  for (const option of ['-d', '--data', '--data-binary', '--data-ascii']) {
    expect(reasonsOf(option), option).toContainEqual(expect.stringMatching(/another file/))
  }
  expect(reasonsOf('--data-raw')).not.toContainEqual(expect.stringMatching(/another file/))
  expect(reasonsOf('--data-raw')).toContainEqual(expect.stringMatching(/body is not JSON/))
})

test('a secret is hidden wherever it occurs again, also in the code of a language', () => {
  const body = JSON.stringify({
    follow_ups: [
      { content: `a ${TOKEN}`, i18n_contents: [{ content: `b ${TOKEN}`, language: TOKEN }] },
    ],
  })
  const read = readAnything(
    `curl -X POST '${PUSH}' -H 'Authorization: Bearer ${TOKEN}' -H 'content-type: application/json' -d '${body}'`,
  )
  expect(read.had_token).toBe(true)
  expect(JSON.stringify(read)).not.toContain(TOKEN)
})

test('the message ID beside a body is its target, also amid other text', () => {
  const other = 'om_00000000000000000000000000000000'
  const body = { message_id: ID, body: { follow_ups: [{ content: 'a' }] } }
  const read = readAnything(`12:00 saw ${other}\n12:01 INFO send ${JSON.stringify(body)}\n`)
  expect(read.follow_ups).toEqual([{ content: 'a' }])
  expect(read.message_id).toBe(ID)
})

test('an assignment to a field is read, unless the list is changed after it', () => {
  const program = (more: string) =>
    `import requests\nbody = {}\nbody["follow_ups"] = [{"content": "a"}]\n${more}requests.post("${PUSH}", json=body)\n`
  expect(readAnything(program(''))).toMatchObject({
    follow_ups: [{ content: 'a' }],
    message_id: ID,
  })
  expect(readAnything(program('body["follow_ups"].extend(more())\n')).follow_ups).toBeNull()
})

const PATH = `/im/v1/messages/${ID}/push_follow_up`
const BODY = '{"follow_ups":[{"content":"a"}]}'
const curl = (options: string) =>
  `curl -X POST '${PUSH}' ${options} -H 'content-type: application/json' -d '${BODY}'`
const csharp = (text: string) =>
  `using System.Net;\nvar n = 3;\nvar body = new { follow_ups = new[] { new { content = ${text} } } };\nawait client.PostAsync("${PUSH}", body);`

test.each([
  ['a switch of curl', curl('-k'), '-k', /own settings/],
  ['several switches with one dash', curl('-sSLk'), '-k', /own settings/],
  ['an unknown option, cut', curl(`--${'x'.repeat(60)}`), `--${'x'.repeat(38)}`, /^Unknown/],
  ['headers in a file', curl('-H @headers.txt'), '-H', /another file/],
  ['what is no header', curl('-H nonsense'), '-H', /does not send this header/],
  ['an option without its value', `${curl('')} -H`, '-H', /^Unknown/],
  [
    'a parameter of the query',
    `lark-cli api POST /open-apis${PATH} --params '{"a":1}' --data '${BODY}'`,
    '?a',
    /no query/,
  ],
])('names %s beside the bubbles that it reads', (_, text, place, reason) => {
  const { follow_ups, not_understood } = readAnything(text)
  expect(follow_ups).toEqual([{ content: 'a' }])
  const remarks = not_understood.map((one) => ({ place: one.place, en: one.reason.en }))
  expect(remarks).toContainEqual({ place, en: expect.stringMatching(reason) })
})

test.each([
  ['a message ID that is no text', '{"message_id":7}', null],
  ['a message ID', `{"message_id":"${ID}"}`, ID],
])('reads %s from the parameters of lark-cli', (_, parameters, message_id) => {
  const path = '/open-apis/im/v1/messages/:message_id/push_follow_up'
  const text = `lark-cli api POST ${path} --params '${parameters}' --data '${BODY}'`
  expect(readAnything(text)).toMatchObject({ kind: 'lark-cli', message_id })
})

test('reads lark-cli with each way to write the path, and no program with a longer name', () => {
  for (const path of [PATH, `/open-apis${PATH}`, `open-apis${PATH}`, PUSH]) {
    const read = readAnything(`lark-cli api POST ${path} --data '${BODY}'`)
    expect(read, path).toMatchObject({ kind: 'lark-cli', message_id: ID, not_understood: [] })
  }
  const other = readAnything(`lark-cli api POST 'im/v1/x?next=/open-apis/' --data '${BODY}'`)
  expect(other.not_understood.map(({ place }) => place)).toEqual(['?next', 'URL'])
})

test.each(['pathParams', 'params', 'path'])('reads the message ID in %s beside a body', (name) => {
  const call = { [name]: { message_id: ID }, body: JSON.parse(BODY) }
  expect(readAnything(JSON.stringify(call)).message_id).toBe(ID)
})

test('what is too long or known only at run time is named and leaves no bubbles', () => {
  const long = readAnything(`${curl('')} # ${'x'.repeat(200_001)}`)
  expect(long).toMatchObject({ follow_ups: null, not_understood: [{ place: '1:1' }] })
  const java = `import com.lark.oapi.X;\nString a = "x\\u0022 + \\u0022";\nclient.post("${PUSH}", ${JSON.stringify(BODY)});`
  expect(readAnything(java)).toMatchObject({
    follow_ups: null,
    not_understood: [{ place: '2:14' }],
  })
})

test.each([
  [
    'a text between @’ and ’@ of PowerShell, with an apostrophe in it',
    `$body = @'\n{"follow_ups":[{"content":"it's"}]}\n'@\nInvoke-RestMethod -Method Post -Uri '${PUSH}' -Body $body`,
    "it's",
  ],
  ['doubled braces of C#', csharp('$"a{n}{{b"'), 'a3{b'],
  [
    'a regular expression with quotes before the body',
    `const t = s.replace(/["']/g, '')\nconst body = { follow_ups: [{ content: 'a' }] }\nfetch('${PUSH}', { method: 'POST', body: JSON.stringify(body) })`,
    'a',
  ],
  [
    'long escapes of Python',
    `import requests\nrequests.post("${PUSH}", json={"follow_ups": [{"content": "\\U0001F600"}]})`,
    '😀',
  ],
  [
    'no long escapes of JavaScript',
    `fetch('${PUSH}', { method: 'POST', body: JSON.stringify({ follow_ups: [{ content: '\\U0001F600' }] }) })`,
    'U0001F600',
  ],
  [
    'a field whose name ends like a word before a block',
    `const body = { reset: { follow_ups: [{ content: 'a' }] } }\nfetch('${PUSH}', { method: 'POST', body: JSON.stringify(body.reset) })`,
    'a',
  ],
  [
    'a script after a request',
    `POST ${PUSH}\ncontent-type: application/json\n\n${BODY}\n\n> {%\nclient.log('x')\n%}\n`,
    'a',
  ],
  [
    'a fragment that only a type of larkim tells as Go',
    `larkim.X{}\nbody := map[string]interface{}{"follow_ups": []map[string]interface{}{{"content": "a"}}}\nclient.Post(ctx, "${PUSH}", body, larkcore.AccessTokenTypeTenant)`,
    'a',
  ],
])('reads %s', (_, text, content) => {
  expect(readAnything(text)).toMatchObject({ follow_ups: [{ content }], message_id: ID })
})
