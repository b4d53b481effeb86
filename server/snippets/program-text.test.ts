import { describe, expect, test } from 'vitest'
import type { SnippetClient } from './clients.ts'
import { type ReceiverClient, receiverProgram } from './receivers.ts'
import { snippet } from './snippet.ts'
import { bodyOf, pushPath, pushUrl, readCall, SnippetError, tokenUrl } from './snippet-call.ts'

const FEISHU = 'https://open.feishu.cn'
const LOCAL = 'http://127.0.0.1:43110'
const CALL = {
  message_id: 'om_1',
  base_url: FEISHU,
  follow_ups: [
    { content: 'a' },
    { content: 'b', i18n_contents: [{ content: 'c', language: 'en_us' }] },
  ],
}

describe('the base URL', () => {
  test.each<[SnippetClient, string, string]>([
    [
      'go',
      'CheckRedirect: stop}))\n',
      'CheckRedirect: stop}), lark.WithOpenBaseUrl("http://127.0.0.1:43110"))\n',
    ],
    [
      'python',
      '.enable_set_token(True)\n        .log_level',
      '.enable_set_token(True)\n        .domain("http://127.0.0.1:43110")\n        .log_level',
    ],
    [
      'java',
      '"unused" : appSecret)\n',
      '"unused" : appSecret).openBaseUrl("http://127.0.0.1:43110")\n',
    ],
    ['node', "'unused',\n  disable", "'unused',\n  domain: 'http://127.0.0.1:43110',\n  disable"],
  ])('in %s is an option only if it is not Feishu’s', (client, default_, other) => {
    const program = snippet(client, CALL)
    expect(program).toContain(default_)
    expect(program).not.toContain(FEISHU)
    expect(snippet(client, { ...CALL, base_url: LOCAL })).toContain(other)
  })

  test.each<[ReceiverClient, string[], string[]]>([
    [
      'go',
      ['NewClient(appID, appSecret)\n', 'WithEventHandler(handler)).\n'],
      [
        'NewClient(appID, appSecret, lark.WithOpenBaseUrl("http://127.0.0.1:43110"))\n',
        'WithEventHandler(handler), larkws.WithDomain("http://127.0.0.1:43110")).\n',
      ],
    ],
    [
      'python',
      ['.app_secret(app_secret)\n    .timeout', 'log_level=lark.LogLevel.ERROR\n    ).start()'],
      [
        '.app_secret(app_secret)\n    .domain("http://127.0.0.1:43110")\n    .timeout',
        'log_level=lark.LogLevel.ERROR, domain="http://127.0.0.1:43110"\n    ).start()',
      ],
    ],
    [
      'java',
      [
        'newBuilder(appId, appSecret)\n            .requestTimeout',
        '.eventHandler(dispatcher)\n                .build',
        '//DEPS com.larksuite.oapi:oapi-sdk:2.5.3\n',
      ],
      [
        'newBuilder(appId, appSecret)\n            .openBaseUrl("http://127.0.0.1:43110")\n            .requestTimeout',
        '.eventHandler(dispatcher)\n                .domain("http://127.0.0.1:43110")\n                .build',
      ],
    ],
    [
      'node',
      ['env.FEISHU_APP_SECRET,\n  //'],
      ["env.FEISHU_APP_SECRET,\n  domain: 'http://127.0.0.1:43110',\n  //"],
    ],
  ])('in the receiver of %s is an option only if it is not Feishu’s', (client, own, other) => {
    const program = receiverProgram(client, CALL)
    for (const part of own) expect(program).toContain(part)
    expect(program).not.toContain(FEISHU)
    const local = receiverProgram(client, { ...CALL, base_url: LOCAL })
    for (const part of other) expect(local).toContain(part)
  })

  test.each([
    ['https://open.feishu.cn//', FEISHU],
    ['http://[::1]:12345/a.b/c~d/', 'http://[::1]:12345/a.b/c~d'],
    [LOCAL, LOCAL],
  ])('%s is accepted without the slashes at its end', (base_url, read) => {
    expect(readCall({ ...CALL, base_url })).toEqual({ ...CALL, base_url: read })
  })

  test.each(['xhttps://open.feishu.cn', 'https://open.feishu.cn:1234567', 'https:///'])(
    '%s is rejected with a reason',
    (base_url) => {
      expect(() => readCall({ ...CALL, base_url })).toThrow(/^The base URL must start with http/)
    },
  )
})

test('an error has the name, the problem and the English text', () => {
  const error = new SnippetError('lone_surrogate')
  expect(error).toMatchObject({ name: 'SnippetError', problem: 'lone_surrogate' })
  expect(error.message).toBe(
    'A text contains an incomplete character. Delete it and type it again.',
  )
})

test('the addresses of the call and of the token', () => {
  expect(pushPath(CALL)).toBe('/open-apis/im/v1/messages/om_1/push_follow_up')
  expect(pushUrl(CALL)).toBe('https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up')
  expect(tokenUrl(CALL)).toBe(
    'https://open.feishu.cn/open-apis/auth/v3/tenant_access_token/internal',
  )
})

test('the body has the documented fields only', () => {
  const row = { content: 'c', language: 'en_us', extra: 1 }
  const follow_ups = [{ content: 'b', extra: 1, i18n_contents: [row] }, { content: 'a' }]
  expect(bodyOf({ ...CALL, follow_ups })).toStrictEqual({
    follow_ups: [
      { content: 'b', i18n_contents: [{ content: 'c', language: 'en_us' }] },
      { content: 'a' },
    ],
  })
})

const JSON_2 = `{
  "follow_ups": [
    {
      "content": "a"
    },
    {
      "content": "b",
      "i18n_contents": [
        {
          "content": "c",
          "language": "en_us"
        }
      ]
    }
  ]
}`
const JSON_4 = JSON_2.replace(/^ +/gm, '$&$&')
const JSON_1 =
  '{"follow_ups":[{"content":"a"},{"content":"b","i18n_contents":[{"content":"c","language":"en_us"}]}]}'

describe('the bubbles', () => {
  test.each<[SnippetClient, string]>([
    ['curl', ` \\\n  -d '${JSON_1}'\n`],
    ['curl-script', ` \\\n  -d '${JSON_2}' 2>&1)\n`],
    ['lark-cli', `LARKSUITE_CLI_BRAND=feishu \\\n`],
    ['lark-cli', ` \\\n    --data '${JSON_2}' 2>&1 &\n`],
    ['http', `charset=utf-8\n\n${JSON_2}\n`],
    ['json', `${JSON_2}\n`],
    ['php', `$body = '${JSON_4}';\n`],
    [
      'go',
      `FollowUps([]*larkim.FollowUp{
				larkim.NewFollowUpBuilder().
					Content("a").
					Build(),
				larkim.NewFollowUpBuilder().
					Content("b").
					I18nContents([]*larkim.I18nContent{
						larkim.NewI18nContentBuilder().
							Content("c").
							Language("en_us").
							Build(),
					}).
					Build(),
			}).
`,
    ],
    [
      'python',
      `            .follow_ups([
                FollowUp.builder()
                .content("a")
                .build(),
                FollowUp.builder()
                .content("b")
                .i18n_contents([
                    I18nContent.builder()
                    .content("c")
                    .language("en_us")
                    .build(),
                ])
                .build(),
            ])
            .build()
`,
    ],
    ['python', '    FollowUp,\n    I18nContent,\n    PushFollowUpMessageRequest,\n'],
    [
      'java',
      `                .followUps(new FollowUp[] {
                    FollowUp.newBuilder()
                        .content("a")
                        .build(),
                    FollowUp.newBuilder()
                        .content("b")
                        .i18nContents(new I18nContent[] {
                            I18nContent.newBuilder()
                                .content("c")
                                .language("en_us")
                                .build()
                        })
                        .build()
                })
                .build())
`,
    ],
    ['java', '//DEPS com.larksuite.oapi:oapi-sdk:2.5.3\n'],
    [
      'node',
      `      data: {
        follow_ups: [
          {
            content: 'a',
          },
          {
            content: 'b',
            i18n_contents: [
              {
                content: 'c',
                language: 'en_us',
              },
            ],
          },
        ],
      },
`,
    ],
    ['python-requests', '            answer = response.json()\n        except (ValueError,'],
    [
      'python-httpx',
      '            answer = json.loads(response.read())\n        except (ValueError,',
    ],
  ])('in %s are written as its code', (client, part) => {
    expect(snippet(client, CALL)).toContain(part)
  })

  test('of an empty list are written as one', () => {
    const none = { ...CALL, follow_ups: [] }
    expect(snippet('go', none)).toContain('FollowUps([]*larkim.FollowUp{}).\n')
    expect(snippet('java', none)).toContain('.followUps(new FollowUp[] {})\n')
    expect(snippet('python', none)).toContain('.follow_ups([])\n')
    expect(snippet('node', none)).toContain('follow_ups: [],\n')
  })

  test('with an empty list of languages keep it, without the import of Python', () => {
    const empty = { ...CALL, follow_ups: [{ content: 'a' }, { content: 'b', i18n_contents: [] }] }
    expect(snippet('go', empty)).toContain('I18nContents([]*larkim.I18nContent{}).\n')
    expect(snippet('java', empty)).toContain('.i18nContents(new I18nContent[] {})\n')
    expect(snippet('python', empty)).toContain('.i18n_contents([])\n')
    expect(snippet('python', empty)).toContain('    FollowUp,\n    PushFollowUpMessageRequest,\n')
  })

  test.each<[ReceiverClient, string]>([
    ['node', "const pushes = {\n  'om_1': [\n    {\n      content: 'a',\n    },\n"],
    [
      'typescript',
      "Record<string, Bubble[]> = {\n  'om_1': [\n    {\n      content: 'a',\n    },\n",
    ],
    ['python', 'PUSHES = {\n    "om_1": [\n        {\n            "content": "a",\n        },\n'],
    ['php', 'const PUSHES = \'{\n    "om_1": [\n        {\n            "content": "a"\n'],
    ['go', String.raw`const pushesJSON = "{\"om_1\":[{\"content\":\"a\"},`],
    ['java', String.raw`"{\"om_1\":[{\"content\":\"a\"},`],
    ['csharp', String.raw`"{\"om_1\":[{\"content\":\"a\"},`],
  ])('in the receiver of %s stand under the ID of their message', (client, part) => {
    expect(receiverProgram(client, CALL)).toContain(part)
  })
})

test('two braces are no variable of an editor', () => {
  const follow_ups = [{ content: '{{a}} {{b}}' }]
  expect(snippet('http', { ...CALL, follow_ups })).toContain(
    String.raw`"content": "{\u007ba}} {\u007bb}}"`,
  )
})

test('lark-cli knows the hosts of both brands', () => {
  const program = snippet('lark-cli', { ...CALL, base_url: 'https://open.larksuite.com' })
  expect(program).toContain('LARKSUITE_CLI_BRAND=lark \\\n')
})

test('a program starts with its imports', () => {
  expect(snippet('python-requests', CALL)).toMatch(/^import os\nimport sys\n/)
  expect(snippet('python-requests', CALL)).toContain('\nimport requests\n')
  expect(snippet('python-httpx', CALL)).toMatch(/^import json\nimport os\n/)
  expect(snippet('python-httpx', CALL)).toContain('\nimport httpx\n')
  expect(receiverProgram('node', CALL)).toMatch(
    /^import \{ createServer \} from 'node:http';\nimport \* as lark from '@larksuiteoapi\/node-sdk';\n/,
  )
  expect(receiverProgram('typescript', CALL)).toMatch(
    /^import \{ createDecipheriv, createHash \} from 'node:crypto';\nimport \{ createServer \} from 'node:http';\nimport process from 'node:process';\n/,
  )
})
