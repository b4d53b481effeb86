import { doubleQuoted, treeLiteral } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  pushUrl,
  type SnippetCall,
  TOKEN_MALFORMED,
  tokenUrl,
} from '../snippet-call.ts'
import { PYTHON_DEADLINE, PYTHON_ENDS, PYTHON_RESULT } from './python.ts'

const DIALECT = { text: doubleQuoted, key: doubleQuoted, step: '    ' }

/** How the two libraries send a request without following redirects, and name their errors. */
const LIBRARIES = {
  requests: {
    send: 'requests.post(url, headers=headers, json=body, timeout=30, stream=True, allow_redirects=False)',
    read: 'response.json()',
    lost: '(ValueError, requests.RequestException)',
    // requests has one error for a refused and for a broken connection.
    unsent: '"NewConnectionError" in repr(error) or isinstance(error, requests.ConnectTimeout)',
  },
  httpx: {
    send: 'httpx.stream("POST", url, headers=headers, json=body, timeout=30)',
    read: 'json.loads(response.read())',
    lost: '(ValueError, httpx.HTTPError)',
    unsent: 'isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout))',
  },
}

/** Returns a Python program that uses `requests` or `httpx`. */
export function pythonHttpProgram(library: keyof typeof LIBRARIES, call: SnippetCall): string {
  const { send, read, lost, unsent } = LIBRARIES[library]
  return `${library === 'httpx' ? 'import json\n' : ''}import os
import sys
import threading

import ${library}

pushing = False


${PYTHON_ENDS}


def post(url: str, body: dict, token: str = "") -> tuple:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with ${send} as response:
        try:
            answer = ${read}
        except ${lost}:
            answer = None  # HTML, an empty or a cut body
    answer = answer if isinstance(answer, dict) else {}
    code = answer.get("code")
    result = f"code {code}, msg {answer.get('msg')}" if type(code) is int else "no JSON with a code"
    log_id = response.headers.get("X-Tt-Logid", "-")
    return answer, f"HTTP {response.status_code}, {result}, log id {log_id}"


def get_token() -> str:
    app_id, app_secret = os.environ.get("FEISHU_APP_ID"), os.environ.get("FEISHU_APP_SECRET")
    if not app_id or not app_secret:
        end(2, ${doubleQuoted(`not sent: ${CREDENTIALS_NEEDED}`)})
    answer, line = post(
        ${doubleQuoted(tokenUrl(call))},
        {"app_id": app_id, "app_secret": app_secret},
    )
    if answer.get("code") != 0:
        lose(line)
    return answer["tenant_access_token"]


# The timeout of ${library} is between two bytes; this one is for all.
${PYTHON_DEADLINE}
try:
    token = os.environ.get("FEISHU_TENANT_ACCESS_TOKEN", "").strip()
    if not all("!" <= letter <= "~" for letter in token):
        end(2, ${doubleQuoted(`not sent: ${TOKEN_MALFORMED}`)})
    token = token or get_token()
    pushing = True
    answer, line = post(
        ${doubleQuoted(pushUrl(call))},
        ${treeLiteral(bodyOf(call), DIALECT, '        ')},
        token,
    )
except Exception as error:
    if ${unsent}:
        end(3, f"not sent: {error!r}")
    lose(repr(error))
${PYTHON_RESULT}
`
}
