import { describe, expect, test } from 'vitest'
import { readAnything } from '../read-anything.ts'

const ID = 'om_3210a18894e206715a4359115f4cf2f5'
const URL_ = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const JSON_ = '{"follow_ups":[{"content":"it’s \\"100%\\" $5 & more"}]}'
const FOLLOW_UPS = [{ content: 'it’s "100%" $5 & more' }]
const TYPE = "-H 'Content-Type: application/json'"

const places = (text: string) => readAnything(text).not_understood.map(({ place }) => place)

test.each([
  ['-d', `curl ${URL_} ${TYPE} -d '${JSON_}'`],
  ['-XPOST and -d glued to their values', `curl -XPOST ${URL_} ${TYPE} -d'${JSON_}'`],
  ['short switches together', `curl -sSiXPOST ${URL_} ${TYPE} -d '${JSON_}'`],
  [
    '--data-raw',
    `curl --request POST --url ${URL_} --header 'content-type: application/json' --data-raw '${JSON_}'`,
  ],
  ['--data=', `curl ${URL_} ${TYPE} --data='${JSON_}'`],
  ['--data-binary', `curl ${URL_} ${TYPE} --data-binary '${JSON_}'`],
  ['--data-ascii', `curl ${URL_} ${TYPE} --data-ascii '${JSON_}'`],
  ['--json', `curl --json '${JSON_}' ${URL_}`],
  ['--json in two parts', `curl --json '{"follow_ups":' --json '${JSON_.slice(14)}' ${URL_}`],
  ['a here-document', `curl ${URL_} ${TYPE} -d @- <<'EOF'\n${JSON_}\nEOF`],
  [
    'variables',
    `BASE=https://open.feishu.cn\nID=${ID}\ncurl "$BASE/open-apis/im/v1/messages/\${ID}/push_follow_up" ${TYPE} -d '${JSON_}'`,
  ],
  ['a prompt', `$ curl ${URL_} ${TYPE} -d '${JSON_}'`],
  ['sudo and a path', `sudo /usr/bin/curl ${URL_} ${TYPE} -d '${JSON_}'`],
  ['a pipe behind it', `curl -s ${URL_} ${TYPE} -d '${JSON_}' | jq .`],
  [
    'cmd',
    `curl ^"${URL_}^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"follow_ups^\\^":^[^{^\\^"content^\\^":^\\^"it’s ^\\^\\^\\^"100^%^\\^\\^\\^" ^$5 ^& more^\\^"^}^]^}^"`,
  ],
  [
    'cmd without carets in it',
    `curl "${URL_}" ^\n -H "content-type: application/json" -d "${JSON_.replaceAll('\\"', '\\\\\\"').replace(/(?<!\\)"/g, '\\"')}"`,
  ],
])('reads curl with %s', (_, text) => {
  expect(readAnything(text)).toMatchObject({
    kind: 'curl',
    message_id: ID,
    base_url: 'https://open.feishu.cn',
    follow_ups: FOLLOW_UPS,
    not_understood: [],
  })
})

test('reads curl.exe in PowerShell, without its options', () => {
  const text = `curl.exe -X POST '${URL_}' \`\n  -H 'Content-Type: application/json' \`\n  -d '${JSON_.replace(/[’]/g, '$&$&')}'`
  expect(readAnything(text)).toMatchObject({
    kind: 'powershell',
    message_id: ID,
    follow_ups: FOLLOW_UPS,
    not_understood: [],
  })
})

describe('an ignored part is reported', () => {
  test.each([
    ['a file', `curl ${URL_} ${TYPE} -d @body.json`, '-d'],
    ['a URL-encoded body', `curl ${URL_} ${TYPE} --data-urlencode 'a=b'`, '--data-urlencode'],
    ['a form', `curl ${URL_} ${TYPE} -F a=b`, '-F'],
    ['a variable for the body', `curl ${URL_} ${TYPE} -d "$BODY"`, '-d'],
    ['another method', `curl -X PUT ${URL_} --json '${JSON_}'`, 'PUT'],
    ['a content type that is left out', `curl ${URL_} -d '${JSON_}'`, 'Content-Type:'],
    ['a header', `curl ${URL_} -H 'X-Trace: 1' --json '${JSON_}'`, 'X-Trace:'],
    ['a proxy', `curl -x http://proxy ${URL_} --json '${JSON_}'`, '-x'],
    ['an option that is none', `curl --no-such ${URL_} --json '${JSON_}'`, '--no-such'],
    ['another address', `curl https://example.com/ --json '${JSON_}'`, 'URL'],
    ['a quote that never ends', `curl ${URL_} --json '${JSON_}`, '1:112'],
    ['a body that is no JSON', `curl ${URL_} ${TYPE} -d 'a=b'`, 'body 1:1'],
  ])('%s', (_, text, place) => {
    expect(places(text)).toContain(place)
  })

  test('reads the last of several pushes', () => {
    const text = `curl ${URL_} --json '{"follow_ups":[{"content":"first"}]}'\ncurl ${URL_} --json '${JSON_}'`
    expect(readAnything(text).follow_ups).toEqual(FOLLOW_UPS)
    expect(places(text)).toEqual(['curl'])
  })
})
