import { describe, expect, test } from 'vitest'
import { findTypographyIssues } from '../testing/typography-issues.ts'
import { ERROR_CODES, errorCodesFor, lookUpErrorCode } from './catalogue.ts'
import { ENDPOINTS, type Endpoint, errorCodesSchema, isDocumented } from './error-code.ts'
import { firstSentence } from './first-sentence.ts'
import { OBSERVED_MSGS } from './rows.ts'

/** The codes in the error table of each endpoint's own documentation page. */
const DOCUMENTED: Partial<Record<Endpoint, readonly number[]>> = {
  push_follow_up: [230001, 230002, 230003, 230004, 230005, 230006, 230007, 230008],
  create_message: [
    230001, 230002, 230006, 230013, 230015, 230017, 230018, 230019, 230020, 230022, 230025, 230027,
    230028, 230029, 230034, 230035, 230036, 230038, 230049, 230053, 230054, 230055, 230075, 230099,
    232009,
  ],
  reply_message: [
    230001, 230002, 230006, 230011, 230013, 230015, 230017, 230018, 230019, 230020, 230022, 230025,
    230027, 230028, 230035, 230038, 230049, 230050, 230054, 230055, 230071, 230072, 230075, 230099,
    230111, 232009,
  ],
  list_messages: [230001, 230002, 230006, 230013, 230027, 230073, 230110, 231203, 231204],
  get_message: [230001, 230002, 230006, 230013, 230027, 230050, 230110],
  recall_message: [
    230001, 230002, 230006, 230009, 230013, 230026, 230027, 230050, 230054, 230110, 232009,
  ],
  get_chat: [232004, 232006, 232010, 232011, 232025, 232033, 232034],
  list_chats: [232001, 232004, 232025, 232034],
}

function ownCodes(endpoint: Endpoint, entries = ERROR_CODES): number[] {
  return entries
    .filter(({ endpoints }) => endpoints.includes(endpoint))
    .map(({ code }) => code)
    .sort((a, b) => a - b)
}

describe('the rows of the catalogue', () => {
  test('match the schema', () => {
    expect(errorCodesSchema.safeParse({ error_codes: ERROR_CODES }).success).toBe(true)
  })

  test('have each pair of endpoint and code once', () => {
    const pairs = ERROR_CODES.flatMap(({ code, endpoints }) =>
      endpoints.map((endpoint) => `${endpoint} ${code}`),
    )
    expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([])
  })

  test('cover every endpoint, and each has one', () => {
    expect(ENDPOINTS.filter((endpoint) => ownCodes(endpoint).length === 0)).toEqual([])
    expect(ERROR_CODES.filter(({ endpoints }) => endpoints.length === 0)).toEqual([])
  })

  test.each(Object.entries(DOCUMENTED) as [Endpoint, readonly number[]][])(
    'are exactly the codes that the page of %s lists',
    (endpoint, codes) => {
      expect(ownCodes(endpoint, ERROR_CODES.filter(isDocumented))).toEqual(codes)
    },
  )

  test('have clean typography in both languages', () => {
    const issues = ERROR_CODES.flatMap(({ code, endpoints, meaning, advice }) =>
      [...findTypographyIssues(meaning), ...findTypographyIssues(advice)].map(
        (issue) => `${code} on ${endpoints}: ${issue}`,
      ),
    )
    expect(issues).toEqual([])
  })

  test('begin with a sentence that is short enough for one line of a list', () => {
    const long = ERROR_CODES.filter(
      ({ meaning }) =>
        firstSentence(meaning.en).length > 60 || firstSentence(meaning.zh).length > 26,
    )
    expect(long.map(({ code, meaning }) => [code, meaning])).toEqual([])
  })

  test('cite one page of the open platform or one public report each', () => {
    const sources = ERROR_CODES.flatMap(({ source, observed = [] }) => [
      source,
      ...observed.map((one) => one.source),
    ])
    const page = /^https:\/\/open\.feishu\.cn\/document\/[\w/-]+$/
    const report = /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(?:issues|pull)\/\d+$/
    expect(sources.filter((source) => !page.test(source) && !report.test(source))).toEqual([])
    expect(ERROR_CODES.filter((entry) => !isDocumented(entry)).map(({ code }) => code)).toEqual([
      230101, 231003,
    ])
  })

  test('have every observed msg, each different from the documented one', () => {
    const observed = ERROR_CODES.flatMap(({ code, msg, observed = [] }) =>
      observed.map((one) => ({ code, differs: one.msg !== msg })),
    )
    expect(observed.map(({ code }) => code).sort((a, b) => a - b)).toEqual(
      OBSERVED_MSGS.map(([code]) => code).sort((a, b) => a - b),
    )
    expect(observed.every(({ differs }) => differs)).toBe(true)
    expect(ERROR_CODES.filter((entry) => entry.observed?.length === 0)).toEqual([])
  })

  test('name a card callback token as a cause of 99992354, which looks like an unknown message', () => {
    const { advice } = lookUpErrorCode('push_follow_up', 99992354) ?? {}
    expect(advice?.en).toContain('context.open_message_id')
    expect(advice?.zh).toContain('context.open_message_id')
  })

  test('have a msg without surrounding white space', () => {
    expect(ERROR_CODES.filter(({ msg }) => msg === '' || msg !== msg.trim())).toEqual([])
  })
})

describe('looking up a code', () => {
  test.each([
    [230001, 'Your request contains an invalid request parameter.'],
    [230002, 'expired message.'],
    [230003, 'only support p2p chat.'],
    [230004, 'invisible message.'],
    [230005, 'user is not visible to bot.'],
    [230006, 'only support latest message.'],
    [230007, 'invalid follow up.'],
    [230008, 'follow up already exist.'],
  ])('%i of push_follow_up is "%s" with HTTP 400 and not retryable', (code, msg) => {
    expect(lookUpErrorCode('push_follow_up', code)).toMatchObject({
      code,
      msg,
      http_status: 400,
      retryable: false,
    })
  })

  test.each([
    [230002, 'The bot can not be outside the group.'],
    [230006, 'Bot ability is not activated.'],
  ])('%i means something else on the message calls', (code, msg) => {
    for (const endpoint of [
      'create_message',
      'reply_message',
      'list_messages',
      'get_message',
    ] as const) {
      expect(lookUpErrorCode(endpoint, code)?.msg).toBe(msg)
    }
    expect(lookUpErrorCode('push_follow_up', code)?.meaning).not.toEqual(
      lookUpErrorCode('create_message', code)?.meaning,
    )
  })

  test('finds the codes of any call for every endpoint', () => {
    for (const endpoint of ENDPOINTS) {
      expect(lookUpErrorCode(endpoint, 99991400)?.http_status).toBe(429)
      expect(lookUpErrorCode(endpoint, 0)?.msg).toBe('success')
    }
  })

  test('does not return the codes of another endpoint', () => {
    expect(lookUpErrorCode('push_follow_up', 10003)).toBeNull()
    expect(lookUpErrorCode('tenant_access_token', 230001)).toBeNull()
    expect(lookUpErrorCode('any', 230001)).toBeNull()
  })

  test('returns null for an unknown code', () => {
    for (const code of [-1, 1.5, Number.NaN, 230009, 2 ** 53]) {
      expect(lookUpErrorCode('push_follow_up', code)).toBeNull()
    }
  })

  test('returns the meaning without the list of endpoints', () => {
    expect(lookUpErrorCode('create_message', 230013)).not.toHaveProperty('endpoints')
  })
})

test.each([
  ['The message has expired. Send a new one.', 'The message has expired'],
  ['消息已过期。请发新消息。', '消息已过期'],
  ['Use open.feishu.cn now.', 'Use open.feishu.cn now'],
  ['No full stop', 'No full stop'],
  ['', ''],
])('the first sentence of %j is %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence)
})

describe('listing the codes of an endpoint', () => {
  test.each(ENDPOINTS)('%s has its own codes first, then those of any call', (endpoint) => {
    const shared = errorCodesFor('any')
    const listed = errorCodesFor(endpoint)
    const own = listed.slice(0, listed.length - (endpoint === 'any' ? 0 : shared.length))
    expect(own.every(({ endpoints }) => endpoints.includes(endpoint))).toBe(true)
    expect(own).toHaveLength(ownCodes(endpoint).length)
    expect(listed.slice(-shared.length)).toEqual(shared)
  })

  test.each(ENDPOINTS)('%s has the same meaning for each code as looking it up', (endpoint) => {
    for (const { endpoints: _, observed: __, ...meaning } of errorCodesFor(endpoint)) {
      expect(lookUpErrorCode(endpoint, meaning.code)).toEqual(meaning)
    }
  })
})
