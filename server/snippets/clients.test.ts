import { expect, test } from 'vitest'
import { CLIENT_VERSIONS, clientInfo, isSnippetClient, type SnippetClient } from './clients.ts'
import { isReceiverClient, type ReceiverClient, receiverInfo } from './receivers.ts'

const TOKEN = ['FEISHU_TENANT_ACCESS_TOKEN']
const APP = ['FEISHU_APP_ID', 'FEISHU_APP_SECRET']

test.each<[SnippetClient, string, string, string, readonly string[][]]>([
  ['curl', 'curl', 'shell', 'push-follow-up.sh', [TOKEN]],
  ['curl-script', 'curl script', 'shell', 'push-follow-up.sh', [TOKEN, APP]],
  ['go', 'Go SDK', 'go', 'main.go', [TOKEN, APP]],
  ['python', 'Python SDK', 'python', 'push_follow_up.py', [TOKEN, APP]],
  ['java', 'Java SDK', 'java', 'PushFollowUp.java', [TOKEN, APP]],
  ['node', 'Node SDK', 'javascript', 'push-follow-up.mjs', [TOKEN, APP]],
  ['csharp', 'C# RestSharp', 'csharp', 'PushFollowUp.cs', [TOKEN, APP]],
  ['php', 'PHP Guzzle', 'php', 'push-follow-up.php', [TOKEN, APP]],
  ['http', '.http', 'http', 'push-follow-up.http', [TOKEN]],
  ['typescript', 'TypeScript fetch', 'typescript', 'push-follow-up.mts', [TOKEN, APP]],
  ['python-requests', 'Python requests', 'python', 'push_follow_up.py', [TOKEN, APP]],
  ['python-httpx', 'Python httpx', 'python', 'push_follow_up.py', [TOKEN, APP]],
  ['lark-cli', 'lark-cli', 'shell', 'push-follow-up.sh', [TOKEN, APP]],
  ['json', 'JSON', 'json', 'push-follow-up.json', []],
])('%s has its name, language, file and variables', (client, name, language, file, variables) => {
  expect(isSnippetClient(client)).toBe(true)
  const info = clientInfo(client)
  expect([info.name, info.language, info.file_name]).toEqual([name, language, file])
  expect(info.environment).toEqual(variables)
})

test.each<[ReceiverClient, string, readonly string[]]>([
  ['node', 'receive-click.mjs', APP],
  ['python', 'receive_click.py', APP],
  ['go', 'main.go', APP],
  ['java', 'ReceiveClick.java', APP],
  ['php', 'receive-click.php', [...APP, 'FEISHU_ENCRYPT_KEY']],
  ['csharp', 'ReceiveClick.cs', [...APP, 'FEISHU_ENCRYPT_KEY']],
  ['typescript', 'receive-click.mts', [...APP, 'FEISHU_ENCRYPT_KEY']],
])('the receiver of %s has its file and variables', (client, file, variables) => {
  expect(isReceiverClient(client)).toBe(true)
  expect(receiverInfo(client)).toMatchObject({ file_name: file, environment: [variables] })
})

test.each(['perl', '', 'constructor', 7, null, undefined, ['curl']])('%j is no client', (given) => {
  expect(isSnippetClient(given)).toBe(false)
})

test('commands install the releases that the programs are tested with', () => {
  expect(CLIENT_VERSIONS).toEqual({
    'oapi-sdk-go': 'v3.5.3',
    'lark-oapi': '1.7.5',
    'oapi-sdk': '2.5.3',
    'node-sdk': '1.74.0',
    requests: '2.34.2',
    httpx: '0.28.1',
  })
  const commands: [SnippetClient, string][] = [
    ['go', 'oapi-sdk-go/v3@v3.5.3 '],
    ['python', 'lark-oapi==1.7.5 '],
    ['node', 'node-sdk@1.74.0 '],
    ['python-requests', 'requests==2.34.2 '],
    ['python-httpx', 'httpx==0.28.1 '],
  ]
  for (const [client, part] of commands) {
    expect(clientInfo(client).run).toContain(part)
    if (isReceiverClient(client)) expect(receiverInfo(client).run).toContain(part)
  }
})
