import { jsonText, shellBody, shellString } from '../literals.ts'
import {
  bodyOf,
  FEISHU_BASE_URL,
  pushPath,
  type SnippetCall,
  SnippetError,
} from '../snippet-call.ts'

const BRANDS: Record<string, string> = {
  [FEISHU_BASE_URL]: 'feishu',
  'https://open.larksuite.com': 'lark',
}

/**
 * Returns the raw call of the platform's own command line, which prints code, msg and log ID of an
 * error and exits with its own status.
 * @throws {SnippetError} if the base URL is not Feishu's or Lark's, the only hosts it can call
 * @see https://github.com/larksuite/cli
 */
export function larkCliProgram(call: SnippetCall): string {
  const brand = BRANDS[call.base_url]
  if (!brand) throw new SnippetError('lark_cli_upstream')
  const json = jsonText(bodyOf(call), 2)
  const body = shellBody(json, { argument: '--data', stdin: '--data -' })
  return `LARKSUITE_CLI_APP_ID="\${FEISHU_APP_ID:?is not set}" \\
LARKSUITE_CLI_APP_SECRET="\${FEISHU_APP_SECRET:?is not set}" \\
LARKSUITE_CLI_BRAND=${brand} \\
lark-cli api POST ${shellString(pushPath(call))} \\
  --as bot \\
  ${body}
`
}
