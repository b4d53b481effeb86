import { doubleQuoted, indent } from '../literals.ts'
import {
  CREDENTIALS_NEEDED,
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
  TOKEN_MALFORMED,
} from '../snippet-call.ts'

/** How a program ends: by its result, or because the result is lost. */
export const PYTHON_ENDS = `def end(status: int, text: str):
    print("push_follow_up", text, file=sys.stdout if status == 0 else sys.stderr, flush=True)
    os._exit(status)  # from any thread


def lose(reason) -> None:
    if pushing:
        end(4, f"unknown, the bubbles may be there: {reason}")
    end(3, f"not sent: no token: {reason}")`

export const PYTHON_DEADLINE = `deadline = threading.Timer(30, lose, ["no response within 30 s"])
deadline.daemon = True
deadline.start()`

/** How a program ends by the response. */
export const PYTHON_RESULT = `code = answer.get("code")
if code == 0:
    end(0, f"succeeded: {line}")
if code == 230008 and os.environ.get("FOLLOW_UP_REPEAT") == "1":
    end(0, f"already there: {line}")
if type(code) is not int:
    lose(line)
end(1, f"rejected: {line}")`

/** Returns a Python program that uses lark-oapi. */
export function pythonProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const domain = base_url === FEISHU_BASE_URL ? '' : `\n        .domain(${doubleQuoted(base_url)})`
  const withRows = follow_ups.some(({ i18n_contents }) => i18n_contents && i18n_contents.length > 0)
  return `import json
import os
import sys
import threading

import lark_oapi as lark
import requests
from lark_oapi.api.auth.v3 import (
    InternalTenantAccessTokenRequest,
    InternalTenantAccessTokenRequestBody,
)
from lark_oapi.api.im.v1 import (
    FollowUp,${withRows ? '\n    I18nContent,' : ''}
    PushFollowUpMessageRequest,
    PushFollowUpMessageRequestBody,
)

pushing = False
last = None


${PYTHON_ENDS}


def remember(adapter, request, **options):
    global last
    last = send(adapter, request, **options)
    return last


# The SDK drops the status and headers of a response that is not JSON.
send = requests.adapters.HTTPAdapter.send
requests.adapters.HTTPAdapter.send = remember


def read(call) -> tuple:
    """Returns the answer of a call, or {} for HTML, an empty or a cut body, and a line about it."""
    global last
    last = None
    try:
        answer = json.loads(call().raw.content)
    except (ValueError, requests.RequestException):
        if last is None:
            raise
        answer = None
    answer = answer if isinstance(answer, dict) else {}
    code = answer.get("code")
    result = f"code {code}, msg {answer.get('msg')}" if type(code) is int else "no JSON with a code"
    log_id = last.headers.get("X-Tt-Logid", "-")
    return answer, f"HTTP {last.status_code}, {result}, log id {log_id}"


def get_token() -> str:
    body = InternalTenantAccessTokenRequestBody.builder().app_id(app_id).app_secret(app_secret)
    request = InternalTenantAccessTokenRequest.builder().request_body(body.build()).build()
    answer, line = read(lambda: client.auth.v3.tenant_access_token.internal(request))
    if answer.get("code") != 0:
        lose(line)
    return answer["tenant_access_token"]


app_id, app_secret = os.environ.get("FEISHU_APP_ID"), os.environ.get("FEISHU_APP_SECRET")
token = os.environ.get("FEISHU_TENANT_ACCESS_TOKEN", "").strip()
if not token and not (app_id and app_secret):
    end(2, ${doubleQuoted(`not sent: ${CREDENTIALS_NEEDED}`)})
if not all("!" <= letter <= "~" for letter in token):
    end(2, ${doubleQuoted(`not sent: ${TOKEN_MALFORMED}`)})

# The timeout of the SDK is between two bytes; this one is for all.
${PYTHON_DEADLINE}
try:
    client = (
        lark.Client.builder()
        .enable_set_token(True)${domain}
        .log_level(lark.LogLevel.ERROR)
        .build()
    )
    request = (
        PushFollowUpMessageRequest.builder()
        .message_id(${doubleQuoted(message_id)})
        .request_body(
            PushFollowUpMessageRequestBody.builder()
            .follow_ups(${indent(list(follow_ups, followUp), ' '.repeat(12))})
            .build()
        )
        .build()
    )
    token = token or get_token()
    option = lark.RequestOption.builder().tenant_access_token(token).build()
    pushing = True
    answer, line = read(lambda: client.im.v1.message.push_follow_up(request, option))
except Exception as error:
    # requests has one error for a refused and for a broken connection.
    if "NewConnectionError" in repr(error) or isinstance(error, requests.ConnectTimeout):
        end(3, f"not sent: {error!r}")
    lose(repr(error))
${PYTHON_RESULT}
`
}

function followUp({ content, i18n_contents }: SnippetFollowUp): string {
  const rows = i18n_contents ? `\n.i18n_contents(${list(i18n_contents, row)})` : ''
  return `FollowUp.builder()\n.content(${doubleQuoted(content)})${rows}\n.build()`
}

function row({ content, language }: SnippetRow): string {
  return `I18nContent.builder()
.content(${doubleQuoted(content)})
.language(${doubleQuoted(language)})
.build()`
}

function list<T>(items: readonly T[], print: (item: T) => string): string {
  if (items.length === 0) return '[]'
  return `[${items.map((item) => `\n    ${indent(print(item), '    ')},`).join('')}\n]`
}
