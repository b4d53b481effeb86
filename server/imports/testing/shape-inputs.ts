import type { PastedInput } from './script-inputs.ts'

const ID = 'om_dc13264520392913993dd051dba21dcf'
const ID2 = 'om_aa11bb22cc33dd44ee55ff6677889900'
const U = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const a1 = [{ content: 'a' }]
const B = '{"follow_ups":[{"content":"a"}]}'
const J = (x: unknown) => JSON.stringify(x)
const CT = "-H 'Content-Type: application/json'"
const TOK = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
/** JSON, files of HTTP clients, shell commands and other texts. */
export const SHAPES: readonly PastedInput[] = [
  // JSON
  ['body', B, a1, null, false],
  ['empty body', '{"follow_ups":[]}', null, null],
  ['null', '{"follow_ups":null}', 'open', null],
  ['not text', '{"follow_ups":[{"content":1}]}', 'open', null],
  ['item null', '{"follow_ups":[{"content":"a"},null]}', 'open', null],
  ['message', J({ message_id: ID, content: '{"text":"hi"}' }), null, ID],
  [
    'create body',
    J({ receive_id: 'ou_1', msg_type: 'text', content: '{"text":"hi"}' }),
    null,
    null,
  ],
  ['llm message', J({ role: 'user', content: 'hi' }), null, null],
  ['llm messages', J([{ role: 'user', content: 'hi' }]), null, null],
  [
    'event v2',
    J({
      schema: '2.0',
      header: { event_type: 'im.message.receive_v1', token: 'v', app_id: 'cli_1' },
      event: {
        sender: { sender_id: { open_id: 'ou_1' }, sender_type: 'user' },
        message: {
          message_id: ID,
          root_id: ID2,
          parent_id: ID2,
          chat_id: 'oc_1',
          content: '{"text":"a"}',
        },
      },
    }),
    null,
    ID,
    false,
  ],
  [
    'card callback',
    J({
      schema: '2.0',
      header: { event_type: 'card.action.trigger', token: 'v' },
      event: {
        operator: { open_id: 'ou_1' },
        token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7dxxxx',
        action: { value: {} },
        context: { open_message_id: ID, open_chat_id: 'oc_1' },
      },
    }),
    null,
    ID,
    false,
  ],
  [
    'card callback v1',
    J({
      open_id: 'ou_1',
      user_id: 'x',
      open_message_id: ID,
      open_chat_id: 'oc_1',
      tenant_key: 'k',
      token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7dxxxx',
      action: { tag: 'button' },
    }),
    null,
    ID,
    false,
  ],
  [
    'p2p entered',
    J({
      event: {
        chat_id: 'oc_1',
        operator_id: { open_id: 'ou_1' },
        last_message_id: ID,
        last_message_create_time: '1615381051000',
      },
    }),
    null,
    ID,
  ],
  [
    'encrypted',
    J({
      encrypt:
        'FIAfJPGRmFZWkaxPQ1XrJZVbv2JwdjfLk4jx0k/U1deAqYK3AXOZ5zcHt/cC4ZNTqYwWUW/EoL+b2hW/C4zoAQQ5CeMtbxX2zHjm+E4nX/Aww+FHUL6iuIMaeL2KLxqdtbHRC50vgC2YI7xohnb3KuCNBMUzLiPeNIpVdnYaeteCmSaESb+AZpJB9PExzTpRDzCRv+T6o5vlzaE8UgIneC1sYu85BnPBEMTSuj1ZZzfdQi7ZW992Z4dmJxn9e8FL2VArNm99f5Io3c2O4AcNsQENNKtfAAxVjCqc3mg5jF0nKabA+u/5vrUD76flX1UOF5fzJ0sApG2OEn9wfyPDRBsApn9o+fceF9hNrYBGsdtZrZYyGG387CGOtKsuj8e2E8SNp+Pn4E9oYejOTR+ZNLNi+twxaXVlJhr6l+RXYwEiMGQE9zGFBD6h2dOhKh3W84p1GEYnSRIz1+9/Hp66arjC7RCrhuW5OjCj4QFEQJiwgL45XryxHtiZ7JdAlPmjVsL03CxxFZarzxzffryrWUG3VkRdHRHbTsC34+ScoL5MTDU1QAWdqUC1T7xT0lCvQELaIhBTXAYrznJl6PlA83oqlMxpHh0gZBB1jFbfoUr7OQbBs1xqzpYK6Yjux6diwpQB1zlZErYJUfCqK7G/zI9yK/60b4HW0k3M+AvzMcw=',
    }),
    null,
    null,
    false,
  ],
  [
    'response ok',
    J({
      code: 0,
      msg: 'success',
      data: {
        message_id: ID,
        chat_id: 'oc_1',
        create_time: '1609073151345',
        sender: { id: 'cli_1', id_type: 'app_id', sender_type: 'app' },
      },
    }),
    null,
    ID,
    false,
  ],
  [
    'list',
    J({ code: 0, data: { items: [{ message_id: ID }, { message_id: ID2 }] } }),
    null,
    'several',
  ],
  ['items message text', J([{ message_id: ID, body: { content: '{"text":"a"}' } }]), null, ID],
  [
    'pair',
    J({
      request: { method: 'POST', url: U, body: B },
      response: { code: 0, msg: 'success', data: {} },
    }),
    a1,
    ID,
  ],
  [
    'pair obj',
    J({ request: { method: 'POST', url: U, body: JSON.parse(B) }, response: { code: 0 } }),
    a1,
    ID,
  ],
  ['axios obj data', J({ config: { url: U, method: 'post', data: JSON.parse(B) } }), a1, ID],
  [
    'axios base',
    J({
      config: {
        baseURL: 'https://open.feishu.cn',
        url: `/open-apis/im/v1/messages/${ID}/push_follow_up`,
        data: B,
      },
    }),
    a1,
    ID,
  ],
  ['sdk args', J({ path: { message_id: ID }, data: JSON.parse(B) }), a1, ID],
  ['sdk args params', J({ params: { message_id: ID }, data: JSON.parse(B) }), a1, ID],
  ['cli args', J({ message_id: ID, follow_ups: a1 }), a1, ID],
  [
    'mcp request',
    J({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name: 'im_v1_message_pushFollowUp',
        arguments: { path: { message_id: ID }, data: JSON.parse(B) },
      },
    }),
    a1,
    ID,
  ],
  [
    'openai tool call',
    J({
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'push', arguments: J({ message_id: ID, follow_ups: a1 }) },
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'anthropic tool use',
    J({ type: 'tool_use', id: 'toolu_1', name: 'push', input: { message_id: ID, follow_ups: a1 } }),
    a1,
    ID,
  ],
  ['string twice', J(J(JSON.parse(B))), a1, null],
  ['string thrice', J(J(J(JSON.parse(B)))), a1, null],
  ['escaped', B.replaceAll('"', '\\"'), a1, null],
  [
    'escaped pretty',
    JSON.stringify(JSON.parse(B), null, 2).replaceAll('"', '\\"').replaceAll('\n', '\\n'),
    a1,
    null,
  ],
  ['body in string field', J({ level: 'info', body: B }), a1, null],
  ['two bodies', J([JSON.parse(B), { follow_ups: [{ content: 'b' }] }]), [{ content: 'b' }], null],
  ['jsonc block', '/* x */ {"follow_ups": [{"content": "a",},],}', a1, null],
  ['jsonc head', '// x\n{"follow_ups": [{"content": "a"}]}', a1, null],
  ['json5', "{follow_ups: [{content: 'a'}]}", a1, null],
  ['single quotes', "{'follow_ups': [{'content': 'a'}]}", a1, null],
  ['broken', '{"follow_ups": [{"content": "a"}', 'open', null],
  ['bubbles', J([{ content: 'a' }]), a1, null],
  ['bubble', J({ content: 'a', i18n_contents: [] }), [{ content: 'a', i18n_contents: [] }], null],
  ['number', '42', null, null],
  ['bom', `\uFEFF${B}`, a1, null],
  // collections
  [
    'postman 2.0 url string',
    J({
      info: {
        _postman_id: '1',
        schema: 'https://schema.getpostman.com/json/collection/v2.0.0/collection.json',
      },
      item: [{ name: 'x', request: { method: 'POST', url: U, body: { mode: 'raw', raw: B } } }],
    }),
    a1,
    ID,
  ],
  [
    'postman path variable',
    J({
      info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [
        {
          request: {
            method: 'POST',
            url: {
              raw: 'https://open.feishu.cn/open-apis/im/v1/messages/:message_id/push_follow_up',
              variable: [{ key: 'message_id', value: ID }],
            },
            body: { mode: 'raw', raw: B },
          },
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'postman vars',
    J({
      info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      variable: [
        { key: 'id', value: ID },
        { key: 'text', value: 'a' },
      ],
      item: [
        {
          request: {
            method: 'POST',
            url: { raw: '{{base}}/open-apis/im/v1/messages/{{id}}/push_follow_up' },
            body: { mode: 'raw', raw: '{"follow_ups":[{"content":"{{text}}"}]}' },
          },
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'postman unknown var',
    J({
      info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [
        {
          request: {
            method: 'POST',
            url: { raw: U },
            body: { mode: 'raw', raw: '{"follow_ups":[{"content":"{{text}}"}]}' },
          },
        },
      ],
    }),
    'open',
    ID,
  ],
  [
    'postman v1',
    J({
      id: '1',
      name: 'x',
      order: ['2'],
      folders: [],
      requests: [{ id: '2', url: U, method: 'POST', dataMode: 'raw', rawModeData: B }],
    }),
    'open',
    ID,
  ],
  [
    'insomnia 4',
    J({
      _type: 'export',
      __export_format: 4,
      resources: [
        {
          _id: 'req_1',
          _type: 'request',
          url: U,
          method: 'POST',
          body: { mimeType: 'application/json', text: B },
          headers: [{ name: 'Content-Type', value: 'application/json' }],
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'insomnia 4 env',
    J({
      _type: 'export',
      __export_format: 4,
      resources: [
        {
          _type: 'request',
          url: '{{ _.base_url }}/open-apis/im/v1/messages/{{ _.message_id }}/push_follow_up',
          method: 'POST',
          body: { mimeType: 'application/json', text: B },
        },
        { _type: 'environment', data: { base_url: 'https://open.feishu.cn', message_id: ID } },
      ],
    }),
    a1,
    ID,
  ],
  [
    'insomnia 5',
    `type: collection.insomnia.rest/5.0\nname: bot\ncollection:\n  - url: ${U}\n    name: push\n    method: POST\n    body:\n      mimeType: application/json\n      text: |-\n        {"follow_ups": [{"content": "a"}]}\n    headers:\n      - name: Content-Type\n        value: application/json\n`,
    a1,
    ID,
  ],
  [
    'bruno path',
    `meta {\n  name: x\n}\n\npost {\n  url: https://open.feishu.cn/open-apis/im/v1/messages/:message_id/push_follow_up\n  body: json\n}\n\nparams:path {\n  message_id: ${ID}\n}\n\nbody:json {\n  ${B}\n}\n`,
    a1,
    ID,
  ],
  [
    'bruno vars',
    `meta {\n  name: x\n}\n\npost {\n  url: {{host}}/open-apis/im/v1/messages/{{id}}/push_follow_up\n}\n\nbody:json {\n  {"follow_ups":[{"content":"{{t}}"}]}\n}\n\nvars:pre-request {\n  id: ${ID}\n}\n`,
    'open',
    ID,
  ],
  [
    'bruno pretty',
    `post {\n  url: ${U}\n}\nbody:json {\n  {\n    "follow_ups": [\n      {"content": "a"}\n    ]\n  }\n}\nscript:post-response {\n  console.log(1)\n}\n`,
    a1,
    ID,
  ],
  [
    'bruno yml',
    `info:\n  name: push\n  type: http\nhttp:\n  method: POST\n  url: ${U}\n  body:\n    type: json\n    data: |-\n      {"follow_ups": [{"content": "a"}]}\n`,
    a1,
    ID,
  ],
  [
    'hoppscotch list',
    J([
      {
        v: 2,
        name: 'c',
        folders: [],
        requests: [
          {
            v: '5',
            name: 'p',
            method: 'POST',
            endpoint: U,
            body: { contentType: 'application/json', body: B },
          },
        ],
      },
    ]),
    a1,
    ID,
  ],
  [
    'hoppscotch var',
    J({
      v: 2,
      name: 'c',
      folders: [],
      requests: [
        {
          method: 'POST',
          endpoint: '<<base>>/open-apis/im/v1/messages/<<id>>/push_follow_up',
          body: { contentType: 'application/json', body: B },
          requestVariables: [{ key: 'id', value: ID, active: true }],
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'n8n',
    J({
      name: 'w',
      nodes: [
        {
          parameters: { method: 'POST', url: U, sendBody: true, specifyBody: 'json', jsonBody: B },
          type: 'n8n-nodes-base.httpRequest',
        },
      ],
      connections: {},
    }),
    a1,
    ID,
  ],
  [
    'n8n expr',
    J({ nodes: [{ parameters: { method: 'POST', url: U, jsonBody: `=${B}` } }], connections: {} }),
    a1,
    ID,
  ],
  [
    'n8n open',
    J({
      nodes: [
        {
          parameters: {
            method: 'POST',
            url: U,
            jsonBody: '={"follow_ups":[{"content":"{{ $json.text }}"}]}',
          },
        },
      ],
      connections: {},
    }),
    'open',
    ID,
  ],
  [
    'n8n stringify',
    J({
      nodes: [
        {
          parameters: {
            method: 'POST',
            url: U,
            jsonBody: '={{ JSON.stringify({follow_ups: $json.x}) }}',
          },
        },
      ],
      connections: {},
    }),
    'open',
    ID,
  ],
  [
    'har',
    J({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: U,
              headers: [],
              postData: { mimeType: 'application/json', text: B },
            },
          },
        ],
      },
    }),
    a1,
    ID,
  ],
  [
    'har own',
    J({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: `http://127.0.0.1:4310/api/messages/${ID}/push_follow_up?profile=emulator`,
              headers: [{ name: 'Cookie', value: 'follow-up-console.locale=zh' }],
              cookies: [{ name: 'follow-up-console.locale', value: 'zh' }],
              postData: { text: B },
            },
          },
        ],
      },
    }),
    a1,
    ID,
    false,
  ],
  [
    'har cookie',
    J({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: U,
              headers: [],
              cookies: [{ name: 'session', value: 'abcdefghijkl123456' }],
              postData: { text: B },
            },
          },
        ],
      },
    }),
    a1,
    ID,
    true,
  ],
  [
    'har braces literal',
    J({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: U,
              headers: [],
              postData: { text: '{"follow_ups":[{"content":"{{x}}"}]}' },
            },
          },
        ],
      },
    }),
    [{ content: '{{x}}' }],
    ID,
  ],
  ['yaml body', 'follow_ups:\n  - content: a\n', a1, null],
  [
    'draft',
    J({ values: { message_id: ID, follow_ups: a1 }, view: 'form', source: 'form', jsonText: '' }),
    a1,
    ID,
  ],
  // http
  ['http', `POST ${U}\nContent-Type: application/json\n\n${B}`, a1, ID],
  ['http crlf', `POST ${U}\r\nContent-Type: application/json\r\n\r\n${B}\r\n`, a1, ID],
  [
    'http response after',
    `POST ${U} HTTP/1.1\nContent-Type: application/json\n\n${B}\n\nHTTP/1.1 400 Bad Request\nX-Tt-Logid: 20260804050828F97B51FEDC7BE8EA5D0B\n\n{"code":230006,"msg":"only support latest message."}`,
    a1,
    ID,
  ],
  ['http file', `POST ${U}\nContent-Type: application/json\n\n< ./body.json\n`, 'open', ID],
  [
    'http handler multi',
    `POST ${U}\nContent-Type: application/json\n\n${B}\n\n> {%\n  client.log(response.body)\n%}\n`,
    a1,
    ID,
  ],
  [
    'http handler file',
    `POST ${U}\nContent-Type: application/json\n\n${B}\n\n> ./handler.js\n`,
    a1,
    ID,
  ],
  [
    'http pre script',
    `< {%\n  request.variables.set("x", "1")\n%}\nPOST ${U}\nContent-Type: application/json\n\n${B}`,
    a1,
    ID,
  ],
  [
    'http redirect',
    `POST ${U}\nContent-Type: application/json\n\n${B}\n\n<> 2026-01-01.200.json\n`,
    a1,
    ID,
  ],
  [
    'http var in body',
    `@t = a\nPOST ${U}\nContent-Type: application/json\n\n{"follow_ups":[{"content":"{{t}}"}]}`,
    a1,
    ID,
  ],
  [
    'http unknown var in body',
    `POST ${U}\nContent-Type: application/json\n\n{"follow_ups":[{"content":"{{t}}"}]}`,
    'open',
    ID,
  ],
  [
    'http unknown id',
    `POST https://open.feishu.cn/open-apis/im/v1/messages/{{id}}/push_follow_up\nContent-Type: application/json\n\n${B}`,
    a1,
    null,
  ],
  [
    'http env id',
    `@id = ${ID}\n\nPOST https://open.feishu.cn/open-apis/im/v1/messages/{{id}}/push_follow_up\nContent-Type: application/json\n\n${B}`,
    a1,
    ID,
  ],
  // shells
  ['curl', `curl ${U} ${CT} -d '${B}'`, a1, ID, false],
  ['curl comments', `curl -X POST '${U}' \\\n# the header\n  ${CT} \\\n  -d '${B}'`, a1, ID],
  ['curl one line joined', `curl -X POST '${U}' \\ ${CT} \\ -d '${B}'`, a1, ID],
  ['curl url next line', `curl -X POST\n'${U}'\n${CT}\n-d '${B}'`, a1, ID],
  ['curl crlf', `curl -X POST '${U}' \\\r\n ${CT} \\\r\n -d '${B}'`, a1, ID],
  ['curl blank crlf', `curl -X POST '${U}' \\ \r\n ${CT} \\ \r\n -d '${B}'`, a1, ID],
  ['curl blank line', `curl -X POST '${U}' \\\n\n ${CT} \\\n\n -d '${B}'`, a1, ID],
  ['curl glued url backslash', `curl -X POST '${U}'\\ \n ${CT} -d '${B}'`, a1, ID],
  [
    'curl var',
    `ID=${ID}\ncurl "https://open.feishu.cn/open-apis/im/v1/messages/$ID/push_follow_up" ${CT} -d '${B}'`,
    a1,
    ID,
  ],
  [
    'curl var twice',
    `ID=${ID}\nID=${ID2}\ncurl "https://open.feishu.cn/open-apis/im/v1/messages/$ID/push_follow_up" ${CT} -d '${B}'`,
    a1,
    'several',
  ],
  [
    'curl var default',
    `curl "https://open.feishu.cn/open-apis/im/v1/messages/\${ID:-${ID}}/push_follow_up" ${CT} -d '${B}'`,
    a1,
    ID,
  ],
  ['curl body var', `BODY='${B}'\ncurl ${U} ${CT} -d "$BODY"`, a1, ID],
  [
    'curl body var if',
    `if [ -n "$x" ]; then BODY='${B}'; fi\ncurl ${U} ${CT} -d "$BODY"`,
    'open',
    ID,
  ],
  [
    'curl text var',
    `T=a\ncurl ${U} ${CT} -d "{\\"follow_ups\\":[{\\"content\\":\\"$T\\"}]}"`,
    a1,
    ID,
  ],
  [
    'curl text var open',
    `curl ${U} ${CT} -d "{\\"follow_ups\\":[{\\"content\\":\\"$T\\"}]}"`,
    'open',
    ID,
  ],
  ['curl subshell', `curl ${U} ${CT} -d "$(jq -n '{follow_ups:[{content:"a"}]}')"`, 'open', ID],
  ['curl cat heredoc', `curl ${U} ${CT} -d "$(cat <<EOF\n${B}\nEOF\n)"`, a1, ID],
  [
    'curl heredoc var open',
    `curl ${U} ${CT} -d @- <<EOF\n{"follow_ups":[{"content":"$T"}]}\nEOF`,
    'open',
    ID,
  ],
  ['curl file unknown', `curl ${U} ${CT} -d @body.json`, 'open', ID],
  ['curl tee', `tee body.json <<'EOF'\n${B}\nEOF\ncurl ${U} ${CT} -d @body.json`, a1, ID],
  ['curl echo file', `echo '${B}' > body.json\ncurl ${U} ${CT} --data-binary @body.json`, a1, ID],
  ['curl echo pipe', `echo '${B}' | curl ${U} ${CT} -d @-`, a1, ID],
  ['curl printf pipe', `printf '%s' '${B}' | curl ${U} ${CT} -d @-`, a1, ID],
  ['curl stdin file', `cat > b.json <<'X'\n${B}\nX\ncurl ${U} ${CT} -d @- < b.json`, a1, ID],
  [
    'curl for',
    `for T in a b; do curl ${U} ${CT} -d "{\\"follow_ups\\":[{\\"content\\":\\"$T\\"}]}"; done`,
    'open',
    ID,
  ],
  [
    'curl function arg',
    `push() { curl "https://open.feishu.cn/open-apis/im/v1/messages/$1/push_follow_up" ${CT} -d '${B}'; }\npush ${ID}`,
    a1,
    ID,
  ],
  [
    'curl export',
    `export ID=${ID}\ncurl "https://open.feishu.cn/open-apis/im/v1/messages/\${ID}/push_follow_up" ${CT} -d '${B}'`,
    a1,
    ID,
  ],
  ['curl ansi c', `curl ${U} ${CT} --data-raw $'{"follow_ups":[{"content":"\\u0061"}]}'`, a1, ID],
  ['curl cookie', `curl ${U} -b 'session=abcdefghijkl123456' --json '${B}'`, a1, ID, true],
  [
    'curl own',
    `curl 'http://127.0.0.1:4310/api/messages/${ID}/push_follow_up' -b 'follow-up-console.locale=zh' --json '${B}'`,
    a1,
    ID,
    false,
  ],
  ['curl bearer', `curl ${U} -H "Authorization: Bearer ${TOK}" --json '${B}'`, a1, ID, true],
  ['curl fence', `\`\`\`bash\ncurl ${U} ${CT} -d '${B}'\n\`\`\``, a1, ID],
  [
    'curl prompt',
    `$ curl ${U} ${CT} -d '${B}'\n{"code":230006,"msg":"only support latest message."}`,
    a1,
    ID,
  ],
  [
    'cmd',
    `curl "${U}" ^\r\n -H "Content-Type: application/json" ^\r\n -d "{\\"follow_ups\\":[{\\"content\\":\\"a\\"}]}"`,
    a1,
    ID,
  ],
  [
    'cmd blanks',
    `curl "${U}" ^ \r\n -H "Content-Type: application/json" ^ \r\n -d "{\\"follow_ups\\":[{\\"content\\":\\"a\\"}]}"`,
    a1,
    ID,
  ],
  [
    'curl.exe ps',
    `curl.exe -X POST '${U}' \`\n -H 'Content-Type: application/json' \`\n -d '${B}'`,
    a1,
    ID,
  ],
  [
    'wget post-data',
    `wget -qO- --header='Content-Type: application/json' --post-data='${B}' '${U}'`,
    a1,
    ID,
  ],
  [
    'wget body-file',
    `cat > b.json <<'X'\n${B}\nX\nwget --method=POST --header='Content-Type: application/json' --body-file=b.json ${U}`,
    a1,
    ID,
  ],
  [
    'wget unknown file',
    `wget --method=POST --header='Content-Type: application/json' --body-file=b.json ${U}`,
    'open',
    ID,
  ],
  [
    'httpie',
    `http POST ${U} Authorization:"Bearer ${TOK}" follow_ups:='[{"content":"a"}]'`,
    'open',
    ID,
    true,
  ],
  ['httpie raw', `http POST ${U} --raw '${B}'`, 'open', ID],
  ['httpie pipe', `echo '${B}' | http POST ${U}`, 'open', ID],
  ['httpie here', `http POST ${U} <<< '${B}'`, 'open', ID],
  ['httpie no method', `http ${U} follow_ups:='[{"content":"a"}]'`, 'open', ID],
  ['httpie var', `http POST ${U} follow_ups:="$X"`, 'open', ID],
  ['httpie file', `http POST ${U} follow_ups:=@x.json`, 'open', ID],
  ['lark-cli', `lark-cli api POST im/v1/messages/${ID}/push_follow_up --data '${B}'`, a1, ID],
  [
    'lark-cli file',
    `cat > b.json <<'X'\n${B}\nX\nlark-cli api POST /open-apis/im/v1/messages/${ID}/push_follow_up --data @b.json`,
    a1,
    ID,
  ],
  [
    'lark-cli open',
    `lark-cli api POST /open-apis/im/v1/messages/${ID}/push_follow_up --data "$B"`,
    'open',
    ID,
  ],
  // text
  [
    'log python repr',
    `2026-07-09 00:12:47 INFO push ${U} body={'follow_ups': [{'content': 'a'}]}`,
    a1,
    ID,
  ],
  ['log json', `2026-07-09 00:12:47 INFO push ${U} body=${B} response={"code":0}`, a1, ID],
  ['log no url', `2026-07-09 00:12:47 INFO push body=${B}`, a1, null],
  ['log one id', `sent message_id=${ID} chat_id=oc_1`, null, ID],
  ['url', U, null, ID],
  ['two ids', `${ID} ${ID2}`, null, 'several'],
  ['words', 'hello world', null, null],
  ['id', ID, null, ID],
  ['link', `https://h/a?x=%7B%22message_id%22%3A%22${ID}%22%7D`, null, ID],
]
