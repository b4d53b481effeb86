import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { oneOf, storedKeys, storedValue } from './stored-value.ts'
import { createTestStorage } from './testing/test-storage.ts'

beforeEach(() => {
  vi.stubGlobal('localStorage', createTestStorage())
  vi.stubGlobal('sessionStorage', createTestStorage())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const numbers = (value: unknown) =>
  Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : null

test('stores JSON under the prefix of the console, for all tabs or for this one', () => {
  storedValue({ key: 'a', parse: numbers }).write([1, 2])
  storedValue({ key: 'b', parse: numbers, storage: 'session' }).write([3])
  expect(localStorage.getItem('follow-up-console.a')).toBe('[1,2]')
  expect(sessionStorage.getItem('follow-up-console.b')).toBe('[3]')
  expect(storedValue({ key: 'a', parse: numbers }).read()).toEqual([1, 2])
  expect(storedValue({ key: 'b', parse: numbers }).read()).toBeNull()
})

test('stores a text as it is', () => {
  const theme = storedValue({ key: 'theme', parse: oneOf('light', 'dark'), format: 'text' })
  theme.write('dark')
  expect(localStorage.getItem('follow-up-console.theme')).toBe('dark')
  expect(theme.read()).toBe('dark')
})

test.each(['', '{', '["x"]', 'null'])('reads null from an invalid value: %s', (text) => {
  localStorage.setItem('follow-up-console.a', text)
  expect(storedValue({ key: 'a', parse: numbers }).read()).toBeNull()
})

test('moves a value of an old key on the first read', () => {
  localStorage.setItem('old', '[1]')
  const value = storedValue({ key: 'a', parse: numbers, oldKey: 'old' })
  expect(value.read()).toEqual([1])
  expect(localStorage.getItem('old')).toBeNull()
  expect(localStorage.getItem('follow-up-console.a')).toBe('[1]')
})

test('prefers the value of the new key, and removes both', () => {
  localStorage.setItem('old', '[1]')
  const value = storedValue({ key: 'a', parse: numbers, oldKey: 'old' })
  value.write([2])
  expect(value.read()).toEqual([2])
  value.remove()
  expect(value.read()).toBeNull()
})

test('keeps the value of the old key while the storage is full', () => {
  const storage = createTestStorage(8)
  storage.setItem('old', '[1]')
  const value = storedValue({ key: 'a', parse: numbers, oldKey: 'old', storage })
  expect(value.read()).toEqual([1])
  expect(storage.getItem('old')).toBe('[1]')
  expect(value.write([2])).toBe(false)
})

test('reads and writes nothing if the storage is closed', () => {
  vi.stubGlobal('localStorage', undefined)
  const closed = storedValue({ key: 'a', parse: numbers, storage: null })
  expect(closed.write([1])).toBe(false)
  expect(closed.read()).toBeNull()
})

test('lists what follows a beginning in the keys of the console', () => {
  for (const key of ['follow-up-console.draft/a', 'follow-up-console.theme', 'draft/b']) {
    localStorage.setItem(key, 'x')
  }
  expect(storedKeys('draft/', localStorage)).toEqual(['a'])
  expect(storedKeys('draft/', null)).toEqual([])
})
