import { jsonText, shellBody, shellString } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall, tokenUrl } from '../snippet-call.ts'

/**
 * Returns a script for curl. It is a subshell, so that `exit` does not close the terminal, without
 * comments, which an interactive zsh would run, and without tabs, which a terminal would complete.
 * The secret is passed through standard input, because other users can list command arguments.
 */
export function curlProgram(call: SnippetCall): string {
  const json = jsonText(bodyOf(call), 2)
  const body = shellBody(json, { argument: '-d', stdin: '--data-binary @-' })
  return `(
set -eu
token=\${FEISHU_TENANT_ACCESS_TOKEN:-}
if [ -z "$token" ]; then
  : "\${FEISHU_APP_ID:?is not set, nor is FEISHU_TENANT_ACCESS_TOKEN}"
  : "\${FEISHU_APP_SECRET:?is not set, nor is FEISHU_TENANT_ACCESS_TOKEN}"
  answer=$(printf '{"app_id":"%s","app_secret":"%s"}' "$FEISHU_APP_ID" "$FEISHU_APP_SECRET" |
    curl -sS -i -X POST ${shellString(tokenUrl(call))} \\
      -H 'Content-Type: application/json; charset=utf-8' \\
      --data-binary @-)
  token=$(printf '%s\\n' "$answer" |
    sed -n 's/.*"tenant_access_token" *: *"\\([^"]*\\)".*/\\1/p')
  if [ -z "$token" ]; then
    printf '%s\\n' "$answer" 'push_follow_up failed: no tenant_access_token' >&2
    exit 1
  fi
fi
answer=$(curl -sS -i -w '\\nHTTP status %{http_code}' \\
  -X POST ${shellString(pushUrl(call))} \\
  -H "Authorization: Bearer $token" \\
  -H 'Content-Type: application/json; charset=utf-8' \\
  ${body})
if printf '%s\\n' "$answer" | grep -q '^HTTP status 2' &&
  printf '%s\\n' "$answer" | grep -Eq '"code" *: *0 *([,}]|$)'; then
  printf '%s\\n' "$answer"
else
  printf '%s\\n' "$answer" 'push_follow_up failed' >&2
  exit 1
fi
)
`
}
