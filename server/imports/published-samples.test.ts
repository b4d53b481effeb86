import { expect, test } from 'vitest'
import { readAnything } from './read-anything.ts'

/*
 * The call in the manner of the platform’s own samples for its seven clients: the same builders,
 * literals and layouts, with a text of ours that needs escaping.
 */
const ID = 'om_3210a18894e206715a4359115f4cf2f5'
const TOKEN = 't-7f1bcd13fc57d46bac21793a18e560'
const URL_ = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`

const SAMPLES: Record<string, string> = {
  curl: `curl -i -X POST '${URL_}' \\
-H 'Content-Type: application/json' \\
-H 'Authorization: Bearer ${TOKEN}' \\
-d '{
\t"follow_ups": [
\t\t{
\t\t\t"content": "你好\\"",
\t\t\t"i18n_contents": [
\t\t\t\t{
\t\t\t\t\t"content": "hello\\n",
\t\t\t\t\t"language": "en_us"
\t\t\t\t}
\t\t\t]
\t\t}
\t]
}'`,
  go: `package main

import (
	"context"
	"fmt"
	"github.com/larksuite/oapi-sdk-go/v3"
	"github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
)

func main() {
	// a comment with "quotes" and a \` backtick
	client := lark.NewClient("YOUR_APP_ID", "YOUR_APP_SECRET")
	req := larkim.NewPushFollowUpMessageReqBuilder().
		MessageId(\`${ID}\`).
		Body(larkim.NewPushFollowUpMessageReqBodyBuilder().
			FollowUps([]*larkim.FollowUp{
				larkim.NewFollowUpBuilder().
					Content(\`你好"\`).
					I18nContents([]*larkim.I18nContent{
						larkim.NewI18nContentBuilder().
							Content("hello\\n").
							Language(\`en_us\`).
							Build(),
					}).
					Build(),
			}).
			Build()).
		Build()
	resp, err := client.Im.V1.Message.PushFollowUp(context.Background(), req, larkcore.WithTenantAccessToken("${TOKEN}"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("logId: %s, error response: \\n%s", resp.RequestId(), larkcore.Prettify(resp.CodeError))
}`,
  python: `import json

import lark_oapi as lark
from lark_oapi.api.im.v1 import *


def main():
    # it's a comment
    client = lark.Client.builder() \\
        .app_id("YOUR_APP_ID") \\
        .app_secret("YOUR_APP_SECRET") \\
        .log_level(lark.LogLevel.DEBUG) \\
        .build()
    option = lark.RequestOption.builder().tenant_access_token("${TOKEN}").build()
    request: PushFollowUpMessageRequest = PushFollowUpMessageRequest.builder() \\
        .message_id("${ID}") \\
        .request_body(PushFollowUpMessageRequestBody.builder()
            .follow_ups([FollowUp.builder()
                .content("你好\\"")
                .i18n_contents([I18nContent.builder()
                    .content("hello\\n")
                    .language("en_us")
                    .build()
                    ])
                .build()
                ])
            .build()) \\
        .build()
    response: PushFollowUpMessageResponse = client.im.v1.message.push_follow_up(request)
    if not response.success():
        lark.logger.error(
            f"client.im.v1.message.push_follow_up failed, code: {response.code}, msg: {response.msg}")
        return
    lark.logger.info(lark.JSON.marshal(response.data, indent=4))


if __name__ == "__main__":
    main()`,
  java: `package com.lark.oapi.sample.apiall.imv1;
import com.google.gson.JsonParser;
import com.lark.oapi.Client;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.service.im.v1.model.*;

public class Main {
	public static void main(String arg[]) throws Exception {
		Client client = Client.newBuilder("YOUR_APP_ID", "YOUR_APP_SECRET").build();
		PushFollowUpMessageReq req = PushFollowUpMessageReq.newBuilder()
			.messageId("${ID}")
			.pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder()
				.followUps(new FollowUp[] {
					FollowUp.newBuilder()
						.content("你好\\"")
						.i18nContents(new I18nContent[] {
							I18nContent.newBuilder()
								.content("hello\\n")
								.language("en_us")
								.build()
						})
						.build()
				})
				.build())
			.build();
		PushFollowUpMessageResp resp = client.im().v1().message().pushFollowUp(req, RequestOptions.newBuilder()
			.tenantAccessToken("${TOKEN}").build());
		if(!resp.success()) {
			System.out.println(String.format("code:%s,msg:%s,reqId:%s", resp.getCode(), resp.getMsg(), resp.getRequestId()));
			return;
		}
	}
}`,
  node: `const lark = require('@larksuiteoapi/node-sdk');

const client = new lark.Client({
	appId: 'app id',
	appSecret: 'app secret',
	disableTokenCache: true
});
client.im.v1.message.pushFollowUp({
		path: {
			message_id: '${ID}',
		},
		data: {
			follow_ups: [
				{
					content: '你好"',
					i18n_contents: [
						{
							content: 'hello\\n',
							language: 'en_us',
						},
					],
				},
			],
		},
	},
	lark.withTenantToken("${TOKEN}")
).then(res => {
	console.log(res);
}).catch(e => {
	console.error(JSON.stringify(e.response.data, null, 4));
});`,
  csharp: `using System;
using RestSharp;

namespace HelloWorldApplication {
  class HelloWorld {
    static void Main(string[] args) {
      var client = new RestClient("${URL_}");
      client.Timeout = -1;
      var request = new RestRequest(Method.POST);
      request.AddHeader("Content-Type", "application/json");
      request.AddHeader("Authorization", "Bearer ${TOKEN}");
      request.AddParameter("application/json", "{\\"follow_ups\\":[{\\"content\\":\\"你好\\\\\\"\\",\\"i18n_contents\\":[{\\"content\\":\\"hello\\\\n\\",\\"language\\":\\"en_us\\"}]}]}",  ParameterType.RequestBody);
      IRestResponse response = client.Execute(request);
      Console.WriteLine(response.Content);
    }
  }
}`,
  php: `<?php
$client = new Client();
$headers = [
  'Content-Type' => 'application/json',
  'Authorization' => 'Bearer ${TOKEN}'
];
$body = '{
    "follow_ups": [
        {
            "content": "你好\\\\"",
            "i18n_contents": [
                {
                    "content": "hello\\\\n",
                    "language": "en_us"
                }
            ]
        }
    ]
}';
$request = new Request('POST', '${URL_}', $headers, $body);
$res = $client->sendAsync($request)->wait();
echo $res->getBody();`,
}

test.each(Object.entries(SAMPLES))(
  'the sample for %s gives its bubbles, its target and no token',
  (_, code) => {
    for (const pasted of [code, code.replaceAll('\n', '\r\n'), `\`\`\`\n${code}\n\`\`\``]) {
      const imported = readAnything(pasted)
      expect(imported).toMatchObject({
        message_id: ID,
        follow_ups: [
          { content: '你好"', i18n_contents: [{ content: 'hello\n', language: 'en_us' }] },
        ],
        had_token: true,
        not_understood: [],
      })
      expect(JSON.stringify(imported)).not.toContain(TOKEN)
    }
  },
)

test('names each expression with its position and offers no shortened list', () => {
  const code = `const lark = require('@larksuiteoapi/node-sdk')
const language = 'en_us'
client.im.message.pushFollowUp({
  path: { message_id: event.message.message_id },
  data: { follow_ups: [{ content: name, colour: 'red' }, { content: 'a' + 'b', i18n_contents: [{ content: \`x\`, language }] }], extra: 1 },
})`
  const { kind, message_id, follow_ups, bubbles, not_understood } = readAnything(code)
  expect({ kind, message_id, follow_ups, bubbles }).toEqual({
    kind: 'program',
    message_id: null,
    follow_ups: null,
    bubbles: 'open',
  })
  expect(not_understood.map(({ place }) => place)).toEqual([
    'extra',
    'follow_ups.0.colour',
    '5:35',
    'message_id',
  ])
})

test('names a list that is computed at run time', () => {
  const code = `import { client } from './client.js'
await client.im.message.pushFollowUp({ path: { message_id: '${ID}' }, data: { follow_ups: texts.map((content) => ({ content })) } })`
  const { message_id, follow_ups, not_understood } = readAnything(code)
  expect({ message_id, follow_ups }).toEqual({ message_id: ID, follow_ups: null })
  expect(not_understood.map(({ place }) => place)).toEqual(['2:121'])
})

test.each([
  [
    'Go with struct literals',
    `package main\nbody := larkim.FollowUp{Content: larkcore.StringPtr("a")}\nx := larkim.PushFollowUpMessageReqBody{FollowUps: []*larkim.FollowUp{&body, {Content: larkcore.StringPtr("b")}}}`,
  ],
  [
    'C# with an anonymous object',
    'using RestSharp;\nrequest.AddJsonBody(new { follow_ups = new[] { new { content = "a" }, new { content = @"b" } } });',
  ],
  [
    'PHP with arrays',
    "<?php\n$body = json_encode(['follow_ups' => array(['content' => 'a'], ['content' => \"b\"])]);",
  ],
  [
    'Python with names',
    'import requests\nBUBBLES: list = [{"content": "a"}, dict(content="b")]\nrequests.post(url, json={"follow_ups": BUBBLES})',
  ],
  [
    'Java with a text block',
    'import java.util.*;\nString body = """\n  {"follow_ups": [{"content": "a"},\n   {"content": "b"}]}\n  """;',
  ],
  [
    'C# with a raw literal',
    'using System;\nvar body = """\n  {"follow_ups": [{"content": "a"}, {"content": "b"}]}\n  """;',
  ],
  [
    'PHP with a nowdoc',
    '<?php\n$body = <<<\'JSON\'\n  {"follow_ups": [{"content": "a"}, {"content": "b"}]}\nJSON;',
  ],
  [
    'PowerShell',
    'Invoke-RestMethod -Uri $url -Method Post -Body \'{"follow_ups":[{"content":"a"},{"content":"b"}]}\'',
  ],
  ['a piece of JavaScript', "{ follow_ups: [{ content: 'a' }, { 'content': `b` }] }"],
  ['a piece of Python', "{'follow_ups': [{'content': 'a'}, {'content': 'b'}]}"],
])('reads %s', (_, code) => {
  expect(readAnything(code)).toMatchObject({
    follow_ups: [{ content: 'a' }, { content: 'b' }],
    not_understood: [],
  })
})
