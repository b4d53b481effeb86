import { isSnippetClient, type SnippetClient } from './clients.ts'
import { jsonText } from './literals.ts'
import { csharpProgram } from './programs/csharp.ts'
import { curlCommand, curlScript } from './programs/curl.ts'
import { goProgram } from './programs/go.ts'
import { javaProgram } from './programs/java.ts'
import { larkCliProgram } from './programs/lark-cli.ts'
import { nodeProgram } from './programs/node.ts'
import { phpProgram } from './programs/php.ts'
import { pythonProgram } from './programs/python.ts'
import { pythonHttpProgram } from './programs/python-http.ts'
import { typescriptProgram } from './programs/typescript.ts'
import { bodyOf, pushUrl, readCall, type SnippetCall, SnippetError } from './snippet-call.ts'

const PROGRAMS: Record<SnippetClient, (call: SnippetCall) => string> = {
  curl: curlCommand,
  'curl-script': curlScript,
  go: goProgram,
  python: pythonProgram,
  java: javaProgram,
  node: nodeProgram,
  csharp: csharpProgram,
  php: phpProgram,
  http: httpProgram,
  typescript: typescriptProgram,
  'python-requests': (call) => pythonHttpProgram('requests', call),
  'python-httpx': (call) => pythonHttpProgram('httpx', call),
  'lark-cli': larkCliProgram,
  json: (call) => `${jsonText(bodyOf(call), 2)}\n`,
}

/**
 * Returns a complete program that makes the call with one client. It reads credentials from the
 * environment only, gives up after 30 s, prints HTTP status, code, msg and log ID, and exits as
 * docs/cli.md says: 0 succeeded, 1 rejected, 2 no credentials, 3 not sent, 4 unknown. `curl` and
 * `http` print the response only.
 * @throws {SnippetError} if the client is unknown or cannot send the call
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
export function snippet(client: SnippetClient, call: SnippetCall): string {
  if (!isSnippetClient(client)) throw new SnippetError('client_unknown')
  return PROGRAMS[client](readCall(call))
}

/** Returns a request for the HTTP clients of editors. */
function httpProgram(call: SnippetCall): string {
  // These clients would replace {{…}} in a text as a variable.
  const body = jsonText(bodyOf(call), 2).replaceAll('{{', String.raw`{\u007b`)
  return `POST ${pushUrl(call)}
Authorization: Bearer {{$processEnv FEISHU_TENANT_ACCESS_TOKEN}}
Content-Type: application/json; charset=utf-8

${body}
`
}
