import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPaste } from './read-paste.ts'

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
const told = {
  message_id: ID,
  chat_id: CHAT,
  create_time_ms: 1609073151345,
  sender: { kind: 'user', id: 'ou_84aad3' },
}
const bare = { message_id: ID, chat_id: null, create_time_ms: null, sender: null }

describe('what somebody pastes as the target', () => {
  test('an id alone is that message', () => {
    expect(readPaste(ID)).toEqual({ messages: [bare], chat_id: null, holds_secret: false })
  })

  test('the event of a received message tells id, chat, time and sender, and not the message it answers', () => {
    expect(readPaste(JSON.stringify(received)).messages).toEqual([told])
  })

  test('the same holds inside a log line, behind brackets, pretty-printed or as a text inside a text', () => {
    const json = JSON.stringify(received)
    for (const text of [
      `2026-11-22 10:02:11 [INFO] <bot> got ${json} in 3 ms`,
      JSON.stringify(received, null, 2),
      JSON.stringify({ level: 'info', body: json }),
      `first line\n${json}\n{"other": 1}`,
    ]) {
      expect(readPaste(text).messages, text).toEqual([told])
    }
  })

  test('the event of an entered chat tells its last message', () => {
    const event = {
      chat_id: CHAT,
      operator_id: { open_id: 'ou_1' },
      last_message_id: ID,
      last_message_create_time: '1615381051000',
    }
    expect(readPaste(JSON.stringify({ event })).messages).toEqual([
      { message_id: ID, chat_id: CHAT, create_time_ms: 1615381051000, sender: null },
    ])
  })

  test('an answer to create tells who sent it', () => {
    const data = {
      message_id: ID,
      chat_id: CHAT,
      create_time: '1609073151345',
      sender: { id: 'cli_9f427', id_type: 'app_id', sender_type: 'app', tenant_key: 'x' },
    }
    expect(readPaste(JSON.stringify({ code: 0, data })).messages).toEqual([
      { ...told, sender: { kind: 'app', id: 'cli_9f427' } },
    ])
  })

  test('a list of messages is a choice, in its order', () => {
    const items = [OTHER, ID].map((message_id) => ({ message_id, chat_id: CHAT }))
    const paste = readPaste(JSON.stringify({ code: 0, data: { items } }))
    expect(paste.messages.map((one) => one.message_id)).toEqual([OTHER, ID])
    expect(paste.chat_id).toBe(CHAT)
  })

  test('a curl call gives its target, and never its token', () => {
    const curl = `curl -X POST 'https://open.feishu.cn/open-apis/im/v1/messages/${ID}/push_follow_up' \\
      -H 'Authorization: Bearer ${TOKEN}' -d '{"follow_ups":[{"content":"om_not-an-id?"}]}'`
    const paste = readPaste(curl.replace('om_not-an-id?', 'hello'))
    expect(paste.messages).toEqual([bare])
    expect(paste.holds_secret).toBe(true)
    expect(JSON.stringify(paste)).not.toContain(TOKEN)
  })

  test('an address gives its id, from the path or behind percent signs', () => {
    expect(readPaste(`https://h/a?x=%7B%22message_id%22%3A%22${ID}%22%7D`).messages).toEqual([bare])
    expect(readPaste(`https://h/?message_id=${ID}&y=1`).messages).toEqual([bare])
  })

  test('a plain log line may tell time and chat', () => {
    const line = `sent message_id=${ID} chat_id=${CHAT} create_time=1609073151`
    expect(readPaste(line).messages).toEqual([
      { message_id: ID, chat_id: CHAT, create_time_ms: 1609073151000, sender: null },
    ])
  })

  test('a chat without a message is told too', () => {
    expect(readPaste(`please look at ${CHAT}`)).toEqual({
      messages: [],
      chat_id: CHAT,
      holds_secret: false,
    })
  })

  test('a token or a secret alone is recognised', () => {
    for (const text of [TOKEN, `Bearer ${TOKEN}`, '"app_secret": "dskLLdkasdjlasdKK"']) {
      expect(readPaste(text).holds_secret, text).toBe(true)
    }
  })

  test('parts of longer words are no ids', () => {
    expect(readPaste('from_om_x boom_x om_').messages).toEqual([])
  })
})

describe('whatever is pasted', () => {
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

  test('it never throws, and gives only well-shaped ids', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { message_id, chat_id } of readPaste(text).messages) {
          expect(message_id).toMatch(/^om_[\w-]{1,128}$/)
          if (chat_id !== null) expect(chat_id).toMatch(/^oc_[\w-]{1,128}$/)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('objects that cannot become texts do no harm', () => {
    expect(
      readPaste('{"message_id":{"toString":1},"chat_id":[],"sender":{"id":{}}}').messages,
    ).toEqual([])
    expect(readPaste(`{"__proto__":{"message_id":"${ID}"}}`).messages).toEqual([bare])
  })

  test('an id among any words is found', () => {
    const words = fc
      .string({ unit: 'binary', maxLength: 80 })
      .filter((text) => !/o[mc]_|%/.test(text))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(readPaste(`${before} ${ID} ${after}`).messages).toEqual([bare])
      }),
    )
  })

  test.each([
    ['braces that never close', '{'],
    ['closing braces', '}'],
    ['ids without an end', 'om_'],
    ['bearers', 'bearer '],
    ['lines', '{}\n'],
    ['quotes', '{"a":"'],
    ['times', 'create_time='],
  ])('a megabyte of %s takes no longer than a plain one does by much', (_, piece) => {
    const started = performance.now()
    readPaste(piece.repeat(1_000_000 / piece.length))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
