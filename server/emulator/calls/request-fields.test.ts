import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  idOfPageToken,
  invalidFields,
  optionalUserIdType,
  pageFields,
  pageOf,
  parseBody,
  toPageToken,
  userIdType,
  violationsOf,
} from './request-fields.ts'

describe('the size of a page', () => {
  const sizes = ['1', '2', '9', '10', '19', '39', '40', '49', '50', '51', '59', '60', '99', '100']
  const others = [
    '101',
    '110',
    '1000',
    '0',
    '00',
    '01',
    '-1',
    '+1',
    ' 5',
    '5 ',
    '5x',
    'x5',
    '',
    '1.5',
  ]
  const accepted = (max: 50 | 100) =>
    [...sizes, ...others].filter((size) => pageFields(max).page_size.safeParse(size).success)

  test('is 1 to 50', () => {
    expect(accepted(50)).toEqual(['1', '2', '9', '10', '19', '39', '40', '49', '50'])
  })

  test('is 1 to 100 in a longer list', () => {
    expect(accepted(100)).toEqual(sizes)
  })

  test('is 20 by default, and its error says what it may be', () => {
    expect(pageFields(50).page_size.parse(undefined)).toBe('20')
    for (const max of [50, 100] as const) {
      const { error } = pageFields(max).page_size.safeParse('x')
      expect(error?.issues[0]?.message).toBe(`expected 1 to ${max}`)
    }
  })
})

describe('a page of a list', () => {
  const all = ['a', 'b', 'c', 'd', 'e']
  const page = (page_size: string, after?: string) =>
    pageOf(all, (item) => item, {
      page_size,
      ...(after !== undefined && { page_token: after && toPageToken(after) }),
    })

  test.each([
    ['the first', '2', undefined, ['a', 'b'], true],
    ['the first of an empty token', '2', '', ['a', 'b'], true],
    ['the next', '2', 'b', ['c', 'd'], true],
    ['one of three', '3', undefined, ['a', 'b', 'c'], true],
    ['one of one', '1', 'a', ['b'], true],
    ['the last', '2', 'd', ['e'], false],
    ['one that ends with the list', '2', 'c', ['d', 'e'], false],
    ['one that holds all', '5', undefined, all, false],
    ['one after the end', '2', 'e', [], false],
  ])('%s', (_, size, after, items, has_more) => {
    expect(page(size, after)).toEqual({
      page: items,
      has_more,
      page_token: has_more ? toPageToken(String(items.at(-1))) : '',
    })
  })

  test('does not exist after an unknown item', () => {
    expect(page('2', 'x')).toBeNull()
  })

  test('of an empty list has no next one', () => {
    const empty = pageOf([], String, { page_size: '20' })
    expect(empty).toEqual({ page: [], has_more: false, page_token: '' })
  })

  test('has a token that a URL can hold unchanged', () => {
    expect(toPageToken('om_?>语')).toBe('b21fPz7or60')
    expect(idOfPageToken('b21fPz7or60')).toBe('om_?>语')
  })
})

test('the three kinds of a user’s id are accepted, open_id by default', () => {
  const kinds = ['open_id', 'union_id', 'user_id', 'email', '']
  expect(kinds.filter((kind) => userIdType.safeParse(kind).success)).toEqual(kinds.slice(0, 3))
  expect(userIdType.safeParse(undefined).success).toBe(false)
  expect(optionalUserIdType.parse(undefined)).toBe('open_id')
})

describe('an invalid body', () => {
  const schema = z.object({
    name: z.string().check(z.minLength(2), z.maxLength(3)),
    kind: z.enum(['a', 'b']),
    rows: z.optional(z.array(z.object({ size: z.int().check(z.minimum(1), z.maximum(9)) }))),
    digits: z.optional(z.string().check(z.regex(/^\d+$/, { error: 'expected digits' }))),
  })
  const violations = (change: Record<string, unknown>) => {
    const body = { name: 'xy', kind: 'a', ...change }
    const read = parseBody(schema, { body, unreadable: 9499 })
    return 'error' in read ? read.error : null
  }

  test.each([
    [{ name: undefined }, 'name', '', 'name is required'],
    [{ name: null }, 'name', '', 'name is required'],
    [{ name: 7 }, 'name', '7', 'expected string'],
    [{ name: true }, 'name', 'true', 'expected string'],
    [{ name: {} }, 'name', '', 'expected string'],
    [{ name: 'x' }, 'name', 'x', 'the min len is 2'],
    [{ name: 'wxyz' }, 'name', 'wxyz', 'the max len is 3'],
    [{ name: 'x'.repeat(101) }, 'name', 'x'.repeat(100), 'the max len is 3'],
    [{ kind: 'c' }, 'kind', 'c', 'options: [a,b]'],
    [{ rows: [{ size: 1 }, { size: 0 }] }, 'rows[1].size', '0', 'the min len is 1'],
    [{ rows: [{}] }, 'rows[0].size', '', 'rows[0].size is required'],
    [{ digits: 'x' }, 'digits', 'x', 'expected digits'],
  ])('%j names the field', (change, field, value, description) => {
    const field_violations = [{ field, value, description }]
    expect(violations(change)).toEqual({ code: 99992402, error: { field_violations } })
  })

  test('names at most 50 fields', () => {
    const rows = (count: number) => ({ rows: Array.from({ length: count }, () => ({ size: 0 })) })
    const { error } = schema.safeParse({ name: 'xy', kind: 'a', ...rows(51) })
    expect(violationsOf(error?.issues ?? [])).toHaveLength(50)
    expect(violationsOf(error?.issues.slice(2) ?? [])).toHaveLength(49)
  })

  test('that is no JSON object has a code of its own, which lists no fields', () => {
    for (const body of [undefined, null, 'x', []]) {
      expect(parseBody(schema, { body, unreadable: 9499 })).toEqual({ error: { code: 9499 } })
    }
    const listed = parseBody(schema, { body: undefined, unreadable: 99992402 })
    expect(listed).toMatchObject({
      error: { error: { field_violations: [{ field: 'name' }, { field: 'kind' }] } },
    })
    const nothing = parseBody(z.object({}), { body: undefined, unreadable: 230001 })
    expect(nothing).toEqual({ error: { code: 230001 } })
  })

  test('is completed by the query, which wins', () => {
    const body = { name: 'xy', kind: 'c' }
    expect(parseBody(schema, { body, query: { kind: 'b' }, unreadable: 9499 })).toEqual({
      fields: { name: 'xy', kind: 'b' },
    })
  })

  test('lists its fields with 99992402 only', () => {
    const listed = [{ field: 'x', value: '', description: 'y' }]
    expect(invalidFields(listed, 230001)).toEqual({ code: 230001 })
    expect(invalidFields(listed, 99992402)).toEqual({
      code: 99992402,
      error: { field_violations: listed },
    })
  })
})
