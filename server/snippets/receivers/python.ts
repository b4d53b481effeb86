import { doubleQuoted, treeLiteral } from '../literals.ts'
import { FEISHU_BASE_URL, pushesOf, type SnippetCall } from '../snippet-call.ts'

const DIALECT = { text: doubleQuoted, key: doubleQuoted, step: '    ' }

/** Returns a Python program that receives clicks with lark-oapi. */
export function pythonReceiver(call: SnippetCall): string {
  const url = call.base_url === FEISHU_BASE_URL ? null : doubleQuoted(call.base_url)
  return `import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

import lark_oapi as lark
from lark_oapi.api.im.v1 import ListMessageRequest, P2ImMessageReceiveV1
from lark_oapi.core.model import RawRequest

# The bubbles under each message. A bot adds its other pushes here.
PUSHES = ${treeLiteral(pushesOf(call), DIALECT)}
used = set()

# How long after the bot's message a text counts as a click; 0 is for ever.
LIMIT_SECONDS = float(os.environ.get("FOLLOW_UP_CLICK_LIMIT_SECONDS", "0"))
app_id, app_secret = os.environ.get("FEISHU_APP_ID"), os.environ.get("FEISHU_APP_SECRET")
encrypt_key = os.environ.get("FEISHU_ENCRYPT_KEY", "")
if not app_id or not app_secret:
    print("set FEISHU_APP_ID and FEISHU_APP_SECRET", file=sys.stderr)
    sys.exit(2)

client = (
    lark.Client.builder()
    .app_id(app_id)
    .app_secret(app_secret)${url === null ? '' : `\n    .domain(${url})`}
    .timeout(2.5)
    .log_level(lark.LogLevel.ERROR)
    .build()
)


def list_messages(message) -> list:
    """Returns the chat's messages up to a moment, newest first."""
    request = (
        ListMessageRequest.builder()
        .container_id_type("chat")
        .container_id(message.chat_id)
        .end_time(str(int(message.create_time) // 1000 + 1))
        .sort_type("ByCreateTimeDesc")
        .page_size(50)
        .build()
    )
    response = client.im.v1.message.list(request)
    if not response.success():
        raise RuntimeError(f"code {response.code}, msg {response.msg}")
    return response.data.items or []


def receive(event: P2ImMessageReceiveV1) -> None:
    """A click is a message of the user right after the bot's, with the text of a bubble."""
    message, sender = event.event.message, event.event.sender
    if message.chat_type != "p2p" or sender.sender_type != "user":
        return
    text = json.loads(message.content)["text"].strip() if message.message_type == "text" else None
    messages = list_messages(message)
    ids = [one.message_id for one in messages]
    at = ids.index(message.message_id) + 1 if message.message_id in ids else len(ids)
    target = messages[at] if at < len(ids) else None
    bubbles = PUSHES.get(target.message_id) if target else None
    matches = [
        f"bubble {number} ({one.get('language', 'default')})"
        for number, bubble in enumerate(bubbles or [], 1)
        for one in [bubble, *bubble.get("i18n_contents", [])]
        if one["content"].strip() == text
    ]
    if bubbles is None:
        said = f"no click: {message.message_id} does not follow a push"
    elif not matches:
        said = f"no click: {message.message_id} has another text"
    elif LIMIT_SECONDS and int(message.create_time) - int(target.create_time) > LIMIT_SECONDS * 1000:
        said = f"no click: {message.message_id} came after {LIMIT_SECONDS:g} s"
    elif target.message_id in used:
        said = f"no click: {message.message_id} is a repeat"
    else:
        used.add(target.message_id)
        who = f"by {sender.sender_id.open_id} under {target.message_id}"
        said = f"click (typed by hand looks the same): {', '.join(matches)} {who}: {text}"
    print(said, flush=True)


dispatcher = (
    lark.EventDispatcherHandler.builder(
        encrypt_key, os.environ.get("FEISHU_VERIFICATION_TOKEN", ""), lark.LogLevel.ERROR
    )
    .register_p2_im_message_receive_v1(receive)
    .build()
)


class Webhook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        request = RawRequest()
        request.uri = self.path
        request.headers = self.headers
        request.body = self.rfile.read(int(self.headers["Content-Length"]))
        # The platform sends the event again if the status is not 200.
        response = dispatcher.do(request)
        self.send_response(response.status_code)
        self.end_headers()
        self.wfile.write(response.content)

    def log_message(self, *args) -> None:
        pass


if encrypt_key:
    port = int(os.environ.get("PORT", "3000"))
    server = HTTPServer(("", port), Webhook)
    print(f"receiving on port {port}", flush=True)
    server.serve_forever()
else:
    print("receiving by long connection", flush=True)
    lark.ws.Client(
        app_id, app_secret, event_handler=dispatcher, log_level=lark.LogLevel.ERROR${url === null ? '' : `, domain=${url}`}
    ).start()
`
}
