import { describe, expect, test } from 'vitest'
import { ERROR_CODES } from '#contract/catalogue/catalogue'
import { ENDPOINTS, type Endpoint, type ErrorCode } from '#contract/catalogue/error-code'
import { CAUSES, causeOf } from './causes.ts'
import {
  type ErrorCodeQuery,
  entriesAt,
  findErrorCodes,
  groupErrorCodes,
  otherEntriesOf,
} from './find-error-codes.ts'

const EVERYTHING: ErrorCodeQuery = { query: '', endpoint: null, cause: null, retryable: false }

function entry(code: number, endpoints: Endpoint[], words: Partial<ErrorCode> = {}): ErrorCode {
  return {
    code,
    endpoints,
    msg: '',
    http_status: 400,
    meaning: { zh: '', en: '' },
    advice: { zh: '', en: '' },
    retryable: false,
    source: 'https://open.feishu.cn/',
    ...words,
  }
}

const expired = entry(230002, ['push_follow_up'], {
  msg: 'expired message.',
  meaning: { zh: '消息已过期。', en: 'Too old for bubbles.' },
  advice: { zh: '发一条新消息。', en: 'Send a new one.' },
})
const outside = entry(230002, ['create_message', 'reply_message'], {
  msg: 'The bot can not be outside the group.',
})
const limited = entry(99991400, ['any'], {
  msg: 'request trigger frequency limit',
  retryable: true,
})
const all = [expired, outside, limited]

function find(query: string, endpoint: Endpoint | null = null): ErrorCode[] {
  return findErrorCodes(all, { ...EVERYTHING, query, endpoint })
}

describe('searching the error codes', () => {
  test('returns everything for an empty query', () => {
    expect(find(' ')).toEqual(all)
  })

  test.each(['0002 exp', 'EXPIRED', '过期', '新消息', 'too old', 'SEND A NEW'])(
    'finds “%s” in code, msg, meaning or advice of either language',
    (query) => {
      expect(find(query)).toEqual([expired])
    },
  )

  test('finds an observed msg, and ignores what follows “, ext=”', () => {
    const observed = [{ msg: 'Bot/User can NOT be out of the chat.', source: 'https://x/1' }]
    const seen = entry(230002, ['create_message'], { msg: 'other', observed })
    const found = (query: string) => findErrorCodes([expired, seen], { ...EVERYTHING, query })
    expect(found('not be out of the chat., ext=user left')).toEqual([seen])
    expect(found('expired message., ext=')).toEqual([expired])
  })

  test('requires every word', () => {
    expect(find('expired group')).toEqual([])
  })

  test('keeps the gateway’s codes when one call is selected', () => {
    expect(find('', 'reply_message')).toEqual([outside, limited])
  })

  test('filters by cause, which for one number depends on the call', () => {
    const byCause = (cause: ErrorCodeQuery['cause']) =>
      findErrorCodes(all, { ...EVERYTHING, cause })
    expect(byCause('message')).toEqual([expired])
    expect(byCause('access')).toEqual([outside])
    expect(byCause('rate_limit')).toEqual([limited])
  })

  test('keeps only codes after which a retry can succeed, and not success itself', () => {
    const success = entry(0, ['any'], { retryable: true })
    const found = findErrorCodes([...all, success], { ...EVERYTHING, retryable: true })
    expect(found).toEqual([limited])
  })
})

describe('the causes', () => {
  test('cover every code of the catalogue but success', () => {
    const without = ERROR_CODES.filter((one) => causeOf(one) === null)
    expect(without.map(({ code }) => code)).toEqual([0])
  })

  test('each have a code of the catalogue', () => {
    const used = new Set(ERROR_CODES.map(causeOf))
    expect(CAUSES.filter((cause) => !used.has(cause))).toEqual([])
  })
})

describe('an anchor', () => {
  test('with a code alone names all of its entries', () => {
    expect(entriesAt('230002', all)).toEqual([expired, outside])
  })

  test('with a call names the entry of this call, else the gateway’s', () => {
    expect(entriesAt('push_follow_up-230002', all)).toEqual([expired])
    expect(entriesAt('reply_message-230002', all)).toEqual([outside])
    expect(entriesAt('push_follow_up-99991400', all)).toEqual([limited])
  })

  test.each([null, '', 'content', 'list_chats-230002', '1', '230002x', 'push_follow_up-'])(
    '%j names nothing',
    (hash) => {
      expect(entriesAt(hash, all)).toEqual([])
    },
  )

  test('finds each entry of the catalogue by each of its calls', () => {
    for (const one of ERROR_CODES) {
      for (const endpoint of one.endpoints) {
        expect(entriesAt(`${endpoint}-${one.code}`, ERROR_CODES)).toEqual([one])
      }
    }
  })
})

describe('grouping the error codes', () => {
  test('lists an entry of several calls under the first of them', () => {
    expect(groupErrorCodes(all, null)).toEqual([
      { endpoint: 'push_follow_up', entries: [expired] },
      { endpoint: 'create_message', entries: [outside] },
      { endpoint: 'any', entries: [limited] },
    ])
  })

  test('lists it under the selected call', () => {
    expect(groupErrorCodes([outside, limited], 'reply_message')).toEqual([
      { endpoint: 'reply_message', entries: [outside] },
      { endpoint: 'any', entries: [limited] },
    ])
  })

  test('lists every entry of the catalogue once, whatever call is selected', () => {
    for (const selected of [null, ...ENDPOINTS]) {
      const found = findErrorCodes(ERROR_CODES, { ...EVERYTHING, endpoint: selected })
      const grouped = groupErrorCodes(found, selected).flatMap((group) => group.entries)
      expect(grouped.length).toBe(found.length)
      expect(new Set(grouped)).toEqual(new Set(found))
    }
  })
})

test('finds the entries of other calls with the same code', () => {
  expect(otherEntriesOf(expired, all)).toEqual([outside])
  expect(otherEntriesOf(limited, all)).toEqual([])
})
