# A bot with the official Python client: it prints each message that it gets and, told `calls`, makes
# the calls that bots around bubbles make. By webhook on PORT, or by long connection without it.
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

import lark_oapi as lark
from lark_oapi.api.contact.v3 import BatchGetIdUserRequest, BatchGetIdUserRequestBody
from lark_oapi.api.im.v1 import (
    CreateMessageRequest,
    CreateMessageRequestBody,
    DeleteMessageRequest,
    ListMessageRequest,
    P2ImMessageReceiveV1,
    ReplyMessageRequest,
    ReplyMessageRequestBody,
    UpdateMessageRequest,
    UpdateMessageRequestBody,
)
from lark_oapi.core.model import RawRequest, RequestOption

env = os.environ
store = bool(env.get("STORE"))
builder = lark.Client.builder().app_id(env["APP_ID"]).app_secret(env["APP_SECRET"])
builder = builder.domain(env["EMULATOR"]).log_level(lark.LogLevel.ERROR)
client = (builder.app_type(lark.AppType.ISV) if store else builder).build()
ticket = ""


def text(value: str) -> str:
    return json.dumps({"text": value})


def report(name: str, response):
    print(f"{name} {response.code}", flush=True)
    return getattr(response, "data", None)


def make_calls(event: P2ImMessageReceiveV1) -> None:
    option = RequestOption()
    if store:
        option = RequestOption.builder().tenant_key(event.header.tenant_key).app_ticket(ticket).build()
    messages = client.im.v1.message
    body = CreateMessageRequestBody.builder().receive_id(event.event.sender.sender_id.open_id)
    body = body.msg_type("text").content(text("你好 “1”")).build()
    create = CreateMessageRequest.builder().receive_id_type("open_id").request_body(body).build()
    message_id = report("create", messages.create(create, option)).message_id
    body = ReplyMessageRequestBody.builder().msg_type("text").content(text("reply")).build()
    reply = ReplyMessageRequest.builder().message_id(message_id).request_body(body).build()
    reply_id = report("reply", messages.reply(reply, option)).message_id
    chat = ListMessageRequest.builder().container_id_type("chat").page_size(5)
    chat = chat.container_id(event.event.message.chat_id).build()
    report("list", messages.list(chat, option))
    body = UpdateMessageRequestBody.builder().msg_type("text").content(text("edited")).build()
    edit = UpdateMessageRequest.builder().message_id(message_id).request_body(body).build()
    report("edit", messages.update(edit, option))
    recall = DeleteMessageRequest.builder().message_id(reply_id).build()
    report("recall", messages.delete(recall, option))
    body = BatchGetIdUserRequestBody.builder().emails(["emma@example.com"]).build()
    ids = BatchGetIdUserRequest.builder().user_id_type("open_id").request_body(body).build()
    report("batch_get_id", client.contact.v3.user.batch_get_id(ids, option))


def receive(event: P2ImMessageReceiveV1) -> None:
    said = json.loads(event.event.message.content)["text"]
    print(f"event {said}", flush=True)
    if said == "calls":
        make_calls(event)


def keep_ticket(event) -> None:
    global ticket
    ticket = event.event["app_ticket"]


dispatcher = (
    lark.EventDispatcherHandler.builder(
        env.get("ENCRYPT_KEY", ""), env.get("VERIFICATION_TOKEN", ""), lark.LogLevel.ERROR
    )
    .register_p2_im_message_receive_v1(receive)
    .register_p1_customized_event("app_ticket", keep_ticket)
    .build()
)


class Webhook(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        request = RawRequest()
        request.uri = self.path
        request.headers = self.headers
        request.body = self.rfile.read(int(self.headers["Content-Length"]))
        response = dispatcher.do(request)
        self.send_response(response.status_code)
        self.end_headers()
        self.wfile.write(response.content)

    def log_message(self, *args) -> None:
        pass


if env.get("PORT"):
    HTTPServer(("127.0.0.1", int(env["PORT"])), Webhook).serve_forever()
else:
    lark.ws.Client(
        env["APP_ID"],
        env["APP_SECRET"],
        event_handler=dispatcher,
        domain=env["EMULATOR"],
        log_level=lark.LogLevel.ERROR,
    ).start()
