import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Locale } from '#contract/locale'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { run } from './run.ts'

type Input = string | Uint8Array

/** Runs one command in this process, with the input on standard input. */
async function cli(args: string[], input: Input = '', locale: Locale = 'en') {
  const out: string[] = []
  const errors: string[] = []
  const code = await run(args, {
    env: {},
    locale,
    print: (text) => out.push(text),
    complain: (text) => errors.push(text),
    readInput: async () => (typeof input === 'string' ? new TextEncoder().encode(input) : input),
  })
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}

async function cliJson(args: string[], input: Input = '') {
  const { code, out } = await cli([...args, '--json'], input)
  return { code, ...JSON.parse(out) }
}

const LOG_ID = '20260804050828F97B51FEDC7BE8EA5D0B'
const REFUSED = `{"code":230006,"msg":"only support latest message.","error":{"log_id":"${LOG_ID}"}}`
const ID = 'om_dc13264520392913993dd051dba21dcf'

describe('explain', () => {
  test.each([
    ['a response', REFUSED, 230006, 'push_follow_up'],
    ['a message with its code', '[230006] only support latest message.', 230006, 'push_follow_up'],
    [
      'the same code with another message',
      '[230006] Bot ability is not activated.',
      230006,
      'create_message',
    ],
    ['a log field', 'push failed code=230002', 230002, 'push_follow_up'],
    ['Chinese', '错误码 230005', 230005, 'push_follow_up'],
    ['a number alone', '230008', 230008, 'push_follow_up'],
    [
      'an exception of the Go SDK',
      'request Message#Create failed: code: 230001, msg: Your request contains an invalid request parameter, ext=invalid message content.',
      230001,
      'create_message',
    ],
    [
      'a log of the Python SDK',
      'client.im.v1.message.push_follow_up failed, code: 230006, msg: only support latest message., log_id: x',
      230006,
      'push_follow_up',
    ],
    [
      'a struct of Go',
      '&{Code:230002 Msg:expired message. Err:{LogId:x}}',
      230002,
      'push_follow_up',
    ],
    [
      'a cut exception of Guzzle',
      'Client error: `POST https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up` resulted in a `400 Bad Request` response:\n{"code":230006,"msg":"only support (truncated...)',
      230006,
      'push_follow_up',
    ],
    [
      'an exception with the code alone',
      'Exception: (230002) The bot can not be outside the group.',
      230002,
      'create_message',
    ],
    ['a Chinese log', '飞书接口返回 230008：follow up already exist.', 230008, 'push_follow_up'],
    [
      'a command with the response after it',
      `curl -X POST https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up -d '{"follow_ups":[{"content":"A"}]}'\n${REFUSED}`,
      230006,
      'push_follow_up',
    ],
    [
      'a log line that names the call',
      `POST https://open.feishu.cn/open-apis/im/v1/messages/${ID}/reply 400 {"code":230002}`,
      230002,
      'reply_message',
    ],
    [
      'a live rate limit',
      'code: 230020, msg: This operation triggers the frequency limit, ext=chat rate limit',
      230020,
      'create_message',
    ],
    [
      'a code of public reports',
      'code=230101 msg=Sending messages to users is temporarily unavailable.',
      230101,
      'create_message',
    ],
  ])('finds the code and the call in %s', async (_, input, code, call) => {
    const explained = await cliJson(['explain'], input)
    expect(explained).toMatchObject({ code, meaning: expect.stringMatching(/\S/) })
    expect(explained.calls).toContain(call)
    expect(explained.troubleshooter).toContain(`code=${code}`)
  })

  test('prints the message, the log_id, the advice, the source and the links', async () => {
    const { code, out } = await cli(['explain'], REFUSED, 'zh')
    expect(code).toBe(0)
    expect(out).toMatch(/^230006 \(push_follow_up\)\n/)
    for (const line of [
      'msg: only support latest message.',
      `log_id: ${LOG_ID}`,
      /含义: .*最新/,
      /建议: \S/,
      /来源: https:\/\/open\.feishu\.cn\/document/,
      /其他接口: create_message, .*机器人能力/,
      `https://open.feishu.cn/search?from=openapi&log_id=${LOG_ID}&code=230006`,
    ]) {
      expect(out).toMatch(line)
    }
  })

  test('says if no source documents the code, and where to look', async () => {
    const unknown = await cliJson(['explain', '--code', '424242'])
    expect(unknown).toMatchObject({ code: 424242, calls: [], documented: false, source: null })
    const { out } = await cli(['explain', '--code', 'code=424242'])
    expect(out).toContain('Neither Feishu’s documentation nor a known public report')
    expect(out).toContain('https://open.feishu.cn/search?from=openapi&code=424242')

    const reported = await cli(['explain', '--code', '230101'])
    expect(reported.out).toMatch(/source: https:\/\/github\.com\/\S+ \(not documented by Feishu\)/)
  })

  test('names a card callback token as a cause of 99992354', async () => {
    const msg =
      'The request you send is not a valid {open_message_id} or not exists, Invalid ids: [c-07931de9]'
    const { out } = await cli(['explain', '--lang', 'en'], JSON.stringify({ code: 99992354, msg }))
    expect(out).toContain('context.open_message_id')
  })

  test('exits with 2 without a code', async () => {
    expect(await cli(['explain'], 'hello')).toMatchObject({ code: 2, out: '' })
  })
})

describe('import', () => {
  const BODY = '{"follow_ups": [{"content": "查看进度"}]}'

  test('keeps its JSON fields', async () => {
    const imported = await cliJson(['import'], BODY)
    expect(imported).toMatchObject({
      kind: 'json',
      message_id: null,
      follow_ups: [{ content: '查看进度' }],
      not_understood: expect.any(Array),
      had_token: false,
      base_url: null,
      response: null,
    })
    expect(imported).not.toHaveProperty('secrets')
  })

  test('explains a response and lists several messages without choosing one', async () => {
    const response = await cli(['import'], REFUSED)
    expect(response).toMatchObject({
      code: 2,
      out: expect.stringContaining('230006 (push_follow_up)'),
    })
    const several = await cli(['import'], `reply_to=${ID} message_id=om_aa11bb22`)
    expect(several.code).toBe(2)
    expect(several.out).toMatch(new RegExp(`2, choose one:\n {2}${ID}\n {2}om_aa11bb22\n`))
  })

  test.each([
    ['UTF-16 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), []],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`), []],
    [
      'GB18030',
      (text: string) =>
        Buffer.concat([
          ...text
            .split('查看进度')
            .flatMap((part, at) => [
              ...(at > 0 ? [Buffer.from('b2e9bfb4bdf8b6c8', 'hex')] : []),
              Buffer.from(part),
            ]),
        ]),
      ['1:1'],
    ],
  ])('reads %s, and so does validate', async (_, encode, places) => {
    const path = join(temporaryFolder(), 'bubbles.json')
    writeFileSync(path, encode(BODY))
    const imported = await cliJson(['import', '--file', path])
    expect(imported.follow_ups).toEqual([{ content: '查看进度' }])
    expect(imported.not_understood.map(({ place }: { place: string }) => place)).toEqual(places)
    expect(await cli(['validate', '--file', path])).toMatchObject({ code: 0 })
  })

  test('refuses a binary file with the reason', async () => {
    const { code, errors } = await cli(['import'], new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]))
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining('binary') })
  })
})

describe('validate', () => {
  const invalid = (input: string) => cliJson(['validate', '--file', '-'], input)

  test('says where the JSON is broken', async () => {
    const { errors } = await cli(
      ['validate', '--file', '-'],
      '{\n  "follow_ups": [\n    {"content": oops}]}',
    )
    expect(errors).toMatch(/^-:3:17: invalid JSON\./)
  })

  test('gives line and column of each issue, of a missing field those of its object', async () => {
    const { issues } = await invalid(
      '{"follow_ups": [\n  {"content": ""},\n  {"content": "x", "i18n_contents": [\n    {"language": "en_us"}]}]}',
    )
    expect(issues.map(({ path, place }: Record<string, string>) => [path, place])).toEqual([
      ['follow_ups.0.content', '2:15'],
      ['follow_ups.1.i18n_contents.0.content', '4:5'],
    ])
    const alone = await invalid('[{"content": "a"},\n {"content": ""}]')
    expect(alone.issues).toMatchObject([{ path: 'follow_ups.1.content', place: '2:14' }])
    const { errors } = await cli(['validate', '--file', '-'], '[{"content": ""}]')
    expect(errors).toMatch(/\n {2}1:14 {2}follow_ups\.0\.content {2}\S/)
  })
})
