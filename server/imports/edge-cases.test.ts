import { expect, test } from 'vitest'
import { readAnything } from './read-anything.ts'

const ID = 'om_dc13264520392f3c1d2aab3b01d8b8e0'
const PUSH = `https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up`
const TOKEN = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'

test.each([`from_${ID}`, `x${ID}`, `https://a.test/?from_${ID}`])(
  'an ID inside a longer word is none: %s',
  (text) => {
    expect(readAnything(text)).toMatchObject({ message_id: null, messages: [] })
  },
)

test.each([`see ${ID}!`, `"${ID}"`, `from=${ID}&x`, `messages/${ID}/x`])(
  'an ID between other characters is found: %s',
  (text) => {
    expect(readAnything(text).message_id).toBe(ID)
  },
)

test('curl reads a file for every option of data but --data-raw', () => {
  const reasonsOf = (option: string) =>
    readAnything(`curl -X POST '${PUSH}' ${option} '@x'`).not_understood.map(
      ({ reason }) => reason.en,
    )
  for (const option of ['-d', '--data', '--data-binary', '--data-ascii']) {
    expect(reasonsOf(option), option).toContainEqual(expect.stringMatching(/another file/))
  }
  expect(reasonsOf('--data-raw')).not.toContainEqual(expect.stringMatching(/another file/))
  expect(reasonsOf('--data-raw')).toContainEqual(expect.stringMatching(/body is not JSON/))
})

test('a secret is hidden wherever it occurs again, also in the code of a language', () => {
  const body = JSON.stringify({
    follow_ups: [
      { content: `a ${TOKEN}`, i18n_contents: [{ content: `b ${TOKEN}`, language: TOKEN }] },
    ],
  })
  const read = readAnything(
    `curl -X POST '${PUSH}' -H 'Authorization: Bearer ${TOKEN}' -H 'content-type: application/json' -d '${body}'`,
  )
  expect(read.had_token).toBe(true)
  expect(JSON.stringify(read)).not.toContain(TOKEN)
})

test('the message ID beside a body is its target, also amid other text', () => {
  const other = 'om_00000000000000000000000000000000'
  const body = { message_id: ID, body: { follow_ups: [{ content: 'a' }] } }
  const read = readAnything(`12:00 saw ${other}\n12:01 INFO send ${JSON.stringify(body)}\n`)
  expect(read.follow_ups).toEqual([{ content: 'a' }])
  expect(read.message_id).toBe(ID)
})

test('an assignment to a field is read, unless the list is changed after it', () => {
  const program = (more: string) =>
    `import requests\nbody = {}\nbody["follow_ups"] = [{"content": "a"}]\n${more}requests.post("${PUSH}", json=body)\n`
  expect(readAnything(program(''))).toMatchObject({
    follow_ups: [{ content: 'a' }],
    message_id: ID,
  })
  expect(readAnything(program('body["follow_ups"].extend(more())\n')).follow_ups).toBeNull()
})
