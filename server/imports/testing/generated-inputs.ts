import type { PastedInput } from './script-inputs.ts'

const ID = 'om_dc13264520392913993dd051dba21dcf'
const H = 'open.feishu.cn'
const P = `/open-apis/im/v1/messages/${ID}/push_follow_up`
const U = `https://${H}${P}`
const a1 = [{ content: 'a' }]
const T = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'
/** What Postman, browsers and logs make of the call. */
export const GENERATED: readonly PastedInput[] = [
  [
    'py http.client',
    `import http.client\nimport json\n\nconn = http.client.HTTPSConnection("${H}")\npayload = json.dumps({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n})\nheaders = {\n  'Authorization': 'Bearer ${T}',\n  'Content-Type': 'application/json'\n}\nconn.request("POST", "${P}", payload, headers)\nres = conn.getresponse()\ndata = res.read()\nprint(data.decode("utf-8"))`,
    a1,
    ID,
    true,
  ],
  [
    'node axios',
    `const axios = require('axios');\nlet data = JSON.stringify({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n});\n\nlet config = {\n  method: 'post',\n  maxBodyLength: Infinity,\n  url: '${U}',\n  headers: { \n    'Authorization': 'Bearer ${T}', \n    'Content-Type': 'application/json'\n  },\n  data : data\n};\n\naxios.request(config)\n.then((response) => {\n  console.log(JSON.stringify(response.data));\n})`,
    a1,
    ID,
    true,
  ],
  [
    'node https',
    `var https = require('follow-redirects').https;\nvar options = {\n  'method': 'POST',\n  'hostname': '${H}',\n  'path': '${P}',\n  'headers': {\n    'Content-Type': 'application/json'\n  },\n  'maxRedirects': 20\n};\nvar req = https.request(options, function (res) {});\nvar postData = JSON.stringify({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n});\nreq.write(postData);\nreq.end();`,
    a1,
    ID,
  ],
  [
    'jquery',
    `var settings = {\n  "url": "${U}",\n  "method": "POST",\n  "timeout": 0,\n  "headers": {\n    "Content-Type": "application/json"\n  },\n  "data": JSON.stringify({\n    "follow_ups": [\n      {\n        "content": "a"\n      }\n    ]\n  }),\n};\n\n$.ajax(settings).done(function (response) {\n  console.log(response);\n});`,
    a1,
    ID,
  ],
  [
    'js fetch raw',
    `const myHeaders = new Headers();\nmyHeaders.append("Content-Type", "application/json");\n\nconst raw = JSON.stringify({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n});\n\nconst requestOptions = {\n  method: "POST",\n  headers: myHeaders,\n  body: raw,\n  redirect: "follow"\n};\n\nfetch("${U}", requestOptions)\n  .then((response) => response.text())`,
    a1,
    ID,
  ],
  [
    'chrome fetch',
    `fetch("${U}", {\n  "headers": {\n    "accept": "*/*",\n    "authorization": "Bearer ${T}",\n    "content-type": "application/json"\n  },\n  "body": "{\\"follow_ups\\":[{\\"content\\":\\"a\\"}]}",\n  "method": "POST",\n  "mode": "cors",\n  "credentials": "include"\n});`,
    a1,
    ID,
    true,
  ],
  [
    'cs httpclient',
    `var client = new HttpClient();\nvar request = new HttpRequestMessage(HttpMethod.Post, "${U}");\nrequest.Headers.Add("Authorization", "Bearer ${T}");\nvar content = new StringContent("{\\r\\n    \\"follow_ups\\": [\\r\\n        {\\r\\n            \\"content\\": \\"a\\"\\r\\n        }\\r\\n    ]\\r\\n}", null, "application/json");\nrequest.Content = content;\nvar response = await client.SendAsync(request);`,
    a1,
    ID,
    true,
  ],
  [
    'cs restsharp',
    `var options = new RestClientOptions("https://${H}")\n{\n  MaxTimeout = -1,\n};\nvar client = new RestClient(options);\nvar request = new RestRequest("${P}", Method.Post);\nrequest.AddHeader("Content-Type", "application/json");\nvar body = @"{" + "\\n" +\n@"    ""follow_ups"": [" + "\\n" +\n@"        {" + "\\n" +\n@"            ""content"": ""a""" + "\\n" +\n@"        }" + "\\n" +\n@"    ]" + "\\n" +\n@"}";\nrequest.AddStringBody(body, DataFormat.Json);\nRestResponse response = await client.ExecuteAsync(request);`,
    a1,
    ID,
  ],
  [
    'java okhttp',
    `OkHttpClient client = new OkHttpClient().newBuilder()\n  .build();\nMediaType mediaType = MediaType.parse("application/json");\nRequestBody body = RequestBody.create(mediaType, "{\\n    \\"follow_ups\\": [\\n        {\\n            \\"content\\": \\"a\\"\\n        }\\n    ]\\n}");\nRequest request = new Request.Builder()\n  .url("${U}")\n  .method("POST", body)\n  .addHeader("Content-Type", "application/json")\n  .build();\nResponse response = client.newCall(request).execute();`,
    a1,
    ID,
  ],
  [
    'java unirest',
    `Unirest.setTimeouts(0, 0);\nHttpResponse<String> response = Unirest.post("${U}")\n  .header("Content-Type", "application/json")\n  .body("{\\n    \\"follow_ups\\": [\\n        {\\n            \\"content\\": \\"a\\"\\n        }\\n    ]\\n}")\n  .asString();`,
    a1,
    ID,
  ],
  [
    'go native',
    `package main\n\nimport (\n  "fmt"\n  "strings"\n  "net/http"\n  "io"\n)\n\nfunc main() {\n\n  url := "${U}"\n  method := "POST"\n\n  payload := strings.NewReader(\`{\n    "follow_ups": [\n        {\n            "content": "a"\n        }\n    ]\n}\`)\n\n  client := &http.Client {\n  }\n  req, err := http.NewRequest(method, url, payload)\n\n  if err != nil {\n    fmt.Println(err)\n    return\n  }\n  req.Header.Add("Content-Type", "application/json")\n}`,
    a1,
    ID,
  ],
  [
    'php curl',
    `<?php\n\n$curl = curl_init();\n\ncurl_setopt_array($curl, array(\n  CURLOPT_URL => '${U}',\n  CURLOPT_RETURNTRANSFER => true,\n  CURLOPT_CUSTOMREQUEST => 'POST',\n  CURLOPT_POSTFIELDS =>'{\n    "follow_ups": [\n        {\n            "content": "a"\n        }\n    ]\n}',\n  CURLOPT_HTTPHEADER => array(\n    'Authorization: Bearer ${T}',\n    'Content-Type: application/json'\n  ),\n));\n\n$response = curl_exec($curl);`,
    a1,
    ID,
    true,
  ],
  [
    'ps postman',
    `$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"\n$headers.Add("Authorization", "Bearer ${T}")\n$headers.Add("Content-Type", "application/json")\n\n$body = @"\n{\n    \`"follow_ups\`": [\n        {\n            \`"content\`": \`"a\`"\n        }\n    ]\n}\n"@\n\n$response = Invoke-RestMethod '${U}' -Method 'POST' -Headers $headers -Body $body\n$response | ConvertTo-Json`,
    a1,
    ID,
    true,
  ],
  [
    'wget postman',
    `wget --no-check-certificate --quiet \\\n  --method POST \\\n  --timeout=0 \\\n  --header 'Authorization: Bearer ${T}' \\\n  --header 'Content-Type: application/json' \\\n  --body-data '{\n    "follow_ups": [\n        {\n            "content": "a"\n        }\n    ]\n}' \\\n   '${U}'`,
    a1,
    ID,
    true,
  ],
  [
    'httpie postman',
    `printf '{\n    "follow_ups": [\n        {\n            "content": "a"\n        }\n    ]\n}'| http  --follow --timeout 3600 POST '${U}' \\\n Content-Type:'application/json'`,
    'open',
    ID,
  ],
  [
    'http raw',
    `POST ${P} HTTP/1.1\nHost: ${H}\nContent-Type: application/json\nAuthorization: Bearer ${T}\nContent-Length: 40\n\n{\n    "follow_ups": [\n        {"content": "a"}\n    ]\n}`,
    a1,
    ID,
    true,
  ],
  [
    'ruby',
    `require "uri"\nrequire "json"\nrequire "net/http"\n\nurl = URI("${U}")\n\nhttps = Net::HTTP.new(url.host, url.port)\nrequest.body = JSON.dump({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n})`,
    'open',
    ID,
  ],
  [
    'kotlin okhttp',
    `val client = OkHttpClient()\nval mediaType = "application/json".toMediaType()\nval body = "{\\n    \\"follow_ups\\": [\\n        {\\n            \\"content\\": \\"a\\"\\n        }\\n    ]\\n}".toRequestBody(mediaType)\nval request = Request.Builder()\n  .url("${U}")\n  .post(body)\n  .addHeader("Content-Type", "application/json")\n  .build()\nval response = client.newCall(request).execute()`,
    'open',
    ID,
  ],
  [
    'rust',
    `let client = reqwest::Client::builder().build()?;\nlet data = r#"{"follow_ups":[{"content":"a"}]}"#;\nlet request = client.request(reqwest::Method::POST, "${U}")`,
    'open',
    ID,
  ],
  [
    'py requests payload var',
    `import requests\nimport json\n\nurl = "${U}"\n\npayload = json.dumps({\n  "follow_ups": [\n    {\n      "content": "a"\n    }\n  ]\n})\nheaders = {\n  'Content-Type': 'application/json'\n}\n\nresponse = requests.request("POST", url, headers=headers, data=payload)\n\nprint(response.text)`,
    a1,
    ID,
  ],
  [
    'jetbrains env',
    `### push\n# @name push\nPOST {{host}}/open-apis/im/v1/messages/{{message_id}}/push_follow_up HTTP/1.1\nContent-Type: application/json\nAuthorization: Bearer {{token}}\n\n{"follow_ups":[{"content":"a"}]}\n\n### next\nPOST {{host}}/other\n\n{}`,
    a1,
    null,
  ],
  [
    'insomnia5 json',
    JSON.stringify({
      type: 'collection.insomnia.rest/5.0',
      name: 'x',
      collection: [
        {
          url: U,
          method: 'POST',
          body: { mimeType: 'application/json', text: '{"follow_ups":[{"content":"a"}]}' },
        },
      ],
    }),
    a1,
    ID,
  ],
  [
    'feishu api explorer log',
    `{"request":{"method":"POST","path":"${P}","headers":{"Authorization":"Bearer ${T}"},"body":{"follow_ups":[{"content":"a"}]}},"response":{"code":230006,"msg":"only support latest message."}}`,
    a1,
    ID,
    true,
  ],
  [
    'go log',
    `[Info] [2026-01-02 10:00:00] req:POST,${U}, body:{"follow_ups":[{"content":"a"}]}`,
    a1,
    ID,
  ],
  [
    'java toString log',
    `2026-01-02 10:00:00.000 DEBUG req,path:${P},header:{Authorization=[Bearer ${T}]},body:{"follow_ups":[{"content":"a"}]}`,
    a1,
    ID,
    true,
  ],
]
