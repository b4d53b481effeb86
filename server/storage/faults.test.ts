import { describe, expect, test } from 'vitest'
import { NoSendError } from '../ledger/transition.ts'
import { postgresFault } from './postgres-fault.ts'
import { sqliteFault } from './sqlite-fault.ts'
import { StorageError } from './storage-error.ts'

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
    expect(faultOf(sqliteFault(error({ errcode })))).toBe(fault)
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
    expect(faultOf(postgresFault(error({ code })))).toBe(fault)
  })

  test('without a code is known by its words', () => {
    for (const words of ['Connection terminated unexpectedly', 'Query read timeout']) {
      expect(faultOf(postgresFault(error({}, words)))).toBe('unavailable')
    }
  })
})

test('an error of another kind stays what it is', () => {
  for (const own of [new NoSendError('a client connection'), new TypeError('client'), 'text']) {
    expect(postgresFault(own)).toBe(own)
    expect(sqliteFault(own)).toBe(own)
  }
})

test('no message of a database is passed on: it may quote a value', () => {
  for (const fault of [
    sqliteFault(error({ errcode: 1 })),
    postgresFault(error({ code: '22P02' })),
  ]) {
    expect(fault).toBeInstanceOf(StorageError)
    expect(String(fault)).not.toContain('secret')
  }
})
