import { describe, expect, test } from 'vitest'
import { ImportFindings } from '../findings.ts'
import { REASONS } from '../reasons.ts'
import { guessOther, guessPiece, guessProgram, readSource } from './read-source.ts'
import type { SourceLanguage } from './syntax.ts'

const ID = 'om_1'
const PATH = `/open-apis/im/v1/messages/${ID}/push_follow_up`
const URL_ = `https://open.feishu.cn${PATH}`
const BODY = '{ follow_ups: [{ content: "a" }] }'
const JSON_ = '{"follow_ups":[{"content":"a"}]}'

describe('the language of a program', () => {
  test.each<[SourceLanguage | null, string]>([
    ['php', ' <?php'],
    ['php', 'x\n<?php'],
    ['php', '<?php import x from "y"\npackage main'],
    ['go', 'package main'],
    ['go', 'x\npackage a\t\r\nx'],
    [null, ' package main'],
    [null, 'package main;'],
    ['csharp', 'using System;'],
    ['csharp', '  using System.Text.Json;'],
    ['csharp', 'using RestSharp;'],
    ['csharp', 'using Newtonsoft.Json;'],
    ['csharp', 'using FeishuNetSdk;'],
    [null, 'using Other;'],
    [null, 'x using System;'],
    ['java', 'import com.a.B;'],
    ['java', ' import static java.util.*;'],
    ['java', 'import okhttp3.X;'],
    ['java', 'import cn.hutool.X;'],
    ['java', 'import org.a.b;'],
    ['java', 'import javax.a;'],
    [null, 'import de.a;'],
    ['javascript', "import a from 'b'"],
    ['javascript', ' import { a } from "b"'],
    ['javascript', "import 'b'"],
    ['javascript', "const a = require('b')"],
    ['javascript', 'let a = await import("b")'],
    ['javascript', 'var { a } = require("b")'],
    [null, 'const a = f("b")'],
    [null, 'x const a = require("b")'],
    ['python', 'import os'],
    ['python', 'import a.b as c, d\r'],
    ['python', ' from a.b import c'],
    [null, 'import os x'],
    [null, 'x import os'],
    [null, 'hello'],
  ])('is %s: %j', (language, text) => {
    expect(guessProgram(text)).toBe(language)
  })

  test.each<[SourceLanguage | null, string]>([
    ['powershell', 'Invoke-RestMethod'],
    ['powershell', 'invoke-webrequest'],
    ['powershell', 'ConvertTo-Json'],
    ['powershell', ' $a = @{'],
    ['powershell', "$a=@'"],
    ['powershell', '$a = @('],
    [null, 'x $a = @{'.replace('=', '')],
    ['go', 'larkim.X{'],
    ['go', 'lark.X{'],
    ['go', 'larkcore.X{'],
    ['go', 'a := b'],
    ['go', '[]*T'],
    ['go', 'map[string]x'],
    ['java', 'X.newBuilder('],
    ['java', 'HttpResponse<'],
    ['java', 'RequestBody.create('],
    ['java', 'new X[] {'],
    ['java', 'final String a'],
    ['java', 'List.of('],
    ['java', 'Map.of('],
    ['java', 'Arrays.asList('],
    ['csharp', 'new RestClient('],
    ['csharp', 'new RestRequest('],
    ['csharp', 'x.AddHeader('],
    ['csharp', 'HttpClient x'],
    ['csharp', 'new() {'],
    ['csharp', 'new[] {'],
    ['csharp', 'new {'],
    ['php', '$a = b'],
    ['php', 'a => [b'],
    ['php', 'a->b('],
    ['python', 'X.builder()'],
    ['python', 'requests.post'],
    ['python', 'httpx.post'],
    ['python', 'def f('],
    ['python', ' async def f('],
    ['python', 'True'],
    ['python', 'None'],
    ['python', 'elif a'],
    ['javascript', 'fetch'],
    ['javascript', 'axios'],
    ['javascript', 'pushFollowUp'],
    ['javascript', 'const a'],
    ['javascript', 'let a'],
    ['javascript', 'a => b'],
    ['javascript', 'follow_ups: x'],
    ['python', '"follow_ups": x'],
    ['python', "'follow_ups' = x"],
    ['python', 'follow_ups(x)'],
    ['python', '\\"follow_ups\\": x'],
    [null, 'follow_ups x'],
    [null, 'constant letter'],
  ])('of a piece is %s: %j', (language, text) => {
    expect(guessPiece(`${text}\n# follow_ups`)).toBe(language)
  })

  test('of a piece is known only near bubbles', () => {
    expect(guessPiece('const a')).toBeNull()
    expect(guessPiece('const a FollowUps')).toBe('javascript')
    expect(guessPiece('const a follow_up')).toBe('javascript')
  })

  test.each<[string | null, string | null, string]>([
    ['HTTPie', 'HTTPie', `http POST ${URL_}`],
    ['HTTPie', 'HTTPie', '$ https -v POST x'],
    ['HTTPie', 'HTTPie', `a | http ${URL_}`],
    [null, null, 'http GET x'],
    [null, null, 'xhttp POST x'],
    ['Kotlin', 'Kotlin', 'import com.a.B'],
    ['Kotlin', 'Kotlin', ' import kotlinx.a.*'],
    ['Ruby', 'Ruby', "require 'a'"],
    ['Rust', 'Rust', 'use a::b'],
    ['Rust', 'Rust', 'async fn main('],
    ['Swift', 'Swift', 'import Foundation'],
    ['Dart', 'Dart', "import 'package:a"],
    ['Objective-C', 'Objective-C', '#import <a>'],
    [null, 'Kotlin', 'listOf('],
    [null, 'Kotlin', 'mutableListOf('],
    [null, 'Kotlin', ' val a'],
    [null, 'Kotlin', 'fun a'],
    [null, 'Ruby', 'Net::HTTP'],
    [null, 'Ruby', 'a.to_json'],
    [null, 'Ruby', ' puts a'],
    [null, 'Ruby', 'Faraday'],
    [null, 'Ruby', '#{a}'],
    [null, 'Rust', 'let mut a'],
    [null, 'Rust', 'json!('],
    [null, 'Rust', 'reqwest::a'],
    [null, 'Rust', 'serde_json'],
    [null, 'Swift', 'URLRequest('],
    [null, 'Swift', 'URLSession'],
    [null, 'Swift', '\\(a)'],
    [null, 'Dart', 'jsonEncode('],
    [null, 'Dart', 'Dio()'],
    [null, 'Objective-C', 'NSString'],
    [null, 'Objective-C', '@{@"a"'],
    [null, null, 'inputs a'],
    [null, null, 'x val a'],
  ])('that is not read is %s, of a piece %s: %j', (whole, piece, text) => {
    expect([guessOther(text, false), guessOther(text, true)]).toEqual([whole, piece])
  })
})

/** The findings of a program, with its remarks as `place reason`. */
function read(source: string, language: SourceLanguage = 'javascript') {
  const findings = new ImportFindings(source, (text) => text)
  const kind = readSource(source, language, findings)
  const { target, several, base_url, isOpen, isCall, follow_ups, not_understood } = findings
  const remarks = not_understood.map(({ place, reason }) => {
    const [name] = Object.entries(REASONS).find(([, one]) => one === reason) ?? []
    return `${place} ${name}`
  })
  const content = follow_ups?.map((one) => one.content).join('|') ?? null
  return { kind, target, several, base_url, isOpen, isCall, content, remarks }
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a program’s own spelling
describe('a call in a program', () => {
  test.each<[string, string, object, SourceLanguage?]>([
    ['a key', `post(${BODY})`, { kind: 'program', content: 'a', remarks: [] }],
    ['a key in quotes', `post({ "follow_ups": [{ "content": "a" }] })`, { content: 'a' }],
    ['another spelling', 'post({ followUps: [{ Content: "a" }] })', { content: 'a' }],
    ['a setter', 'x.followUps([{ content: "a" }])', { content: 'a' }],
    ['a setter with set', 'x.setFollowUps([{ content: "a" }])', { content: 'a' }],
    ['a setter with with', 'x.withFollowUps([{ content: "a" }])', { content: 'a' }],
    ['a setter without a value', 'x.followUps()', { isOpen: true, remarks: ['1:3 expression'] }],
    ['a function', 'followUps([{ content: "a" }])', { content: null }],
    ['a member', 'const x = {}\nx.follow_ups = [{ content: "a" }]', { content: 'a' }],
    ['an index', 'const x = {}\nx["follow_ups"] = [{ content: "a" }]', { content: 'a' }],
    ['a member that is only read', 'f(x.follow_ups)', { content: null }],
    ['a list that grows', 'x.follow_ups.push({ content: "a" })', { isOpen: true, content: null }],
    ['a variable', 'const follow_ups = [{ content: "a" }]', { content: 'a' }],
    [
      'a shorthand',
      'const follow_ups = [{ content: "a" }]\npost({ follow_ups })',
      { content: 'a' },
    ],
    [
      'a call beside a variable',
      `const followUps = [{ content: "b" }]\npost(${BODY})`,
      { content: 'a', remarks: [] },
    ],
    [
      'other members',
      `post({ a: 1, "b": 2, follow_ups: [{ content: "a" }], message_id: "om_1" })`,
      { remarks: ['a unknown_field', 'b unknown_field'], target: 'om_1' },
    ],
    [
      'two bodies',
      `post(${BODY})\npost({ follow_ups: [{ content: "b" }] })`,
      { content: 'b', remarks: ['follow_ups several_calls'] },
    ],
    ['the same body twice', `post(${BODY})\npost(${BODY})`, { content: 'a', remarks: [] }],
    [
      'an open body before',
      `post({ follow_ups: x })\npost(${BODY})`,
      { isOpen: true, content: null, remarks: ['follow_ups several_calls', '1:20 expression'] },
    ],
    ...'append push add addAll addRange extend insert unshift splice pop remove clear sort reverse'
      .split(' ')
      .map((name): [string, string, object] => [
        `a list that ${name} changes`,
        `x.follow_ups = [{ content: "a" }]\nx.follow_ups.${name}(y)`,
        { isOpen: true, content: null },
      ]),
    ...'xpush pushed map'
      .split(' ')
      .map((name): [string, string, object] => [
        `a list that ${name} does not change`,
        `x.follow_ups = [{ content: "a" }]\nx.follow_ups.${name}(y)`,
        { isOpen: false, content: 'a' },
      ]),
    ...['+=', '.=', '||=', '??='].map((sign): [string, string, object] => [
      `a list with ${sign}`,
      `x.follow_ups ${sign} [{ content: "a" }]`,
      { isOpen: true, content: null },
    ]),
    [
      'an item that is set',
      'x.follow_ups = [{ content: "a" }]\nx.follow_ups[0] = y',
      { isOpen: true },
    ],
    [
      'a field that is set',
      'x.follow_ups = [{ content: "a" }]\nx.follow_ups[0].content = y',
      { isOpen: true },
    ],
    [
      'a field that grows',
      'x.follow_ups = [{ content: "a" }]\nx.follow_ups[0].content += y',
      { isOpen: true },
    ],
    [
      'an item that is read',
      'x.follow_ups = [{ content: "a" }]\nf(x.follow_ups[0])',
      { isOpen: false, content: 'a' },
    ],
    ['an index that grows', 'x["follow_ups"].push(y)', { isOpen: true, content: null }],
    ['an optional member', 'x?.follow_ups.push(y)', { isOpen: true }],
    ['a member of PHP', '$x->follow_ups = [["content" => "a"]];', { content: 'a' }, 'php'],
    [
      'a key of PHP',
      'f(["follow_ups" => [["content" => "a"]], "b" => 1]);',
      { content: 'a', remarks: ['b unknown_field'] },
      'php',
    ],
    [
      'a field of C#',
      'f(new { follow_ups = new[] { new { content = "a" } }, b = 1 });',
      { content: 'a', remarks: ['b unknown_field'] },
      'csharp',
    ],
    [
      'a hashtable of PowerShell',
      '$b = @{\n follow_ups = @(@{ content = "a" })\n c = 1\n}',
      { content: 'a' },
      'powershell',
    ],
    [
      'an argument of Python',
      'f(follow_ups=[{"content": "a"}], b=1)',
      { content: 'a', remarks: [] },
      'python',
    ],
    ['a struct of Go', 'x := T{FollowUps: []U{{Content: "a"}}}', { content: 'a' }, 'go'],
    ['a variable of Go', 'follow_ups := []U{{Content: "a"}}', { content: 'a' }, 'go'],
    ['a parameter of Python', 'def f(follow_ups: list):\n  pass', { content: null }, 'python'],
    [
      'a parameter with a default',
      'def f(follow_ups=None):\n  pass',
      { content: null, isOpen: true },
      'python',
    ],
    ['a type', 'interface A { follow_ups: B[] }', { content: null }],
    ['a pattern', 'const { follow_ups } = x', { content: null }],
    ['a setter with two names', 'x.setsFollowUps([{ content: "a" }])', { content: null }],
    ['a longer key', 'post({ follow_ups_x: [{ content: "a" }] })', { content: null }],
    ['a longer key before it', 'post({ x_follow_ups: [{ content: "a" }] })', { content: null }],
    [
      'two values in order',
      'f(() => { post({ follow_ups: [{ content: "a" }] }) })\npost({ follow_ups: [{ content: "b" }] })',
      { content: 'b' },
    ],
    [
      'two values in the other order',
      'post({ follow_ups: [{ content: "a" }] })\nf(() => { post({ follow_ups: [{ content: "b" }] }) })',
      { content: 'b' },
    ],
    [
      'members with similar names',
      'post({ xfollow_ups: 1, follow_upsx: 2, follow_ups: [{ content: "a" }] })',
      { content: 'a', remarks: ['xfollow_ups unknown_field', 'follow_upsx unknown_field'] },
    ],
    [
      'a computed member',
      'post({ [y]: 1, follow_ups: [{ content: "a" }] })',
      { content: 'a', remarks: [] },
    ],
    [
      'a key of 40 characters',
      `x({ ${'_'.repeat(30)}message_id: "${ID}" })\npost(${BODY})`,
      { target: ID },
    ],
    [
      'a key of 41 characters',
      `x({ ${'_'.repeat(31)}message_id: "${ID}" })\npost(${BODY})`,
      { target: null },
    ],
    ['an interpolated key', 'post({ `follow${"_"}ups`: [{ content: "a" }] })', { content: null }],
    ['an ID with a longer name', `x({ message_id_x: "${ID}" })\npost(${BODY})`, { target: null }],
    [
      'an ID of another thing',
      `x({ parent_message_id: "${ID}" })\npost(${BODY})`,
      { target: null },
    ],
    [
      'a longer name of a base URL',
      `x({ host_name: "https://a.test", my_host: "https://b.test" })\npost(${BODY})`,
      { base_url: null },
    ],
    [
      'a long key',
      `post({ ${'x'.repeat(41)}: 1, follow_ups: [{ content: "a" }] })`,
      { content: 'a' },
    ],
    ['a text with bubbles', `post('${JSON_}')`, { content: 'a', remarks: [] }],
    [
      'a text with more',
      `post('{"follow_ups":[{"content":"a"}],"b":1}')`,
      { content: 'a', remarks: ['b unknown_field'] },
    ],
    ['a text of two parts', `post('{"follow_ups":' + '[{"content":"a"}]}')`, { content: 'a' }],
    [
      'a text with an open part',
      `post('{"follow_ups":[' + x + ']}')`,
      { isOpen: true, content: null, remarks: ['1:6 expression'] },
    ],
    [
      'a text with a hole',
      'const c = "a"\npost(`{"follow_ups":[{"content":"${c}"}]}`)',
      { content: 'a' },
    ],
    [
      'a text with an unknown hole',
      'post(`{"follow_ups":[{"content":"${c}"}]}`)',
      { isOpen: true },
    ],
    ['a broken text', `post('{"follow_ups":')`, { isOpen: true, content: null }],
    ['a text in a join', `post('x' + '{"follow_ups":[]}')`, { content: null }],
    [
      'a text that only mentions them',
      `log('follow_ups')`,
      { isOpen: true, content: null, remarks: ['1:6 expression'] },
    ],
    ['nothing', 'log("a")', { isOpen: false, content: null, remarks: ['follow_ups no_bubbles'] }],
    [
      'a URL',
      `post("${URL_}", ${BODY})`,
      { target: ID, base_url: 'https://open.feishu.cn', isCall: true },
    ],
    [
      'a joined URL',
      `post("https://open.feishu.cn/open-apis/im/v1/messages/" + "${ID}" + "/push_follow_up", ${BODY})`,
      { target: ID },
    ],
    [
      'a URL with a variable',
      `const id = "${ID}"\npost(\`/open-apis/im/v1/messages/\${id}/push_follow_up\`, ${BODY})`,
      { target: ID },
    ],
    [
      'a URL with an unknown part',
      `post(\`/open-apis/im/v1/messages/\${x}/push_follow_up\`, ${BODY})`,
      { target: null, isCall: true, remarks: [] },
    ],
    [
      'a known URL and an unknown one',
      `post("${URL_}")\npost(\`\${x}/push_follow_up\`)\npost(${BODY})`,
      { target: ID },
    ],
    [
      'the end of a URL',
      `post(\`\${base}/push_follow_up\`, ${BODY})`,
      { isCall: false, remarks: ['URL other_url'] },
    ],
    [
      'a format of a URL',
      `post(String.format("/open-apis/im/v1/messages/%s/push_follow_up", "${ID}")); post('${JSON_.replaceAll("'", '')}')`,
      { target: ID },
    ],
    ['a path', `x({ path: { message_id: "${ID}" }, data: ${BODY} })`, { target: ID, isCall: true }],
    [
      'an open path',
      `x({ path: { message_id: y }, data: ${BODY} })`,
      { target: null, isCall: true },
    ],
    ['a setter of the ID', `x.messageId("${ID}").y(${BODY})`, { target: ID }],
    ['another name of the ID', `x({ open_message_id: "${ID}", ...${BODY} })`, { target: ID }],
    ['an empty ID', `x({ message_id: "", ...${BODY} })`, { target: null, isCall: false }],
    ['a variable with an ID', `const messageId = "${ID}"\npost(${BODY})`, { target: ID }],
    [
      'an ID beside a variable',
      `const messageId = "om_2"\nx({ message_id: "${ID}" })\npost(${BODY})`,
      { target: ID, several: false },
    ],
    [
      'two IDs',
      `x({ message_id: "om_1" })\nx({ message_id: "om_2" })\npost(${BODY})`,
      { target: null, several: true },
    ],
    [
      'the same ID twice',
      `x({ message_id: "om_1" })\nx({ message_id: "om_1" })\npost(${BODY})`,
      { target: ID, several: false },
    ],
    ...[
      'domain',
      'openBaseUrl',
      'withOpenBaseUrl',
      'baseURL',
      'baseUri',
      'base',
      'host',
      'setBaseUrl',
    ].map((name): [string, string, object] => [
      name,
      `new Client({ ${name}: "https://a.test/open-apis" })\npost(${BODY})`,
      { base_url: 'https://a.test' },
    ]),
    ['another URL', `new Client({ url: "https://a.test" })\npost(${BODY})`, { base_url: null }],
    ['Set of the ID', `x.Set("message_id", "${ID}"); post(${BODY})`, { target: ID }],
    [
      'Lark',
      `new Client({ domain: Domain.Lark })\npost(${BODY})`,
      { base_url: 'https://open.larksuite.com' },
    ],
    [
      'Lark of Go',
      `lark.WithOpenBaseUrl(lark.LarkBaseUrl)\npost(${BODY})`,
      { base_url: 'https://open.larksuite.com' },
    ],
    [
      'Lark of Python',
      `x(lark.LARK_DOMAIN)\npost(${BODY})`,
      { base_url: 'https://open.larksuite.com' },
    ],
    ['Lark of C#', `x(LarkSuite)\npost(${BODY})`, { base_url: 'https://open.larksuite.com' }],
    ['a longer name', `x(MyLarkSuite)\npost(${BODY})`, { base_url: null }],
    [
      'PowerShell',
      `Invoke-RestMethod -Uri "${URL_}" -Body '${JSON_}'`,
      { kind: 'powershell', target: ID, content: 'a' },
      'powershell',
    ],
    [
      'line feeds of Windows',
      `post({\r\n  follow_ups: [\r\n    { content: x }] })`,
      { remarks: ['3:16 expression'] },
    ],
    [
      'escapes of Java',
      'f("\\u0022"); x("follow_ups")',
      { isOpen: true, remarks: ['1:4 expression', '1:17 expression'] },
      'java',
    ],
    ['escapes of Java behind two backslashes', `f("\\\\u0022")`, { isOpen: false }, 'java'],
    ['other escapes of Java', 'f("\\u0041")', { isOpen: false }, 'java'],
    ['the same in another language', `f("\\u0022")`, { isOpen: false }, 'csharp'],
  ])('is found by %s', (_, source, expected, language = 'javascript') => {
    expect(read(source, language)).toMatchObject(expected)
  })

  test('is read from up to 200,000 characters', () => {
    const padded = (length: number) => `post(${BODY}) //`.padEnd(length, 'x')
    expect(read(padded(200_000))).toMatchObject({ content: 'a', remarks: [] })
    expect(read(padded(200_001))).toMatchObject({
      content: null,
      isOpen: true,
      remarks: ['1:1 too_long'],
    })
  })

  test('is not read from a program that takes too long', () => {
    const names = Array.from({ length: 300 }, (_, at) => `const a${at} = b${at} + "x"`)
    const { isOpen, remarks } = read(
      `${names.join('\n')}\n${'post({ follow_ups: [{ content: a1 + a2 + a3 }] })\n'.repeat(1200)}`,
    )
    expect([isOpen, remarks.at(-1)]).toEqual([true, '1:1 too_long'])
  })
})
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: a program’s own spelling
