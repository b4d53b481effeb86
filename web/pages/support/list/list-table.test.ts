import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeRole,
  guessNames,
  guessRoles,
  readPeople,
  scorePeople,
  toNames,
  toRows,
} from './list-table.ts'

const WITH_HEADER = [
  ['email', 'name', 'order_no', 'city'],
  ['emma@example.com', 'Emma', 'A-1029', ''],
  [],
  ['+86 138 0013 8000', '李敏', 'A-1070', 'Berlin'],
]

describe('a table of people', () => {
  test('has its header recognized and its blank lines dropped', () => {
    const table = readPeople(WITH_HEADER)
    expect(table).toMatchObject({ hasHeader: true, columns: ['email', 'name', 'order_no', 'city'] })
    expect(table.rows.map(({ line }) => line)).toEqual([2, 4])
  })

  test('without a header keeps its first line and names columns by letters', () => {
    const table = readPeople([
      ['a@example.com', 'x'],
      ['b@example.com', 'y'],
    ])
    expect(table).toMatchObject({ hasHeader: false, columns: ['A', 'B'] })
    expect(table.rows).toHaveLength(2)
  })

  test('has a header in Chinese recognized', () => {
    const table = readPeople([
      ['手机号', '姓名'],
      ['13800138000', '李敏'],
    ])
    expect(table.hasHeader).toBe(true)
    expect(guessRoles(table, ['姓名'])).toEqual(['recipient', '{{姓名}}'])
  })

  test('is read with or without a header as chosen', () => {
    expect(readPeople(WITH_HEADER, false).rows).toHaveLength(3)
    expect(readPeople([['a@example.com'], ['b@example.com']], true).columns).toEqual([
      'a@example.com',
    ])
  })

  test('loses the quote that guards a number from a spreadsheet', () => {
    expect(readPeople([["'+8613800138000"]]).rows[0]?.cells).toEqual(['+8613800138000'])
  })
})

describe('columns', () => {
  test('are matched with variables by name, then by a similar name', () => {
    expect(guessRoles(readPeople(WITH_HEADER), ['name', 'order'])).toEqual([
      'recipient',
      '{{name}}',
      '{{order}}',
      'unused',
    ])
  })

  test('of names are the label of IDs only', () => {
    const ids = readPeople([
      ['open_id', '姓名'],
      ['ou_1', '李敏'],
      ['ou_2', '王芳'],
    ])
    expect(guessRoles(ids, [])).toEqual(['recipient', 'label'])
    expect(toRows(ids, ['recipient', 'label'])[0]).toEqual({
      recipient: { receive_id_type: 'open_id', receive_id: 'ou_1', label: '李敏' },
      values: {},
    })
    expect(guessRoles(readPeople(WITH_HEADER), [])).not.toContain('label')
  })

  test('of order numbers are not taken for mobile numbers beside an email', () => {
    const table = readPeople([
      ['order', 'email'],
      ['20261130001', 'a@example.com'],
    ])
    expect(guessRoles(table, ['order'])).toEqual(['{{order}}', 'recipient'])
  })

  test('give their role up to another column', () => {
    expect(changeRole(['recipient', 'unused', '{{a}}'], 1, 'recipient')).toEqual([
      'unused',
      'recipient',
      '{{a}}',
    ])
    expect(changeRole(['unused', 'label'], 1, 'unused')).toEqual(['unused', 'unused'])
  })
})

test('a table with recipients scores higher than one split at the wrong delimiter', () => {
  const right = [
    ['a@example.com', 'Ann'],
    ['b@example.com', 'Bo'],
  ]
  const wrong = [['a@example.com;Ann'], ['b@example.com;Bo']]
  expect(scorePeople(right)).toBeGreaterThan(scorePeople(wrong))
})

test('rows hold the recipient and the values of their line', () => {
  const table = readPeople(WITH_HEADER)
  expect(toRows(table, ['recipient', '{{name}}', '{{order}}', 'unused'])).toEqual([
    { recipient: 'emma@example.com', values: { name: 'Emma', order: 'A-1029' } },
    { recipient: '+86 138 0013 8000', values: { name: '李敏', order: 'A-1070' } },
  ])
})

test('every line with a text becomes exactly one row, in its order', () => {
  const cell = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 30 }), (raw) => {
      const table = readPeople(raw, false)
      const filled = raw.filter((row) => row.some((one) => readPeople([[one]], false).rows.length))
      expect(table.rows).toHaveLength(filled.length)
      const lines = table.rows.map(({ line }) => line)
      expect(lines).toEqual([...lines].sort((a, b) => a - b))
      expect(toRows(table, guessRoles(table, ['a']))).toHaveLength(table.rows.length)
    }),
  )
})

describe('a table of names', () => {
  test.each([
    [
      [
        ['email', 'vip', '姓名'],
        ['a@example.com', 'x', '安娜'],
      ],
      ['recipient', 'unused', 'label'],
    ],
    [
      [
        ['ou_1', '安娜'],
        ['ou_2', '本'],
      ],
      ['recipient', 'label'],
    ],
    [
      [
        ['Anna', 'a@example.com'],
        ['Ben', 'b@example.com'],
      ],
      ['label', 'recipient'],
    ],
    [[['a@example.com'], ['b@example.com']], ['recipient']],
  ])('%j has the names in the named column, else beside the recipients', (raw, roles) => {
    expect(guessNames(readPeople(raw))).toEqual(roles)
  })

  test('has one entry for each line, with an empty name if it has none', () => {
    const table = readPeople([
      ['a@example.com', 'Anna'],
      ['b@example.com', ''],
    ])
    expect(toNames(table, guessNames(table))).toEqual([
      { recipient: 'a@example.com', name: 'Anna' },
      { recipient: 'b@example.com', name: '' },
    ])
  })
})
