import { doubleQuoted, indent } from '../literals.ts'
import {
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
} from '../snippet-call.ts'

/** Returns a Python program that uses lark-oapi. */
export function pythonProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const domain = base_url === FEISHU_BASE_URL ? '' : `\n        .domain(${doubleQuoted(base_url)})`
  const withRows = follow_ups.some(({ i18n_contents }) => i18n_contents && i18n_contents.length > 0)
  return `import os
import sys

import lark_oapi as lark
from lark_oapi.api.im.v1 import (
    FollowUp,${withRows ? '\n    I18nContent,' : ''}
    PushFollowUpMessageRequest,
    PushFollowUpMessageRequestBody,
)


def push_follow_up() -> None:
    app_id, app_secret = os.environ.get("FEISHU_APP_ID"), os.environ.get("FEISHU_APP_SECRET")
    if not app_id or not app_secret:
        raise ValueError("set FEISHU_APP_ID and FEISHU_APP_SECRET")
    client = (
        lark.Client.builder()
        .app_id(app_id)
        .app_secret(app_secret)${domain}
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
    response = client.im.v1.message.push_follow_up(request)
    # get_log_id() of the SDK misses a header in lower case.
    headers = {name.lower(): value for name, value in response.raw.headers.items()}
    log_id = headers.get("x-tt-logid", "-")
    if not response.success():
        raise RuntimeError(
            f"HTTP {response.raw.status_code}, code {response.code}, "
            f"msg {response.msg}, log id {log_id}"
        )
    print(f"push_follow_up succeeded, log id {log_id}")


try:
    push_follow_up()
except Exception as error:
    sys.exit(f"push_follow_up failed: {type(error).__name__}: {error}")
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
