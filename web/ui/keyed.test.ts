import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyed } from './keyed.ts'

test('gives every item a key of its own, and the same key when another item is removed', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '__proto__', 'toString', '1 a'))
  fc.assert(
    fc.property(texts, (items) => {
      const pairs = keyed(items)
      expect(pairs.map(([, item]) => item)).toEqual(items)
      expect(new Set(pairs.map(([key]) => key)).size).toBe(items.length)
      const others = items.filter((item) => item !== 'b')
      const rest = pairs.filter(([, item]) => item !== 'b')
      expect(keyed(others)).toEqual(rest)
    }),
  )
})
