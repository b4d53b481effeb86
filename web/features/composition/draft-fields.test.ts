import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textChange } from './draft-fields.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '好', '😀') })

test('one replacement turns the old text into the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { from, to, end } = textChange(before, after)
      expect(before.slice(0, from) + after.slice(from, end) + before.slice(to)).toBe(after)
    }),
  )
})

test('the replacement is as short as possible', () => {
  expect(textChange('hello world', 'hello brave world')).toEqual({ from: 6, to: 6, end: 12 })
  expect(textChange('aaa', 'aa')).toEqual({ from: 2, to: 3, end: 2 })
  expect(textChange('same', 'same')).toEqual({ from: 4, to: 4, end: 4 })
})
