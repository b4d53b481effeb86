import { doubleQuoted, treeLiteral } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall, tokenUrl } from '../snippet-call.ts'

const DIALECT = { text: doubleQuoted, key: doubleQuoted, step: '    ' }

/** Returns a Python program that uses `requests` or `httpx`, which differ here in one argument. */
export function pythonHttpProgram(library: 'requests' | 'httpx', call: SnippetCall): string {
  // httpx does not follow redirects by default.
  const redirects = library === 'requests' ? ', allow_redirects=False' : ''
  return `import os
import sys

import ${library}


def post(url: str, body: dict, token: str = "") -> tuple:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    response = ${library}.post(url, headers=headers, json=body, timeout=30${redirects})
    log_id = response.headers.get("X-Tt-Logid", "-")
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise RuntimeError(f"not a JSON object, HTTP {response.status_code}, log id {log_id}")
    if response.status_code != 200 or answer.get("code") != 0:
        raise RuntimeError(
            f"HTTP {response.status_code}, code {answer.get('code')}, "
            f"msg {answer.get('msg')}, log id {log_id}"
        )
    return answer, log_id


def get_token() -> str:
    app_id, app_secret = os.environ.get("FEISHU_APP_ID"), os.environ.get("FEISHU_APP_SECRET")
    if not app_id or not app_secret:
        raise ValueError("set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN")
    answer, _ = post(
        ${doubleQuoted(tokenUrl(call))},
        {"app_id": app_id, "app_secret": app_secret},
    )
    return answer["tenant_access_token"]


try:
    token = os.environ.get("FEISHU_TENANT_ACCESS_TOKEN") or get_token()
    _, log_id = post(
        ${doubleQuoted(pushUrl(call))},
        ${treeLiteral(bodyOf(call), DIALECT, '        ')},
        token,
    )
except Exception as error:
    sys.exit(f"push_follow_up failed: {type(error).__name__}: {error}")
print(f"push_follow_up succeeded, log id {log_id}")
`
}
