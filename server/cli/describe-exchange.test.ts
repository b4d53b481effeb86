import { expect, test } from 'vitest'
import { formatFields } from './describe-exchange.ts'

test('writes a field a line, without those that have no value', () => {
  expect(
    formatFields(
      [
        ['code', 0],
        ['msg', ''],
        ['log_id', null],
        ['http', 200],
      ],
      'en',
    ),
  ).toEqual(['  code: 0', '  HTTP: 200'])
})

test('shows every character of a response that could control the terminal, and breaks no line', () => {
  const hostile = 'ok\x1b]0;title\x07\x1b[2K\r\n  code: 0\u202etxt.exe\u2066\x9b31m'
  expect(formatFields([['msg', hostile]], 'en')).toEqual([
    '  msg: ok\\u001b]0;title\\u0007\\u001b[2K\\u000d\\u000a  code: 0\\u202etxt.exe\\u2066\\u009b31m',
  ])
})

test('names a field as given if every object inherits one of that name', () => {
  expect(formatFields([['constructor', 'x']], 'zh')).toEqual(['  constructor: x'])
})
