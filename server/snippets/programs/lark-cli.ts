import { jsonText } from '../literals/json-text.ts'
import { shellBody } from '../literals/shell-body.ts'
import { shellString } from '../literals/shell-string.ts'
import { bodyOf, FEISHU_BASE_URL, pushPath, type SnippetCall } from '../snippet-call.ts'
import { SnippetError } from '../snippet-problem.ts'

const BRANDS: Record<string, string> = {
  [FEISHU_BASE_URL]: 'feishu',
  'https://open.larksuite.com': 'lark',
}

/**
 * The raw call of the platform's own command line; it shows code, msg and log id of a refusal and
 * ends with its own non-zero status.
 * @throws {SnippetError} where the base URL is of neither brand: it would call another host
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
