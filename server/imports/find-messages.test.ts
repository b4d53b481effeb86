import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAnything } from './read-anything.ts'

const ID = 'om_dc13264520392913993dd051dba21dcf'
const OTHER = 'om_aa0000000000000000000000000000aa'
const CHAT = 'oc_5ad11d72b830411d72b836c20'
const TOKEN = 't-g1044ghJRUIJJ5ELPGENOFKSRLLGOBQGSUOQNB7D'

const received = {
  schema: '2.0',
  header: { event_id: 'e1', event_type: 'im.message.receive_v1', token: 'verify', app_id: 'cli_a' },
  event: {
    sender: { sender_id: { union_id: 'on_1', open_id: 'ou_84aad3' }, sender_type: 'user' },
    message: {
      message_id: ID,
      root_id: OTHER,
      parent_id: OTHER,
      create_time: '1609073151345',
      chat_id: CHAT,
      chat_type: 'p2p',
      content: '{"text":"hi"}',
    },
  },
}
const expected = {
  message_id: ID,
  chat_id: CHAT,
  create_time_ms: 1609073151345,
  sender: { kind: 'user', id: 'ou_84aad3' },
}
const bare = { message_id: ID, chat_id: null, create_time_ms: null, sender: null }

describe('a text pasted as the target', () => {
  test('an id alone is one message', () => {
    expect(readAnything(ID)).toMatchObject({ messages: [bare], chat_id: null, had_token: false })
  })

  test('an im.message.receive_v1 event has id, chat, time and sender, without the message it replies to', () => {
    expect(readAnything(JSON.stringify(received)).messages).toEqual([expected])
  })

  test('the event is found in a log line, pretty-printed, and as a string in JSON', () => {
    const json = JSON.stringify(received)
    for (const text of [
      `2026-11-22 10:02:11 [INFO] <bot> got ${json} in 3 ms`,
      JSON.stringify(received, null, 2),
      JSON.stringify({ level: 'info', body: json }),
      `first line\n${json}\n{"other": 1}`,
    ]) {
      expect(readAnything(text).messages, text).toEqual([expected])
    }
  })

  test('a bot_p2p_chat_entered event has its last message', () => {
    const event = {
      chat_id: CHAT,
      operator_id: { open_id: 'ou_1' },
      last_message_id: ID,
      last_message_create_time: '1615381051000',
    }
    expect(readAnything(JSON.stringify({ event })).messages).toEqual([
      { message_id: ID, chat_id: CHAT, create_time_ms: 1615381051000, sender: null },
    ])
  })

  test('a response to create_message has its sender', () => {
    const data = {
      message_id: ID,
      chat_id: CHAT,
      create_time: '1609073151345',
      sender: { id: 'cli_9f427', id_type: 'app_id', sender_type: 'app', tenant_key: 'x' },
    }
    expect(readAnything(JSON.stringify({ code: 0, data })).messages).toEqual([
      { ...expected, sender: { kind: 'app', id: 'cli_9f427' } },
    ])
  })

  test('a list of messages keeps its order', () => {
    const items = [OTHER, ID].map((message_id) => ({ message_id, chat_id: CHAT }))
    const paste = readAnything(JSON.stringify({ code: 0, data: { items } }))
    expect(paste.messages.map((one) => one.message_id)).toEqual([OTHER, ID])
    expect(paste.chat_id).toBe(CHAT)
  })

  test('a curl command gives its target, never its token', () => {
    const curl = `curl -X POST 'https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up' \\
      -H 'Authorization: Bearer ${TOKEN}' -d '{"follow_ups":[{"content":"om_not-an-id?"}]}'`
    const paste = readAnything(curl.replace('om_not-an-id?', 'hello'))
    expect(paste.messages).toEqual([bare])
    expect(paste.had_token).toBe(true)
    expect(JSON.stringify(paste)).not.toContain(TOKEN)
  })

  test('a URL gives its id, percent-encoded or not', () => {
    expect(readAnything(`https://h/a?x=%7B%22message_id%22%3A%22${ID}%22%7D`).messages).toEqual([
      bare,
    ])
    expect(readAnything(`https://h/?message_id=${ID}&y=1`).messages).toEqual([bare])
  })

  test('a plain log line gives time and chat', () => {
    const line = `sent message_id=${ID} chat_id=${CHAT} create_time=1609073151`
    expect(readAnything(line).messages).toEqual([
      { message_id: ID, chat_id: CHAT, create_time_ms: 1609073151000, sender: null },
    ])
  })

  test('a chat without a message is found', () => {
    expect(readAnything(`please look at ${CHAT}`)).toMatchObject({
      messages: [],
      chat_id: CHAT,
      had_token: false,
    })
  })

  test('a token or a secret alone is recognised', () => {
    for (const text of [TOKEN, `Bearer ${TOKEN}`, '"app_secret": "dskLLdkasdjlasdKK"']) {
      expect(readAnything(text).had_token, text).toBe(true)
    }
  })

  test('parts of longer words are not ids', () => {
    expect(readAnything('from_om_x boom_x om_').messages).toEqual([])
  })
})

describe('any pasted text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json(),
    fc.json().map((json) => JSON.stringify({ message_id: ID, json, body: json })),
    fc
      .array(fc.constantFrom('{', '}', '[', ']', '"', '\\', '\ud800', ID, CHAT, ':', '%7B', '\n'), {
        maxLength: 60,
      })
      .map((parts) => parts.join('')),
  )

  test('never throws, and gives only well-formed ids', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { message_id, chat_id } of readAnything(text).messages) {
          expect(message_id).toMatch(/^om_[\w-]{1,128}$/)
          if (chat_id !== null) expect(chat_id).toMatch(/^oc_[\w-]{1,128}$/)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('objects in place of texts are ignored', () => {
    expect(
      readAnything('{"message_id":{"toString":1},"chat_id":[],"sender":{"id":{}}}').messages,
    ).toEqual([])
    expect(readAnything(`{"__proto__":{"message_id":"${ID}"}}`).messages).toEqual([bare])
  })

  test('an id among other words is found', () => {
    const words = fc
      .string({ unit: 'binary', maxLength: 80 })
      .filter((text) => !/o[mc]_|%/.test(text))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(readAnything(`${before} ${ID} ${after}`).messages).toEqual([bare])
      }),
    )
  })
})
