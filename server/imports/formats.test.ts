import { describe, expect, test } from 'vitest'
import { PASTE_MAX, readAnything } from './read-anything.ts'
import { looksLikeBruno } from './read-bruno.ts'
import { looksLikeHttp } from './read-http.ts'
import { REASONS } from './reasons.ts'

const ID = 'om_1'
const OTHER = 'om_2'
const PUSH = `/open-apis/im/v1/messages/${ID}/push_follow_up`
const URL_ = `https://open.feishu.cn${PUSH}`
const SECRET = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'
const FOLLOW_UPS = [{ content: 'a' }]
const BODY = { follow_ups: FOLLOW_UPS }
const TEXT = JSON.stringify(BODY)

/** What was read, and the remarks as `place reason`. */
function read(given: unknown) {
  const { not_understood, ...rest } = readAnything(
    typeof given === 'string' ? given : JSON.stringify(given),
  )
  const remarks = not_understood.map(({ place, reason }) => {
    const [name] = Object.entries(REASONS).find(([, one]) => one.en === reason.en) ?? [reason.en]
    return `${place} ${name}`
  })
  return { ...rest, remarks }
}

const request = { method: 'POST', url: URL_, headers: {}, body: TEXT }

describe('a JSON value is of a kind', () => {
  const template = (versions: object[], more: object = {}) => ({ name: 'x', versions, ...more })
  const version = (content: string, more: object = {}) => ({ follow_ups: [{ content }], ...more })

  test.each<[string, unknown, object]>([
    ['null', null, { kind: 'nothing', remarks: ['1:1 unreadable'] }],
    ['a number', '7', { kind: 'nothing' }],
    ['a text', '"hello"', { kind: 'nothing' }],
    ['a body in a text', JSON.stringify(TEXT), { kind: 'json', follow_ups: FOLLOW_UPS }],
    [
      'a body in two texts',
      JSON.stringify(JSON.stringify(TEXT)),
      { kind: 'json', follow_ups: FOLLOW_UPS },
    ],
    ['an empty list', [], { kind: 'nothing' }],
    ['bubbles', FOLLOW_UPS, { kind: 'bubbles', follow_ups: FOLLOW_UPS, remarks: [] }],
    ['a bubble', FOLLOW_UPS[0], { kind: 'bubble', follow_ups: FOLLOW_UPS }],
    [
      'a bubble with languages alone',
      { i18n_contents: [] },
      { kind: 'bubble', follow_ups: [{ content: '', i18n_contents: [] }] },
    ],
    [
      'bubbles and a text',
      [...FOLLOW_UPS, 'b'],
      { kind: 'bubbles', bubbles: 'open', remarks: ['follow_ups.1 not_object'] },
    ],
    [
      'bubbles and a message',
      [...FOLLOW_UPS, { content: 'b', x: 1 }],
      { kind: 'nothing', follow_ups: null },
    ],
    ['a message', { content: 'b', x: 1 }, { kind: 'nothing' }],
    ['a number as content', { content: 1 }, { kind: 'nothing' }],
    ['an encrypted event', { encrypt: 'x' }, { kind: 'encrypted', remarks: ['encrypt encrypted'] }],
    ['no encrypted event', { encrypt: 1 }, { kind: 'nothing' }],
    ['a message ID beside bubbles', { message_id: ID, ...BODY }, { kind: 'json', message_id: ID }],
    [
      'a collection of Postman, version 1',
      { requests: [], order: [] },
      { kind: 'postman', bubbles: 'open', remarks: ['requests postman_1'] },
    ],
    ['requests alone', { requests: [request] }, { kind: 'json', follow_ups: FOLLOW_UPS }],
    ['order alone', { order: [], request }, { kind: 'json', follow_ups: FOLLOW_UPS }],
    ['a HAR', { log: { entries: [{ request }] } }, { kind: 'har', follow_ups: FOLLOW_UPS }],
    [
      'a HAR without a push',
      { log: { entries: [] } },
      { kind: 'har', remarks: ['log.entries no_push'] },
    ],
    ['a log', { log: { x: [{ request }] } }, { kind: 'json' }],
    [
      'a collection of Postman',
      { info: { _postman_id: 'x' }, item: [{ request }] },
      { kind: 'postman', follow_ups: FOLLOW_UPS },
    ],
    [
      'one by its schema',
      { info: { schema: 'https://schema.getpostman.com/' }, item: [{ request }] },
      { kind: 'postman' },
    ],
    [
      'one without a push',
      { info: { _postman_id: 'x' }, item: [] },
      { kind: 'postman', remarks: ['requests no_push'] },
    ],
    ['other info', { info: { schema: 'x' }, item: [{ request }] }, { kind: 'json' }],
    ['an export of Insomnia', { _type: 'export', resources: [request] }, { kind: 'insomnia' }],
    [
      'a collection of Insomnia',
      { type: 'collection.insomnia.rest/5.0', collection: [request] },
      { kind: 'insomnia' },
    ],
    [
      'another collection',
      { type: 'x.collection.insomnia', collection: [request] },
      { kind: 'json' },
    ],
    ['an open collection', { opencollection: '1', items: [request] }, { kind: 'bruno' }],
    ['a request of Bruno', { info: {}, http: request }, { kind: 'bruno' }],
    ['a request without info', { http: request }, { kind: 'json' }],
    ['a workflow of n8n', { nodes: [request], connections: {} }, { kind: 'n8n' }],
    ['nodes alone', { nodes: [request] }, { kind: 'json' }],
    [
      'an export of Hoppscotch',
      { requests: [{ ...request, url: undefined, endpoint: URL_ }] },
      { kind: 'hoppscotch' },
    ],
    [
      'a call of a tool',
      { method: 'tools/call', params: { arguments: BODY } },
      { kind: 'tool-call', follow_ups: FOLLOW_UPS },
    ],
    ['a method alone', { method: 'tools/call', x: BODY }, { kind: 'json' }],
    [
      'arguments of a function',
      { name: 'x', arguments: TEXT },
      { kind: 'tool-call', follow_ups: FOLLOW_UPS },
    ],
    ['a use of a tool', { type: 'tool_use', name: 'x', input: BODY }, { kind: 'tool-call' }],
    ['input of another type', { type: 'x', name: 'x', input: BODY }, { kind: 'json' }],
    ['arguments without a name', { arguments: TEXT }, { kind: 'json' }],
    ['a receipt', { receipt: 'follow-up-console/1', attempts: [{ request }] }, { kind: 'receipt' }],
    ['another receipt', { receipt: 'x', attempts: [{ request }] }, { kind: 'json' }],
    ['an exchange', { endpoint: 'push_follow_up', request }, { kind: 'exchange' }],
    [
      'exchanges',
      { exchanges: [{ endpoint: 'create_message' }, { endpoint: 'push_follow_up', request }] },
      { kind: 'exchange' },
    ],
    ['another endpoint', { endpoint: 'create_message', request }, { kind: 'json' }],
    [
      'redacted bubbles',
      { ...BODY, notes: ['redacted'] },
      { kind: 'json', remarks: ['follow_ups redacted_text', 'notes unknown_field'] },
    ],
    [
      'one redacted exchange',
      [{ notes: ['redacted'] }, { notes: ['x'] }, { x: BODY }],
      { remarks: ['follow_ups redacted_text'] },
    ],
    ['notes of another kind', { ...BODY, notes: 'redacted' }, { remarks: ['notes unknown_field'] }],
    [
      'an event of a user',
      { header: { event_type: 'im.message.receive_v1' }, event: { message: { message_id: ID } } },
      {
        kind: 'event',
        message_id: ID,
        remarks: ['event.message.message_id message_of_user', 'follow_ups no_bubbles'],
      },
    ],
    [
      'another event',
      { header: { event_type: 'x' }, event: { message: { message_id: ID } } },
      { kind: 'event', remarks: ['follow_ups no_bubbles'] },
    ],
    [
      'a draft',
      { draft: { values: { message_id: ID, ...BODY }, source: 'form' } },
      { kind: 'draft', message_id: ID, follow_ups: FOLLOW_UPS },
    ],
    [
      'a draft in JSON',
      { values: { message_id: ID, follow_ups: [] }, source: 'json', jsonText: TEXT },
      { kind: 'draft', message_id: ID, follow_ups: FOLLOW_UPS },
    ],
    [
      'a template',
      template([version('1')]),
      { kind: 'template', follow_ups: [{ content: '1' }], remarks: [] },
    ],
    [
      'a template of the API',
      { template: template([version('2')]) },
      { kind: 'template', remarks: [] },
    ],
    [
      'a template without a version',
      { template: BODY },
      { kind: 'template', follow_ups: FOLLOW_UPS },
    ],
    [
      'a template without bubbles',
      { template: { name: 'x' } },
      { kind: 'template', remarks: ['requests no_push'] },
    ],
    [
      'versions, the oldest first',
      template([version('1'), version('2')]),
      { follow_ups: [{ content: '2' }], remarks: ['versions older_versions'] },
    ],
    [
      'numbered versions, the newest first',
      template([version('2', { version: 2 }), version('1', { version: 1 })]),
      { follow_ups: [{ content: '2' }], remarks: ['versions older_versions'] },
    ],
    [
      'two templates',
      { templates: [template([version('1')]), template([version('2')])] },
      { follow_ups: [{ content: '1' }], remarks: ['versions older_versions'] },
    ],
    ['versions that are none', { versions: 'x', ...BODY }, { kind: 'json' }],
  ])('%s', (_, given, expected) => {
    expect(read(given)).toMatchObject(expected)
  })
})

describe('a call in JSON', () => {
  test.each<[string, object, object]>([
    ...['url', 'endpoint', 'uri', 'path'].map((name): [string, object, object] => [
      `${name} of a request`,
      { [name]: URL_, body: TEXT },
      { message_id: ID, follow_ups: FOLLOW_UPS },
    ]),
    ['raw URL', { url: { raw: URL_ }, body: TEXT }, { message_id: ID, follow_ups: FOLLOW_UPS }],
    ['request beside a body', { request: { url: URL_ }, body: TEXT }, { message_id: ID }],
    [
      'first URL of a push',
      { url: 'https://a.test/', uri: URL_, path: URL_.replace(ID, OTHER), body: TEXT },
      { message_id: ID },
    ],
    ['OPTIONS', { url: URL_, method: 'OPTIONS', body: TEXT }, { message_id: ID, remarks: [] }],
    ['method', { url: URL_, method: 'PUT', body: TEXT }, { remarks: ['PUT other_method'] }],
    ['method that is no text', { url: URL_, method: 7, body: TEXT }, { remarks: [] }],
    [
      'headers',
      { url: URL_, headers: { 'X-A': '1', 'X-N': 1 }, body: TEXT },
      { remarks: ['X-A: header'] },
    ],
    [
      'list of headers',
      {
        url: URL_,
        headers: [{ name: 'X-A', value: '1' }, { key: 'X-B', value: '2' }, { name: 'X-C' }, 7],
        body: TEXT,
      },
      { remarks: ['X-A: header', 'X-B: header'] },
    ],
    [
      'header',
      { url: URL_, header: [{ key: 'X-B', value: '2' }], body: TEXT },
      { remarks: ['X-B: header'] },
    ],
    ...['body', 'data', 'postData', 'jsonBody', 'payload', 'json', 'requestBody', 'content'].map(
      (name): [string, object, object] => [
        name,
        { url: URL_, [name]: BODY },
        { follow_ups: FOLLOW_UPS, remarks: [] },
      ],
    ),
    [
      'first body',
      { url: URL_, content: { follow_ups: [{ content: 'b' }] }, data: TEXT },
      { follow_ups: FOLLOW_UPS },
    ],
    ['empty body', { url: URL_, body: ' ', data: TEXT }, { follow_ups: FOLLOW_UPS }],
    ['expression', { url: URL_, body: `=${TEXT}` }, { follow_ups: FOLLOW_UPS }],
    [
      'body with a =',
      { url: URL_, body: '{"follow_ups":[{"content":"a=b"}]}' },
      { follow_ups: [{ content: 'a=b' }] },
    ],
    [
      'body without JSON',
      { url: URL_, body: { x: 1 } },
      { follow_ups: null, remarks: ['body body_missing'] },
    ],
    ['postData', { url: URL_, postData: { text: TEXT } }, { follow_ups: FOLLOW_UPS }],
    [
      'base64',
      { url: URL_, postData: { text: btoa(TEXT), encoding: 'base64' } },
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'broken base64',
      { url: URL_, postData: { text: TEXT, encoding: 'base64' } },
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'another encoding',
      { url: URL_, postData: { text: TEXT, encoding: 'x' } },
      { follow_ups: FOLLOW_UPS },
    ],
    ...['raw', 'body', 'data', 'json', 'content'].map((name): [string, object, object] => [
      `${name} of a body`,
      { url: URL_, body: { [name]: TEXT } },
      { follow_ups: FOLLOW_UPS, remarks: [] },
    ]),
    [
      'content without JSON',
      { url: URL_, body: { content: 'x' } },
      { follow_ups: null, remarks: ['body body_missing'] },
    ],
    [
      'three levels',
      { url: URL_, body: { raw: { raw: { raw: TEXT } } } },
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'four levels',
      { url: URL_, body: { raw: { raw: { raw: { raw: TEXT } } } } },
      { follow_ups: null },
    ],
    [
      'four levels of content',
      { url: URL_, body: { content: { content: { content: { content: TEXT } } } } },
      { follow_ups: null },
    ],
    [
      'raw before the others',
      { url: URL_, body: { json: { follow_ups: [{ content: 'b' }] }, raw: TEXT } },
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'variables',
      {
        info: { _postman_id: 'x' },
        variable: [{ key: 'a', value: OTHER }],
        item: { ...request, url: `{{host}}/im/v1/messages/{{a}}/push_follow_up` },
      },
      { message_id: OTHER },
    ],
    [
      'environment',
      {
        info: { _postman_id: 'x' },
        environment: { base_url: 'https://b.test' },
        item: { ...request, url: `{{base_url}}${PUSH}` },
      },
      { base_url: 'https://b.test' },
    ],
    [
      'other environment',
      {
        info: { _postman_id: 'x' },
        environment: { other: 'https://b.test' },
        item: { ...request, url: `{{other}}${PUSH}` },
      },
      { base_url: null },
    ],
    ...['message_id', 'messageId', 'open_message_id'].map((name): [string, object, object] => [
      `environment with ${name}`,
      {
        info: { _postman_id: 'x' },
        environment: { [name]: OTHER },
        item: { ...request, url: `/im/v1/messages/{{${name}}}/push_follow_up` },
      },
      { message_id: OTHER },
    ]),
    [
      'two bodies',
      [BODY, { follow_ups: [{ content: 'b' }] }],
      { follow_ups: [{ content: 'b' }], remarks: ['follow_ups several_calls'] },
    ],
    ['the same body twice', [BODY, BODY], { follow_ups: FOLLOW_UPS, remarks: [] }],
    ['an ID around a body', { message_id: ID, x: { y: BODY } }, { message_id: ID }],
    ['the nearest ID', { message_id: OTHER, x: { message_id: ID, y: BODY } }, { message_id: ID }],
    [
      'an ID that is no text',
      { x: { message_id: ID, y: { message_id: 7, ...BODY } } },
      { message_id: ID },
    ],
    [
      'an ID in a body',
      { message_id: ID, ...BODY, x: 1 },
      { message_id: ID, remarks: ['x unknown_field'] },
    ],
    ['path', { path: { message_id: ID }, data: BODY }, { message_id: ID }],
    ['params', { params: { message_id: ID }, data: BODY }, { message_id: ID }],
    ['pathParams', { pathParams: { message_id: ID }, data: BODY }, { message_id: ID }],
  ])('has its %s', (_, given, expected) => {
    expect(read(given)).toMatchObject(expected)
  })

  test('has an ID beside it, not far around it', () => {
    expect(read({ message_id: 'om_far', x: { y: { z: BODY } } })).toMatchObject({
      message_id: 'om_far',
      remarks: [],
    })
    expect(read({ message_id: 'no', x: { y: BODY } }).remarks).toEqual([
      'message_id id_shape',
      'message_id no_id',
    ])
    expect(read({ message_id: 'no', x: { y: { z: BODY } } }).remarks).toEqual([])
  })
})

describe('an HTTP request', () => {
  const http = (line: string, more = '') =>
    `${line}\nContent-Type: application/json\n${more}\n${TEXT}`

  test.each<[string, string, object]>([
    [
      'a plain one',
      http(`POST ${URL_}`),
      { kind: 'http', message_id: ID, follow_ups: FOLLOW_UPS, remarks: [] },
    ],
    ['its version', http(`POST  ${URL_} HTTP/1.1 `), { message_id: ID, remarks: [] }],
    ['another version', http(`POST ${URL_}\tHTTP/2`), { message_id: ID, remarks: [] }],
    ['another method', http(`PATCH ${URL_}`), { remarks: ['PATCH other_method'] }],
    ['a host', http(`POST ${PUSH} HTTP/1.1`, 'HOST: a.test\n'), { base_url: 'https://a.test' }],
    [
      'this machine',
      http(`POST ${PUSH}`, 'Host: 127.0.0.1:4311\n'),
      { base_url: 'http://127.0.0.1:4311' },
    ],
    ['its name', http(`POST ${PUSH}`, 'Host: localhost\n'), { base_url: 'http://localhost' }],
    ['its IPv6', http(`POST ${PUSH}`, 'Host: [::1]:80\n'), { base_url: 'http://[::1]' }],
    [
      'a similar host',
      http(`POST ${PUSH}`, 'Host: x.localhost\n'),
      { base_url: 'https://x.localhost' },
    ],
    [
      'another similar host',
      http(`POST ${PUSH}`, 'Host: localhost.x\n'),
      { base_url: 'https://localhost.x' },
    ],
    [
      'a whole URL and a host',
      http(`POST ${URL_}`, 'Host: a.test\n'),
      { base_url: 'https://open.feishu.cn' },
    ],
    ['no host', http(`POST ${PUSH}`), { base_url: null, message_id: ID }],
    [
      'headers',
      http(`POST ${URL_}`, 'X-A: 1\n# X-B: 2\n// X-C: 3\nX-D\n:x: 4\n'),
      { remarks: ['X-A: header'] },
    ],
    ['no body', `POST ${URL_}\n\n`, { follow_ups: null, remarks: ['body body_missing'] }],
    ['no blank line', `POST ${URL_}`, { message_id: ID }],
    [
      'a response behind it',
      `${http(`POST ${URL_}`)}\n\nHTTP/1.1 200 OK\nx: 1`,
      { follow_ups: FOLLOW_UPS, remarks: [] },
    ],
    ['a file for the response', `${http(`POST ${URL_}`)}\n>> a.json`, { follow_ups: FOLLOW_UPS }],
    ['another file', `${http(`POST ${URL_}`)}\n>>! a.json`, { follow_ups: FOLLOW_UPS }],
    ['a compared response', `${http(`POST ${URL_}`)}\n<> a.json`, { follow_ups: FOLLOW_UPS }],
    [
      'a script before it',
      `< {%\nPOST x\n%}\n${http(`POST ${URL_}`)}`,
      { kind: 'http', follow_ups: FOLLOW_UPS },
    ],
    [
      'comments before it',
      `# a\n// b\n\n@c = 1\n${http(`POST ${URL_}`)}`,
      { kind: 'http', message_id: ID, follow_ups: FOLLOW_UPS },
    ],
    [
      'variables',
      `@host = https://h.test\n@id=${OTHER}\n@whole = {{host}}/x\n${http('POST {{whole}}/im/v1/messages/{{id}}/push_follow_up')}`,
      { base_url: 'https://h.test/x', message_id: OTHER, remarks: [] },
    ],
    [
      'several requests',
      `### a\n${http(`POST ${URL_}`)}\n### b\n${http(`POST ${URL_.replace(ID, OTHER)}`)}`,
      { message_id: OTHER, remarks: ['### several_calls'] },
    ],
    [
      'an unset variable',
      `POST ${URL_}\nContent-Type: application/json\n\n{"follow_ups":[{"content":"{{x}}"}]}`,
      { bubbles: 'open', remarks: ['body 1:28 expression'] },
    ],
  ])('with %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test.each<[string, boolean]>([
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map(
      (method): [string, boolean] => [`${method} /x`, true],
    ),
    ['POST', false],
    ['post /x', false],
    ['xPOST /x', false],
    ['POST /x y', false],
    ['POST /x HTTP/11', false],
    ['hello\nPOST /x', false],
    ['# a\n  \n@b=1\nPOST /x', true],
    ['@b-c         = 1\nPOST /x', true],
    ['@b\nPOST /x', false],
    ['> {%\nx\n%}\nPOST /x', true],
    ['', false],
  ])('is recognized by its first line: %j', (text, expected) => {
    expect(looksLikeHttp(text)).toBe(expected)
  })
})

describe('a request file of Bruno', () => {
  const bruno = (name: string, body: string, more = '') =>
    `meta {\n  name: x\n}\n\npost {\n  url: https://open.feishu.cn/open-apis/im/v1/messages/:message_id/push_follow_up\n}\n${more}\n${name} {\n${body}\n}\n`
  const block = (name: string, line: string) => `\n${name} {\n  ${line}\n}\n`

  test.each<[string, string, object]>([
    [
      'json',
      bruno('body:json', TEXT, block('params:path', `message_id: ${ID}`)),
      { kind: 'bruno', message_id: ID, follow_ups: FOLLOW_UPS, remarks: [] },
    ],
    ['no type', bruno('body', TEXT), { kind: 'bruno', follow_ups: FOLLOW_UPS }],
    ['text', bruno('body:text', TEXT), { follow_ups: FOLLOW_UPS }],
    ['xml', bruno('body:xml', TEXT), { follow_ups: null }],
    ['variables', bruno('body:json', TEXT, block('vars', `message_id: ${ID}`)), { message_id: ID }],
    [
      'other variables',
      bruno('body:json', TEXT, block('vars:pre-request', `message_id: ${ID}`)),
      { message_id: ID },
    ],
    [
      'variables of a response',
      bruno('body:json', TEXT, block('vars:post-response', `message_id: ${ID}`)),
      { remarks: ['message_id lone_id'] },
    ],
    [
      'a line that is off',
      bruno('body:json', TEXT, block('vars', `~message_id: ${ID}`)),
      { remarks: ['message_id lone_id'] },
    ],
    [
      'headers',
      bruno('body:json', TEXT, block('headers', 'X-A: 1')),
      { remarks: ['X-A: header', 'message_id no_id'] },
    ],
    [
      'a variable in it',
      bruno('body:json', TEXT.replace('"a"', '"{{x}}"'), block('vars', 'x: a')),
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'another method',
      bruno('body:json', TEXT).replace('post {', 'put {'),
      { remarks: ['put other_method', 'message_id no_id'] },
    ],
    [
      'the method http',
      bruno('body:json', TEXT).replace('post {', 'http {'),
      { remarks: ['message_id no_id'] },
    ],
  ])('with a body of %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test.each<[string, boolean]>([
    ...['get', 'post', 'put', 'patch', 'delete', 'http'].map((method): [string, boolean] => [
      `${method} {\n  url: x\n}`,
      true,
    ]),
    ['post{ \r\n\turl: x', true],
    ['post { x\n url: x', false],
    ['xpost {\n url: x', false],
    ['post {\nurl: x', false],
    ['post {\n xurl: x', false],
    ['head {\n url: x', false],
  ])('is recognized by its method and URL: %j', (text, expected) => {
    expect(looksLikeBruno(text)).toBe(expected)
  })
})

describe('a text of any kind', () => {
  const log = (line: string) => `${line} follow_ups: ${TEXT} => x`
  test.each<[string, string, object]>([
    ['nothing', ' \n', { kind: 'nothing', remarks: ['1:1 empty'] }],
    ['words', 'hello', { kind: 'nothing', remarks: ['1:1 unreadable'], bubbles: null }],
    [
      'a lone ID',
      `see ${ID}`,
      { kind: 'text', message_id: ID, remarks: ['follow_ups no_bubbles'] },
    ],
    [
      'two IDs',
      `${ID} ${OTHER}`,
      {
        message_id: null,
        several: true,
        remarks: ['follow_ups no_bubbles', 'message_id several_ids'],
      },
    ],
    ['a chat', 'see oc_1', { kind: 'text', chat_id: 'oc_1' }],
    ['a response', 'code=230002', { kind: 'response', response: { code: 230002, msg: null } }],
    [
      'a response in JSON',
      '{"code":230002,"msg":"a"}',
      { kind: 'response', response: { msg: 'a' } },
    ],
    [
      'an ID in a bubble',
      `{"follow_ups":[{"content":"see ${ID}"}]}`,
      { kind: 'json', message_id: null, messages: [] },
    ],
    [
      'an ID in a bubble that is the target',
      `{"message_id":"${ID}","follow_ups":[{"content":"see ${ID}"}]}`,
      { message_id: ID, messages: [{ message_id: ID }] },
    ],
    [
      'two lost characters',
      'a\uFFFDb\n\uFFFD om_1',
      { remarks: ['1:2 broken_character', 'follow_ups no_bubbles'] },
    ],
    [
      'a lost character behind a mark',
      'a\uFEFF\uFFFD om_1',
      { remarks: ['1:3 broken_character', 'follow_ups no_bubbles'] },
    ],
    [
      'a lost first character',
      '\uFFFD om_1',
      { remarks: ['1:1 broken_character', 'follow_ups no_bubbles'] },
    ],
    ['a share link', 'https://a.test/#share=x', { kind: 'nothing' }],
    [
      'a share link and an ID',
      `https://a.test/#share=x ${ID}`,
      { kind: 'text', remarks: ['URL share_link'] },
    ],
    [
      'broken JSON',
      `{"message_id":"${ID}" x`,
      { kind: 'text', message_id: ID, remarks: ['1:22 broken_json', 'follow_ups no_bubbles'] },
    ],
    [
      'broken bubbles',
      '{"follow_ups":[{"content":"a" x',
      { kind: 'text', bubbles: 'open', remarks: ['1:31 broken_json'] },
    ],
    ['broken FollowUps', '{"followups":[{"content":"a" x', { bubbles: 'open' }],
    [
      'a broken list',
      '["a" om_1',
      { kind: 'text', remarks: ['1:6 broken_json', 'follow_ups no_bubbles'] },
    ],
    ['escaped JSON', TEXT.replaceAll('"', '\\"'), { kind: 'json', follow_ups: FOLLOW_UPS }],
    [
      'escaped lines',
      `{\\n${TEXT.slice(1).replaceAll('"', '\\"')}`,
      { kind: 'json', follow_ups: FOLLOW_UPS },
    ],
    [
      'escaped JSON on two lines',
      TEXT.replaceAll('"', '\\"').replace(':', ':\r\n'),
      { kind: 'json' },
    ],
    [
      'escaped JSON behind 40 spaces',
      `{${' '.repeat(40)}${TEXT.slice(1).replaceAll('"', '\\"')}`,
      { kind: 'json' },
    ],
    ['JSON behind a comment', `// a\n${TEXT}`, { kind: 'json', follow_ups: FOLLOW_UPS }],
    ['JSON behind another comment', `/* a */${TEXT}`, { kind: 'json' }],
    ['JSON in a text', `x ${TEXT}`, { kind: 'program', follow_ups: FOLLOW_UPS }],
    [
      'a URL and JSON',
      `12:00:00 ${URL_} ${TEXT}`,
      { kind: 'text', message_id: ID, base_url: 'https://open.feishu.cn', follow_ups: FOLLOW_UPS },
    ],
    [
      'the last of two URLs',
      `12:00:00 ${URL_}\n${URL_.replace('open.', 'a.').replace(ID, OTHER)} ${TEXT}`,
      { base_url: 'https://a.feishu.cn', message_id: OTHER },
    ],
    [
      'a URL without a body',
      URL_,
      { kind: 'text', message_id: ID, remarks: ['follow_ups no_bubbles'] },
    ],
    [
      'a long URL',
      `12:00:00 https://a.test/${'b'.repeat(355)}${PUSH} ${TEXT}`,
      { base_url: `https://a.test/${'b'.repeat(355)}` },
    ],
    [
      'a longer URL',
      `12:00:00 https://a.test/${'b'.repeat(356)}${PUSH} ${TEXT}`,
      { base_url: null },
    ],
    ['a fence', `\`\`\`json\n${TEXT}\n\`\`\``, { kind: 'json', remarks: [] }],
    [
      'a fence with line feeds of Windows',
      `\`\`\`\r\n${TEXT}\r\n\`\`\`\r\n`,
      { kind: 'json', remarks: [] },
    ],
    [
      'an indented fence',
      `${' '.repeat(40)}\`\`\`\n${TEXT}\n\`\`\` `,
      { kind: 'json', remarks: [] },
    ],
    ['a fence without an end', `\`\`\`\n${TEXT}`, { kind: 'program' }],
    ['YAML', 'follow_ups:\n  - content: a\n', { kind: 'json', follow_ups: FOLLOW_UPS }],
    [
      'YAML behind a line',
      'x: 1\nfollow_ups: \t\n  - content: a\n',
      { kind: 'json', remarks: ['x unknown_field'] },
    ],
    [
      'YAML with the same name twice',
      'follow_ups:\n  - content: b\n    content: a\n',
      { follow_ups: FOLLOW_UPS },
    ],
    [
      'YAML of Insomnia',
      `type: collection.insomnia.rest/5.0\ncollection:\n  - url: ${URL_}\n    body:\n      text: '${TEXT}'\n`,
      { kind: 'insomnia', message_id: ID, follow_ups: FOLLOW_UPS },
    ],
    [
      'YAML of Bruno',
      `info:\n  name: x\nhttp:\n  url: ${URL_}\n  body:\n    data: '${TEXT}'\n`,
      { kind: 'bruno', follow_ups: FOLLOW_UPS },
    ],
    [
      'YAML of an open collection',
      `opencollection: 1\nitems:\n  - url: ${URL_}\n    body: '${TEXT}'\n`,
      { kind: 'bruno' },
    ],
    [
      'another language',
      `import Foundation\nlet x = "${ID}"`,
      { kind: 'program', bubbles: 'open', remarks: ['1:1 Swift: not read. Paste JSON or curl.'] },
    ],
    [
      'a piece of another language',
      `puts "follow_ups #{x} ${ID}"`,
      { kind: 'program', remarks: ['1:1 Ruby: not read. Paste JSON or curl.'] },
    ],
    ['a log', log('12:00:00 sent'), { kind: 'text', follow_ups: FOLLOW_UPS }],
    ['a log with a level', log('[INFO] sent'), { kind: 'text', follow_ups: FOLLOW_UPS }],
    [
      'a log with a late level',
      log(`${'x'.repeat(79)} WARN sent`),
      { kind: 'text', follow_ups: FOLLOW_UPS },
    ],
    [
      'a time in a later line',
      `post(${TEXT})\n12:00:00`,
      { kind: 'program', follow_ups: FOLLOW_UPS },
    ],
    [
      'a target that the program does not know',
      `import os\nrequests.post(url, json={"follow_ups":[{"content":"a"}]}, message_id=x)`,
      { kind: 'program', remarks: ['message_id no_id'] },
    ],
    [
      'its lone ID',
      `import os # ${ID}\nrequests.post(url, json={"follow_ups":[{"content":"a"}]}, message_id=x)`,
      { message_id: ID, remarks: ['message_id lone_id'] },
    ],
    [
      'no call',
      'import os\n# om_1\n',
      { kind: 'program', message_id: ID, remarks: ['follow_ups no_bubbles'] },
    ],
    ['a program without anything', 'import os\n', { kind: 'nothing', remarks: ['1:1 unreadable'] }],
    [
      'an ID with a secret',
      `om_${SECRET} Authorization: Bearer ${SECRET}`,
      { had_token: true, message_id: null },
    ],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  test('is read up to its largest size', () => {
    const fits = `${ID} `.padEnd(PASTE_MAX, 'a b ')
    expect(PASTE_MAX).toBe(4_194_304)
    expect(readAnything(fits).message_id).toBe(ID)
    expect(read(`${fits} `)).toMatchObject({
      kind: 'nothing',
      message_id: null,
      remarks: ['1:1 too_large'],
    })
    const yaml = (size: number) => 'follow_ups:\n  - content: a\n#'.padEnd(size, 'x')
    expect(read(yaml(65_536)).follow_ups).toEqual(FOLLOW_UPS)
    expect(read(yaml(65_537))).toMatchObject({
      kind: 'text',
      bubbles: 'open',
      remarks: ['1:1 too_long'],
    })
  })
})
