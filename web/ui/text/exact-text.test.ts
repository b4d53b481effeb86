import fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './exact-text.tsx'

test('the pieces of a text are the text, whatever it contains', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json())
  fc.assert(
    fc.property(text, fc.boolean(), (text, json) => {
      // A lone surrogate is half a character and no piece of its own.
      fc.pre(text.isWellFormed())
      expect(piecesOf(text, json).join('')).toBe(text)
      expect(piecesOf(text, json)).not.toContain('')
    }),
  )
})

test('a line of JSON breaks after commas, colons and opening brackets only', () => {
  expect(piecesOf('{"code":0,"data":{"ids":["a-b c"]}}', true)).toEqual([
    '{',
    '"code":',
    '0,',
    '"data":',
    '{',
    '"ids":',
    '[',
    '"a-b c"]}}',
  ])
})
