import { describe, expect, test } from 'vitest'
import { findTypographyIssues } from '../testing/typography-issues.ts'
import { ERROR_CODES } from './catalogue.ts'
import type { Endpoint, ErrorCode } from './error-code.ts'
import {
  explainCode,
  explainUndocumented,
  findEndpoint,
  troubleshooterUrl,
} from './explain-code.ts'

const explain = (code: number, msg: string | null = null, endpoint: Endpoint | null = null) => {
  const { entry, others } = explainCode(ERROR_CODES, { code, msg, endpoint })
  return { calls: entry?.endpoints ?? null, others: others.map(({ endpoints }) => endpoints[0]) }
}

describe('the meaning of a code', () => {
  test('is the one on push_follow_up if nothing says which call returned it', () => {
    expect(explain(230006)).toEqual({ calls: ['push_follow_up'], others: ['create_message'] })
    expect(explain(99991400)).toEqual({ calls: ['any'], others: [] })
    expect(explain(230013).calls).toContain('create_message')
  })

  test('is the one of the call that the text names', () => {
    expect(explain(230006, null, 'reply_message').calls).toContain('reply_message')
    expect(explain(99991663, null, 'get_chat').calls).toEqual(['any'])
  })

  test.each([
    [230002, 'expired message.', 'push_follow_up'],
    [230002, 'The bot can not be outside the group.', 'create_message'],
    [230002, 'Bot/User can NOT be out of the chat', 'create_message'],
    [230006, 'ONLY support latest message', 'push_follow_up'],
    [230020, 'This operation triggers the frequency limit, ext=anything else', 'create_message'],
    [99992354, 'The request you send is not a valid {open_message_id} or not exists, x', 'any'],
  ] as const)('%i “%s” is the one whose msg it is: %s', (code, msg, call) => {
    expect(explain(code, msg).calls).toContain(call)
  })

  test('follows the msg rather than a call that has another one', () => {
    expect(explain(230006, 'Bot ability is not activated.', 'push_follow_up').calls).toContain(
      'create_message',
    )
    // Both calls have the same msg.
    const shared = 'Your request contains an invalid request parameter, ext=x'
    expect(explain(230001, shared, 'push_follow_up').calls).toEqual(['push_follow_up'])
    expect(explain(230001, shared, 'get_message').calls).toContain('get_message')
  })

  test('is null if no source has the code for this call', () => {
    expect(explain(230013, null, 'push_follow_up').calls).toBeNull()
    expect(explain(230013, null, 'push_follow_up').others).toEqual(['create_message'])
    expect(explain(424242)).toEqual({ calls: null, others: [] })
    for (const onOtherCalls of [true, false]) {
      const { meaning, advice } = explainUndocumented(424242, onOtherCalls)
      expect(meaning.en).toContain('424242')
      expect(findTypographyIssues(meaning).concat(findTypographyIssues(advice))).toEqual([])
    }
  })
})

test.each([
  [
    'POST https://open.feishu.cn/open-apis/im/v1/messages/om_1/push_follow_up 400',
    'push_follow_up',
  ],
  ['client.im.v1.message.pushFollowUp({', 'push_follow_up'],
  ['/open-apis/im/v1/messages?receive_id_type=open_id', 'create_message'],
  ['"url": "https://open.feishu.cn/open-apis/im/v1/messages/om_1/reply"', 'reply_message'],
  ['/im/v1/messages?container_id_type=chat&container_id=oc_1', 'list_messages'],
  ['GET /open-apis/im/v1/messages/om_1', 'get_message'],
  ['DELETE /open-apis/im/v1/messages/om_1 HTTP/1.1', 'recall_message'],
  ['/open-apis/auth/v3/tenant_access_token/internal', 'tenant_access_token'],
  ['/open-apis/im/v1/chats/oc_1', 'get_chat'],
  ['request Message#Create failed', 'create_message'],
  ['{"tenant_access_token": "…"}', null],
  ['[230006] only support latest message.', null],
])('%s names the call %s', (text, endpoint) => {
  expect(findEndpoint(text)).toBe(endpoint)
})

test('the troubleshooter is a search of the same platform, with the values escaped', () => {
  expect(troubleshooterUrl({ code: 230006, log_id: 'A&b', base_url: null })).toBe(
    'https://open.feishu.cn/search?from=openapi&log_id=A%26b&code=230006',
  )
  const lark = troubleshooterUrl({ code: 1, log_id: null, base_url: 'https://open.larksuite.com' })
  expect(lark).toBe('https://open.larksuite.com/search?from=openapi&code=1')
  const other = troubleshooterUrl({ code: 1, log_id: null, base_url: 'https://evil.example' })
  expect(other).toBe('https://open.feishu.cn/search?from=openapi&code=1')
})

test.each([
  ['POST /open-apis/im/v1/messages/om_1/push_follow_up', 'push_follow_up'],
  ['client.im.v1.message.pushFollowUp(', 'push_follow_up'],
  ['/open-apis/auth/v3/tenant_access_token/internal', 'tenant_access_token'],
  ['/open-apis/auth/v3/app_access_token', 'tenant_access_token'],
  ['/open-apis/auth/v3/app_ticket/resend', 'app_ticket'],
  ['/open-apis/im/v1/messages/om_1/reply', 'reply_message'],
  ['/open-apis/im/v1/messages?page_size=2&container_id=oc_1', 'list_messages'],
  ['POST /open-apis/im/v1/messages?receive_id_type=open_id', 'create_message'],
  ['GET /open-apis/im/v1/messages/om_1', 'get_message'],
  ['DELETE /open-apis/im/v1/messages/om_1', 'recall_message'],
  ['/open-apis/im/v1/chats/oc_1', 'get_chat'],
  ['/open-apis/im/v1/chats', 'list_chats'],
  ['/open-apis/bot/v3/info', null],
])('the call of %s is %s', (text, endpoint) => {
  expect(findEndpoint(text)).toBe(endpoint)
})

describe('among entries of one code, the meaning', () => {
  const entry = (msg: string, endpoint: Endpoint, ...observed: string[]): ErrorCode => ({
    ...{ code: 7, msg, http_status: null, endpoints: [endpoint], retryable: false, source: '' },
    ...{ meaning: { zh: '', en: '' }, advice: { zh: '', en: '' } },
    ...(observed.length > 0 && { observed: observed.map((one) => ({ msg: one, source: '' })) }),
  })
  const any = entry('…', 'any')
  const create = entry('ids not existed: %v', 'create_message', 'Some IDs are wrong')
  const reply = entry('x marks it', 'reply_message')
  const push = entry('x.', 'push_follow_up')
  const other = { ...entry('expired', 'get_chat'), code: 8 }
  const all = [other, any, create, reply, push]
  const found = (entries: ErrorCode[], msg: string | null, endpoint: Endpoint | null = null) =>
    explainCode(entries, { code: 7, msg, endpoint }).entry

  test('is that of the call, then that of any call', () => {
    expect(found(all, null, 'reply_message')).toBe(reply)
    expect(found(all, '', 'reply_message')).toBe(reply)
    expect(found(all, null, 'get_chat')).toBe(any)
    expect(found([reply, create], null, 'get_chat')).toBeNull()
    expect(explainCode(all, { code: 7, msg: null, endpoint: 'get_chat' }).others).toEqual([
      ...[create, reply, push],
    ])
  })

  test('is that of push_follow_up, then of any call, then the first if the call is unknown', () => {
    expect(found(all, null)).toBe(push)
    expect(found([create, any], null)).toBe(any)
    expect(found([other, create, reply], null)).toBe(create)
    expect(found([other], null)).toBeNull()
  })

  test.each([
    ['ids not existed', create],
    [' IDS not existed!', create],
    ['ids not existed: a, b', create],
    ['some ids are wrong.', create],
    ['x marks it, ext=a', reply],
  ])('is the one that says %j', (msg, expected) => {
    expect(found([create, reply], msg, 'get_chat')).toBe(expected)
  })

  test('is the first of two that say the same', () => {
    expect(found([reply, { ...reply, endpoints: ['get_message'] }], 'x marks it', 'get_chat')).toBe(
      reply,
    )
    expect(found([create, reply], 'not existed', 'get_chat')).toBeNull()
    expect(found([create, { ...create }], null, 'create_message')).toBe(create)
    expect(found([any, { ...any }], null, 'create_message')).toBe(any)
  })
})

test('a code that only other calls have is told from one that nothing explains', () => {
  expect(explainUndocumented(7, true).meaning.en).toContain('only for others')
  expect(explainUndocumented(7, false).meaning.en).toContain('Neither')
})

test.each([
  ['get /open-apis/im/v1/messages/om_1', 'get_message'],
  ['delete /open-apis/im/v1/messages/om_1', 'recall_message'],
  ['client.IM.Message.Reply(', 'reply_message'],
  ['client.IM.Message.List(', 'list_messages'],
  ['client.IM.Message.Get(', 'get_message'],
  ['client.IM.Message.Delete(', 'recall_message'],
  ['GET /open-apis/im/v1/messages/om_1/reply', 'reply_message'],
  [`/im/v1/messages/${'x'.repeat(200)}/reply`, 'reply_message'],
  [`/im/v1/messages?${'x'.repeat(400)}container_id`, 'list_messages'],
  [`GET ${'x'.repeat(199)}/im/v1/messages/`, 'get_message'],
  [`DELETE ${'x'.repeat(199)}/im/v1/messages/`, 'recall_message'],
  [`/im/v1/chats/${'x'.repeat(200)}`, 'get_chat'],
  ['/open-apis/im/v1/chats', 'list_chats'],
  ['GET x\n/open-apis/im/v1/messages/om_1', null],
])('%s names the call %s too', (text, endpoint) => {
  expect(findEndpoint(text)).toBe(endpoint)
})
