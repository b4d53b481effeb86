import { expect, test } from 'vitest'
import { choose } from './visit.ts'

test('a send is chosen, and let go again', () => {
  expect(choose([], 'a')).toEqual(['a'])
  expect(choose(['a', 'b'], 'a')).toEqual(['b'])
})

test('a third takes the place of the one chosen first', () => {
  expect(choose(['a', 'b'], 'c')).toEqual(['b', 'c'])
})
