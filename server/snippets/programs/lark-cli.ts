import { jsonText, shellBody, shellString } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  FEISHU_BASE_URL,
  pushPath,
  type SnippetCall,
  SnippetError,
  TOKEN_MALFORMED,
} from '../snippet-call.ts'

const BRANDS = new Map([
  [FEISHU_BASE_URL, 'feishu'],
  ['https://open.larksuite.com', 'lark'],
])

/**
 * Returns the raw call of the platform's own command line, which prints code, msg and log ID of an
 * error and exits with its own status.
 * @throws {SnippetError} if the base URL is not Feishu's or Lark's, the only hosts it can call
 * @see https://github.com/larksuite/cli
 */
export function larkCliProgram(call: SnippetCall): string {
  const brand = BRANDS.get(call.base_url)
  if (!brand) throw new SnippetError('lark_cli_upstream')
  const json = jsonText(bodyOf(call), 2)
  const body = shellBody(json, { argument: '--data', stdin: '--data -', end: ' 2>&1 &' })
  return `(
finish() {
  [ "$1" = 0 ] || exec >&2
  printf 'push_follow_up %s\\n' "$2"
  exit "$1"
}
token=\${FEISHU_TENANT_ACCESS_TOKEN:-}
[ -n "$token" ] || { [ -n "\${FEISHU_APP_ID:-}" ] && [ -n "\${FEISHU_APP_SECRET:-}" ]; } ||
  finish 2 ${shellString(`not sent: ${CREDENTIALS_NEEDED}`)}
case $token in
  *[![:graph:]]*) finish 2 ${shellString(`not sent: ${TOKEN_MALFORMED}`)} ;;
esac
answer=$(
  LARKSUITE_CLI_TENANT_ACCESS_TOKEN=$token \\
  LARKSUITE_CLI_APP_ID=\${FEISHU_APP_ID:-cli_unused} \\
  LARKSUITE_CLI_APP_SECRET=\${FEISHU_APP_SECRET:-} \\
  LARKSUITE_CLI_BRAND=${brand} \\
  lark-cli api POST ${shellString(pushPath(call))} \\
    --as bot \\
    ${body}
  call=$!
  { sleep 30; kill "$call"; } >/dev/null 2>&1 &
  wait "$call"
  rc=$?
  kill $! 2>/dev/null
  exit "$rc"
)
rc=$?
case "$rc $answer" in
  0\\ *) finish 0 "succeeded: $answer" ;;
  1\\ *230008*) [ "\${FOLLOW_UP_REPEAT:-}" != 1 ] || finish 0 "already there: $answer" ;;
  2\\ *|3\\ *|12[67]\\ *|*'connection refused'*|*'no such host'*) finish 3 "not sent: $answer" ;;
esac
[ "$rc" = 1 ] || finish 4 "unknown, the bubbles may be there: $answer"
finish 1 "rejected: $answer"
)
`
}
