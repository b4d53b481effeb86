import { jsonText, shellBody, shellString } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  pushUrl,
  type SnippetCall,
  TOKEN_MALFORMED,
  tokenUrl,
} from '../snippet-call.ts'

/** Returns one command of four lines, which takes a token and prints the response. */
export function curlCommand(call: SnippetCall): string {
  const json = jsonText(bodyOf(call))
  return `curl -sS -i -m 30 -X POST ${shellString(pushUrl(call))} \\
  -H "Authorization: Bearer \${FEISHU_TENANT_ACCESS_TOKEN:?is not set}" \\
  -H 'Content-Type: application/json; charset=utf-8' \\
  ${shellBody(json, { argument: '-d', stdin: '--data-binary @-' })}
`
}

/**
 * Returns a script for curl. It is a subshell, so that `exit` does not close the terminal, without
 * comments, which an interactive zsh would run, and without tabs, which a terminal would complete.
 * The secret is passed through standard input, because other users can list command arguments.
 */
export function curlScript(call: SnippetCall): string {
  const json = jsonText(bodyOf(call), 2)
  const body = shellBody(json, { argument: '-d', stdin: '--data-binary @-', end: ' 2>&1' })
  return `(
finish() {
  [ "$1" = 0 ] || exec >&2
  printf 'push_follow_up %s\\n' "$2"
  exit "$1"
}
read_answer() {
  answer=$(printf '%s\\n' "$answer" | tr -d '\\r' |
    sed -e '/^HTTP[^ ]* 1[0-9][0-9]/,/^$/d' -e '/^HTTP[^ ]* 200 Connection/,/^$/d')
  head=$(printf '%s\\n' "$answer" | sed '/^$/q')
  body=$(printf '%s\\n' "$answer" | sed '1,/^$/d' | tr -d '\\n')
  http=$(printf '%s\\n' "$head" | sed -n 's/^HTTP[^ ]* *\\([0-9]*\\).*/\\1/p')
  log_id=$(printf '%s\\n' "$head" | sed -n 's/^[Xx]-[Tt][Tt]-[Ll]og[Ii]d: *//p')
  code=
  case "$1 $body" in
    '0 {'*'}')
      code=$(printf '%s' "$body" | grep -o '"code" *: *-*[0-9][0-9]*' | sed -n '1s/.*: *//p')
      msg=$(printf '%s' "$body" | grep -o '"msg" *: *"[^"]*"' | sed -n '1s/.*: *"\\(.*\\)"/\\1/p')
      ;;
  esac
  line="HTTP $http, no JSON with a code, log id \${log_id:--}"
  [ -z "$code" ] || line="HTTP $http, code $code, msg $msg, log id \${log_id:--}"
  [ -n "$http" ] || line=$(printf '%s\\n' "$answer" | tail -n 1)
}
token=\${FEISHU_TENANT_ACCESS_TOKEN:-}
if [ -z "$token" ]; then
  [ -n "\${FEISHU_APP_ID:-}" ] && [ -n "\${FEISHU_APP_SECRET:-}" ] ||
    finish 2 ${shellString(`not sent: ${CREDENTIALS_NEEDED}`)}
  answer=$(printf '{"app_id":"%s","app_secret":"%s"}' "$FEISHU_APP_ID" "$FEISHU_APP_SECRET" |
    curl -sS -i -m 30 -X POST ${shellString(tokenUrl(call))} \\
      -H 'Content-Type: application/json; charset=utf-8' \\
      --data-binary @- 2>&1)
  read_answer $?
  [ "$code" = 0 ] || finish 3 "not sent: no token: $line"
  token=$(printf '%s' "$body" | sed 's/.*"tenant_access_token" *: *"\\([^"]*\\)".*/\\1/')
fi
case $token in
  *[![:graph:]]*) finish 2 ${shellString(`not sent: ${TOKEN_MALFORMED}`)} ;;
esac
answer=$(curl -sS -i -m 30 -X POST ${shellString(pushUrl(call))} \\
  -H "Authorization: Bearer $token" \\
  -H 'Content-Type: application/json; charset=utf-8' \\
  ${body})
rc=$?
read_answer $rc
case $rc in
  5|6|7|35|60) finish 3 "not sent: $line" ;;
esac
[ "$code" != 0 ] || finish 0 "succeeded: $line"
[ "$code\${FOLLOW_UP_REPEAT:-}" != 2300081 ] || finish 0 "already there: $line"
[ -n "$code" ] || finish 4 "unknown, the bubbles may be there: $line"
finish 1 "rejected: $line"
)
`
}
