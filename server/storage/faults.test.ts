import { describe, expect, test } from 'vitest'
import { UnknownSendError } from '../ledger/transition.ts'
import { fromPostgresError } from './open-postgres.ts'
import { fromSqliteError } from './sqlite-error.ts'
import { StorageError } from './storage.ts'

const error = (more: object, message = 'some secret value') =>
  Object.assign(new Error(message), more)

const faultOf = (fault: unknown) => (fault instanceof StorageError ? fault.fault : fault)

describe('an error of SQLite', () => {
  test.each([
    [5, 'unavailable'],
    [8, 'read_only'],
    [11, 'damaged'],
    [13, 'full'],
    [14, 'read_only'],
    [26, 'damaged'],
    [1034, 'damaged'],
    [4874, 'full'],
    [19, 'other'],
  ])('%i is %s', (errcode, fault) => {
    expect(faultOf(fromSqliteError(error({ errcode })))).toBe(fault)
  })
})

describe('an error of PostgreSQL', () => {
  test.each([
    ['53100', 'full'],
    ['53300', 'unavailable'],
    ['57P01', 'unavailable'],
    ['25006', 'read_only'],
    ['58030', 'damaged'],
    ['XX001', 'damaged'],
    ['23505', 'other'],
    ['ECONNREFUSED', 'unavailable'],
  ])('%s is %s', (code, fault) => {
    expect(faultOf(fromPostgresError(error({ code })))).toBe(fault)
  })

  test('without a code is recognized by its message', () => {
    for (const message of ['Connection terminated unexpectedly', 'Query read timeout']) {
      expect(faultOf(fromPostgresError(error({}, message)))).toBe('unavailable')
    }
  })
})

test('other errors are returned unchanged', () => {
  for (const own of [
    new UnknownSendError('a client connection'),
    new TypeError('client'),
    'text',
  ]) {
    expect(fromPostgresError(own)).toBe(own)
    expect(fromSqliteError(own)).toBe(own)
  }
})

test('the message of a database, which may quote a value, is not passed on', () => {
  for (const fault of [
    fromSqliteError(error({ errcode: 1 })),
    fromPostgresError(error({ code: '22P02' })),
  ]) {
    expect(fault).toBeInstanceOf(StorageError)
    expect(String(fault)).not.toContain('secret')
  }
})
