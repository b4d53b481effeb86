// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the programs’ own spelling
import type { PastedInput } from './script-inputs.ts'

const ID = 'om_dc13264520392913993dd051dba21dcf'
const U = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const A = [{ content: 'a' }, { content: 'b' }]
const a1 = [{ content: 'a' }]
const go = (body: string, pre = '') =>
  `package main\nfunc main() {\n${pre}\n\treq := larkim.NewPushFollowUpMessageReqBuilder().MessageId("${ID}").Body(larkim.NewPushFollowUpMessageReqBodyBuilder().FollowUps(${body}).Build()).Build()\n}`
const f = (c: string) => `larkim.NewFollowUpBuilder().Content(${c}).Build()`
const java = (body: string, pre = '') =>
  `import com.lark.oapi.Client;\npublic class Main { public static void main(String[] args) throws Exception {\n${pre}\nPushFollowUpMessageReq req = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(${body}).build()).build();\n} }`
const jf = (c: string) => `FollowUp.newBuilder().content(${c}).build()`
const cs = (body: string, pre = '') =>
  `using System;\nclass P { static async Task Main() {\n${pre}\nvar body = new { follow_ups = ${body} };\nawait http.PostAsync("${U}", new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));\n} }`
const php = (body: string, pre = '') =>
  `<?php\n${pre}\n$body = json_encode(['follow_ups' => ${body}]);\n$client->post('${U}', ['body' => $body]);`
const kt = (body: string, pre = '') =>
  `import com.lark.oapi.Client\nfun main() {\n${pre}\n  val req = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(${body}).build()).build()\n}`
const ps = (rest: string, pre = '') =>
  `${pre}\nInvoke-RestMethod -Uri "${U}" -Method Post -Headers @{ Authorization = "Bearer $token" } -ContentType 'application/json' ${rest}`
/** Programs of compiled languages, PHP and PowerShell. */
export const PROGRAMS: readonly PastedInput[] = [
  ['go builder', go(`[]*larkim.FollowUp{${f('"a"')}, ${f('"b"')}}`), A, ID],
  ['go var', go(`[]*larkim.FollowUp{${f('text')}}`, '\ttext := "a"'), a1, ID],
  [
    'go const group',
    `package main\nconst (\n\tText = "a"\n\tOther = "b"\n)\n` +
      go(`[]*larkim.FollowUp{${f('Text')}}`).slice(13),
    a1,
    ID,
  ],
  [
    'go const',
    `package main\nconst Text = "a"\n${go(`[]*larkim.FollowUp{${f('Text')}}`).slice(13)}`,
    a1,
    ID,
  ],
  ['go var type', go(`[]*larkim.FollowUp{${f('text')}}`, '\tvar text string = "a"'), a1, ID],
  [
    'go reassign',
    go(`[]*larkim.FollowUp{${f('text')}}`, '\ttext := "a"\n\tif vip {\n\t\ttext = "b"\n\t}'),
    'open',
    ID,
  ],
  ['go multi', go(`[]*larkim.FollowUp{${f('text')}}`, '\ttext, err := get()'), 'open', ID],
  [
    'go Sprintf',
    go(`[]*larkim.FollowUp{${f('fmt.Sprintf("a%s", x)')}}`, '\tx := "b"'),
    [{ content: 'ab' }],
    ID,
  ],
  [
    'go Sprintf unknown',
    go(`[]*larkim.FollowUp{${f('fmt.Sprintf("a%s", user.Name)')}}`),
    'open',
    ID,
  ],
  [
    'go Sprintf %d',
    go(`[]*larkim.FollowUp{${f('fmt.Sprintf("a%d", 5)')}}`),
    [{ content: 'a5' }],
    ID,
  ],
  [
    'go append',
    go(
      'items',
      `\titems := []*larkim.FollowUp{}\n\titems = append(items, ${f('"a"')})\n\titems = append(items, ${f('"b"')})`,
    ),
    A,
    ID,
  ],
  [
    'go append var',
    go('items', `\tvar items []*larkim.FollowUp\n\titems = append(items, ${f('"a"')})`),
    a1,
    ID,
  ],
  [
    'go append loop',
    go(
      'items',
      `\titems := []*larkim.FollowUp{}\n\tfor _, t := range texts {\n\t\titems = append(items, ${f('t')})\n\t}`,
    ),
    'open',
    ID,
  ],
  [
    'go make',
    go('items', `\titems := make([]*larkim.FollowUp, 0)\n\titems = append(items, ${f('"a"')})`),
    a1,
    ID,
  ],
  [
    'go index set',
    go('items', `\titems := []*larkim.FollowUp{${f('"a"')}}\n\titems[0] = x`),
    'open',
    ID,
  ],
  ['go func call', go('build()'), 'open', ID],
  [
    'go param',
    `package main\nfunc push(text string) {\n\treq := larkim.NewPushFollowUpMessageReqBuilder().MessageId("${ID}").Body(larkim.NewPushFollowUpMessageReqBodyBuilder().FollowUps([]*larkim.FollowUp{${f('text')}}).Build()).Build()\n}`,
    'open',
    ID,
  ],
  [
    'go map any',
    `package main\nfunc main() {\n\tbody, _ := json.Marshal(map[string]any{"follow_ups": []map[string]any{{"content": "a"}, {"content": "b"}}})\n\treq, _ := http.NewRequest("POST", "${U}", bytes.NewReader(body))\n\treq.Header.Set("Authorization", "Bearer "+token)\n}`,
    A,
    ID,
  ],
  [
    'go raw json',
    `package main\nfunc main() {\n\tbody := strings.NewReader(\`{"follow_ups":[{"content":"a"}]}\`)\n\thttp.Post("${U}", "application/json", body)\n}`,
    a1,
    ID,
  ],
  [
    'go struct types',
    `package main\ntype FollowUp struct {\n\tContent string \`json:"content"\`\n}\ntype Body struct {\n\tFollowUps []FollowUp \`json:"follow_ups"\`\n}\nfunc main() {\n\tb := Body{FollowUps: []FollowUp{{Content: "a"}}}\n\thttp.Post("${U}", "application/json", enc(b))\n}`,
    a1,
    ID,
  ],
  [
    'go url concat',
    `package main\nfunc main() {\n\tid := "${ID}"\n\turl := "https://open.feishu.cn/open-apis/im/v1/messages/" + id + "/push_follow_up"\n\tb := map[string]any{"follow_ups": []map[string]string{{"content": "a"}}}\n}`,
    a1,
    ID,
  ],
  [
    'go PathParams',
    `package main\nfunc main() {\n\treq := &larkcore.ApiReq{HttpMethod: "POST", ApiPath: "/open-apis/im/v1/messages/:message_id/push_follow_up", Body: map[string]interface{}{"follow_ups": []interface{}{map[string]interface{}{"content": "a"}}}}\n\treq.PathParams.Set("message_id", "${ID}")\n}`,
    a1,
    ID,
  ],
  [
    'go ptr',
    `package main\nfunc s(v string) *string { return &v }\nvar x = larkim.PushFollowUpMessageReqBody{FollowUps: []*larkim.FollowUp{{Content: larkcore.StringPtr("a")}}}\nvar id = "${ID}"`,
    a1,
    ID,
  ],
  // Java
  ['java array', java(`new FollowUp[] { ${jf('"a"')}, ${jf('"b"')} }`), A, ID],
  [
    'java list of',
    java(`List.of(${jf('"a"')}, ${jf('"b"')}).toArray(new FollowUp[0])`),
    'open',
    ID,
  ],
  ['java final', java(`new FollowUp[] { ${jf('TEXT')} }`, 'final String TEXT = "a";'), a1, ID],
  [
    'java reassign',
    java(`new FollowUp[] { ${jf('text')} }`, 'String text = "a";\nif (vip) { text = "b"; }'),
    'open',
    ID,
  ],
  ['java ternary', java(`new FollowUp[] { ${jf('vip ? "a" : "b"')} }`), 'open', ID],
  [
    'java format',
    java(`new FollowUp[] { ${jf('String.format("a%s", "b")')} }`),
    [{ content: 'ab' }],
    ID,
  ],
  [
    'java format unknown',
    java(`new FollowUp[] { ${jf('String.format("a%s", name)')} }`),
    'open',
    ID,
  ],
  ['java getter', java(`new FollowUp[] { ${jf('user.getName()')} }`), 'open', ID],
  [
    'java list add',
    java('items', `FollowUp[] items = new FollowUp[2];\nitems[0] = ${jf('"a"')};`),
    'open',
    ID,
  ],
  [
    'java string body',
    `import java.net.http.*;\nclass A { void f() { String body = "{\\"follow_ups\\":[{\\"content\\":\\"a\\"}]}"; HttpRequest.newBuilder(URI.create("${U}")).POST(HttpRequest.BodyPublishers.ofString(body)); } }`,
    a1,
    ID,
  ],
  [
    'java string concat body',
    `import java.net.http.*;\nclass A { void f(String t) { String body = "{\\"follow_ups\\":[{\\"content\\":\\"" + t + "\\"}]}"; HttpRequest.newBuilder(URI.create("${U}")); } }`,
    'open',
    ID,
  ],
  [
    'java Map.of',
    `import java.util.*;\nclass A { void f() { var body = Map.of("follow_ups", List.of(Map.of("content", "a"), Map.of("content", "b"))); post("${U}", body); } }`,
    A,
    ID,
  ],
  [
    'java list add all',
    `import java.util.*;\nclass A { void f() { List<Map<String, Object>> items = new ArrayList<>();\nitems.add(Map.of("content", "a"));\nitems.add(Map.of("content", "b"));\nMap<String, Object> body = Map.of("follow_ups", items); post("${U}", body); } }`,
    A,
    ID,
  ],
  [
    'java put',
    `import java.util.*;\nclass A { void f() { Map<String, Object> body = new HashMap<>();\nbody.put("follow_ups", List.of(Map.of("content", "a")));\npost("${U}", body); } }`,
    a1,
    ID,
  ],
  [
    'java static const',
    `import com.lark.oapi.Client;\nclass A { private static final String TEXT = "a";\n void f() { var r = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(new FollowUp[] { ${jf('TEXT')} }).build()).build(); } }`,
    a1,
    ID,
  ],
  [
    'java two methods',
    `import com.lark.oapi.Client;\nclass A { void a() { String text = "x"; }\n void f() { String text = "a"; var r = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(new FollowUp[] { ${jf('text')} }).build()).build(); } }`,
    a1,
    ID,
  ],
  [
    'java param',
    `import com.lark.oapi.Client;\nclass A { static String text = "x";\n void f(String text) { var r = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(new FollowUp[] { ${jf('text')} }).build()).build(); } }`,
    'open',
    ID,
  ],
  // C#
  ['cs anon', cs('new[] { new { content = "a" }, new { content = "b" } }'), A, ID],
  ['cs list', cs('new List<object> { new { content = "a" } }'), a1, ID],
  ['cs interp', cs('new[] { new { content = $"a{x}" } }', 'var x = "b";'), [{ content: 'ab' }], ID],
  ['cs interp member', cs('new[] { new { content = $"a{x.Y}" } }', 'var x = "b";'), 'open', ID],
  ['cs nullish', cs('new[] { new { content = x ?? "b" } }'), 'open', ID],
  ['cs linq', cs('texts.Select(t => new { content = t })'), 'open', ID],
  [
    'cs format',
    cs('new[] { new { content = string.Format("a{0}", "b") } }'),
    [{ content: 'ab' }],
    ID,
  ],
  [
    'cs add',
    cs('items', 'var items = new List<object>();\nitems.Add(new { content = "a" });'),
    a1,
    ID,
  ],
  [
    'cs add if',
    cs('items', 'var items = new List<object>();\nif (vip) items.Add(new { content = "a" });'),
    'open',
    ID,
  ],
  ['cs const', cs('new[] { new { content = Text } }', 'const string Text = "a";'), a1, ID],
  [
    'cs reassign',
    cs('new[] { new { content = text } }', 'string text = "a";\ntext = "b";'),
    'open',
    ID,
  ],
  ['cs shorthand', cs('new[] { new { content } }', 'var content = "a";'), a1, ID],
  [
    'cs collection expr',
    `using System;\nvar b = new Body { FollowUps = [new() { Content = "a" }] };\nawait http.PostAsJsonAsync("${U}", b);`,
    a1,
    ID,
  ],
  [
    'cs dictionary',
    `using System;\nvar b = new Dictionary<string, object> { ["follow_ups"] = new[] { new Dictionary<string, string> { ["content"] = "a" } } };\nawait http.PostAsJsonAsync("${U}", b);`,
    a1,
    ID,
  ],
  [
    'cs raw',
    `using System;\nvar json = """{"follow_ups":[{"content":"a"}]}""";\nawait http.PostAsync("${U}", new StringContent(json));`,
    a1,
    ID,
  ],
  [
    'cs raw interp',
    `using System;\nvar json = $$"""{"follow_ups":[{"content":"{{text}}"}]}""";\nawait http.PostAsync("${U}", new StringContent(json));`,
    'open',
    ID,
  ],
  [
    'cs record class',
    `using System;\npublic class Body { public List<FollowUp> FollowUps { get; set; } }\nvar b = new Body { FollowUps = new List<FollowUp> { new FollowUp { Content = "a" } } };\nawait http.PostAsJsonAsync("${U}", b);`,
    a1,
    ID,
  ],
  [
    'cs obj set later',
    `using System;\nvar fu = new FollowUp();\nfu.Content = "a";\nvar b = new Body { FollowUps = new[] { fu } };\nawait http.PostAsJsonAsync("${U}", b);`,
    'open',
    ID,
  ],
  // PHP
  ['php', php("[['content' => 'a'], ['content' => 'b']]"), A, ID],
  ['php interp', php('[["content" => "a$x"]]', '$x = "b";'), [{ content: 'ab' }], ID],
  ['php interp braces', php('[["content" => "a{$x}"]]', '$x = "b";'), [{ content: 'ab' }], ID],
  ['php interp prop', php('[["content" => "a$x->y"]]', '$x = "b";'), 'open', ID],
  ['php interp index', php('[["content" => "a$x[0]"]]', '$x = "b";'), 'open', ID],
  ['php concat', php("[['content' => 'a' . $x]]", "$x = 'b';"), [{ content: 'ab' }], ID],
  ['php concat call', php("[['content' => 'a' . f()]]"), 'open', ID],
  [
    'php []=',
    php('$items', "$items = [];\n$items[] = ['content' => 'a'];\n$items[] = ['content' => 'b'];"),
    A,
    ID,
  ],
  [
    'php []= loop',
    php('$items', "$items = [];\nforeach ($texts as $t) { $items[] = ['content' => $t]; }"),
    'open',
    ID,
  ],
  ['php []= if', php('$items', "$items = [];\nif ($v) $items[] = ['content' => 'a'];"), 'open', ID],
  [
    'php array_push',
    php('$items', "$items = [['content' => 'a']];\narray_push($items, ['content' => 'b']);"),
    'open',
    ID,
  ],
  ['php array_map', php("array_map(fn($t) => ['content' => $t], $texts)"), 'open', ID],
  ['php sprintf', php("[['content' => sprintf('a%s', 'b')]]"), [{ content: 'ab' }], ID],
  [
    'php global',
    `<?php\n$t = 'a';\nfunction f() { $body = ['follow_ups' => [['content' => $t]]]; post('${U}', $body); }`,
    'open',
    ID,
  ],
  ['php ternary', php("[['content' => $x ?: 'b']]"), 'open', ID],
  ['php const', php("[['content' => TEXT]]", "const TEXT = 'a';"), a1, ID],
  ['php define', php("[['content' => TEXT]]", "define('TEXT', 'a');"), 'open', ID],
  ['php this', php("[['content' => $this->t]]"), 'open', ID],
  [
    'php heredoc',
    `<?php\n$b = <<<JSON\n{"follow_ups":[{"content":"a"}]}\nJSON;\npost('${U}', $b);`,
    a1,
    ID,
  ],
  [
    'php heredoc var',
    `<?php\n$b = <<<JSON\n{"follow_ups":[{"content":"$x"}]}\nJSON;\npost('${U}', $b);`,
    'open',
    ID,
  ],
  [
    'php url',
    `<?php\n$id = '${ID}';\n$client->post("https://open.feishu.cn/open-apis/im/v1/messages/$id/push_follow_up", ['json' => ['follow_ups' => [['content' => 'a']]]]);`,
    a1,
    ID,
  ],
  [
    'php url braces',
    `<?php\n$id = '${ID}';\n$client->post("https://open.feishu.cn/open-apis/im/v1/messages/{$id}/push_follow_up", ['json' => ['follow_ups' => [['content' => 'a']]]]);`,
    a1,
    ID,
  ],
  [
    'php by ref',
    php(
      '$items',
      "$items = [['content' => 'a']];\nforeach ($items as &$i) { $i['content'] = 'z'; }",
    ),
    'open',
    ID,
  ],
  // Kotlin
  ['kt array', kt(`arrayOf(${jf('"a"')}, ${jf('"b"')})`), 'open', ID],
  ['kt template', kt(`arrayOf(${jf('"a$x"')})`, '  val x = "b"'), 'open', ID],
  ['kt template braces', kt(`arrayOf(${jf('"a${x}"')})`, '  val x = "b"'), 'open', ID],
  ['kt template member', kt(`arrayOf(${jf('"a${x.y}"')})`, '  val x = "b"'), 'open', ID],
  ['kt elvis', kt(`arrayOf(${jf('x ?: "b"')})`), 'open', ID],
  [
    'kt mapOf',
    `import okhttp3.OkHttpClient\nfun main() {\n  val body = mapOf("follow_ups" to listOf(mapOf("content" to "a")))\n  post("${U}", body)\n}`,
    'open',
    ID,
  ],
  [
    'kt raw',
    `import okhttp3.OkHttpClient\nfun main() {\n  val body = """\n  {"follow_ups":[{"content":"a"}]}\n  """.trimIndent()\n  post("${U}", body)\n}`,
    'open',
    ID,
  ],
  [
    'kt raw template',
    `import okhttp3.OkHttpClient\nfun main() {\n  val body = """\n  {"follow_ups":[{"content":"$text"}]}\n  """.trimIndent()\n  post("${U}", body)\n}`,
    'open',
    ID,
  ],
  ['kt var', kt(`arrayOf(${jf('x')})`, '  var x = "a"\n  x = "b"'), 'open', ID],
  ['kt if', kt(`arrayOf(${jf('if (v) "a" else "b"')})`), 'open', ID],
  ['kt map', kt(`texts.map { ${jf('it')} }.toTypedArray()`), 'open', ID],
  [
    'kt add',
    kt('items', `  val items = mutableListOf<FollowUp>()\n  items.add(${jf('"a"')})`),
    'open',
    ID,
  ],
  [
    'kt add if',
    kt('items', `  val items = mutableListOf<FollowUp>()\n  if (v) items.add(${jf('"a"')})`),
    'open',
    ID,
  ],
  [
    'kt fun param',
    `import com.lark.oapi.Client\nfun push(text: String) {\n  val r = PushFollowUpMessageReq.newBuilder().messageId("${ID}").pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder().followUps(arrayOf(${jf('text')})).build()).build()\n}`,
    'open',
    ID,
  ],
  // PowerShell
  ['ps single', ps(`-Body '{"follow_ups":[{"content":"a"}]}'`), a1, ID],
  [
    'ps hashtable',
    ps(
      '-Body $body',
      `$body = @{ follow_ups = @(@{ content = 'a' }, @{ content = 'b' }) } | ConvertTo-Json -Depth 5`,
    ),
    A,
    ID,
  ],
  [
    'ps hashtable lines',
    ps(
      '-Body ($body | ConvertTo-Json -Depth 5)',
      `$body = @{\n  follow_ups = @(\n    @{ content = 'a' }\n    @{ content = 'b' }\n  )\n}`,
    ),
    A,
    ID,
  ],
  [
    'ps i18n',
    ps(
      '-Body $b',
      `$b = @{ follow_ups = @(@{ content = 'a'; i18n_contents = @(@{ content = 'x'; language = 'en_us' }) }) } | ConvertTo-Json -Depth 5`,
    ),
    [{ content: 'a', i18n_contents: [{ content: 'x', language: 'en_us' }] }],
    ID,
  ],
  ['ps here', ps('-Body $body', `$body = @"\n{"follow_ups":[{"content":"a"}]}\n"@`), a1, ID],
  [
    'ps here var',
    ps('-Body $body', `$body = @"\n{"follow_ups":[{"content":"$text"}]}\n"@`),
    'open',
    ID,
  ],
  [
    'ps here var known',
    ps('-Body $body', `$text = 'a'\n$body = @"\n{"follow_ups":[{"content":"$text"}]}\n"@`),
    a1,
    ID,
  ],
  [
    'ps sub',
    ps('-Body $body', `$body = @{ follow_ups = @(@{ content = "$($x.y)" }) } | ConvertTo-Json`),
    'open',
    ID,
  ],
  [
    'ps env',
    ps('-Body $body', `$body = @{ follow_ups = @(@{ content = "$env:X" }) } | ConvertTo-Json`),
    'open',
    ID,
  ],
  [
    'ps +=',
    ps(
      '-Body (@{ follow_ups = $items } | ConvertTo-Json)',
      `$items = @()\n$items += @{ content = 'a' }\n$items += @{ content = 'b' }`,
    ),
    'open',
    ID,
  ],
  [
    'ps += loop',
    ps(
      '-Body (@{ follow_ups = $items } | ConvertTo-Json)',
      `$items = @()\nforeach ($t in $texts) { $items += @{ content = $t } }`,
    ),
    'open',
    ID,
  ],
  [
    'ps url var',
    `$id = '${ID}'\nInvoke-RestMethod -Uri "https://open.feishu.cn/open-apis/im/v1/messages/$id/push_follow_up" -Method Post -Body '{"follow_ups":[{"content":"a"}]}'`,
    a1,
    ID,
  ],
  [
    'ps splat',
    `$p = @{\n  Uri = '${U}'\n  Method = 'Post'\n  Body = '{"follow_ups":[{"content":"a"}]}'\n}\nInvoke-RestMethod @p`,
    a1,
    ID,
  ],
  ['ps backticks', ps('-Body "{`"follow_ups`":[{`"content`":`"a`"}]}"'), a1, ID],
  ['ps format', ps(`-Body ('{{"follow_ups":[{{"content":"{0}"}}]}}' -f $x)`), 'open', ID],
  [
    'ps if',
    ps(
      '-Body (@{ follow_ups = @(@{ content = $t }) } | ConvertTo-Json)',
      `if ($v) { $t = 'a' } else { $t = 'b' }`,
    ),
    'open',
    ID,
  ],
  ['ps comment', ps(`-Body '{"follow_ups":[{"content":"a"}]}'`, "# it's a comment"), a1, ID],
  // Other languages are named.
  [
    'ruby',
    `require 'net/http'\nbody = { follow_ups: [{ content: "Hi #{name}" }] }.to_json\nNet::HTTP.post(URI("${U}"), body)`,
    'open',
    ID,
  ],
  [
    'rust',
    `let body = json!({"follow_ups": [{"content": "a"}]});\nreqwest::Client::new().post("${U}").json(&body)`,
    'open',
    ID,
  ],
  [
    'swift',
    `import Foundation\nvar r = URLRequest(url: URL(string: "${U}")!)\nr.httpBody = "{\\"follow_ups\\":[{\\"content\\":\\"\\(name)\\"}]}".data(using: .utf8)`,
    'open',
    ID,
  ],
  [
    'dart',
    `import 'package:http/http.dart' as http;\nhttp.post(Uri.parse('${U}'), body: jsonEncode({'follow_ups': [{'content': 'Hi $name'}]}));`,
    'open',
    ID,
  ],
]
