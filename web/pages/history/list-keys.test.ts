import { expect, test } from 'vitest'
import { foldAfterKey, rowAfterKey } from './list-keys.ts'

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 49, 49],
  ['ArrowUp', 0, 0],
  ['PageDown', 45, 49],
  ['PageUp', 12, 2],
  ['Home', 30, 0],
  ['End', 30, 49],
  ['Enter', 30, null],
  ['toString', 30, null],
])('%s in row %i of 50 moves to %s', (key, row, to) => {
  expect(rowAfterKey(key, row, 50)).toBe(to)
})

test.each([
  ['ArrowRight', true],
  ['ArrowLeft', false],
  ['ArrowDown', null],
  ['toString', null],
])('%s opens or closes a delivery: %s', (key, open) => {
  expect(foldAfterKey(key)).toBe(open)
})
