import { expect, test } from 'vitest'
import { toggleChosen } from './history-page.tsx'

test('selects an exchange and deselects it again', () => {
  expect(toggleChosen([], 'a')).toEqual(['a'])
  expect(toggleChosen(['a', 'b'], 'a')).toEqual(['b'])
})

test('replaces the first one when a third is selected', () => {
  expect(toggleChosen(['a', 'b'], 'c')).toEqual(['b', 'c'])
})
