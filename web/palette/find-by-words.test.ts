import { describe, expect, test } from 'vitest'
import { COMMANDS } from './commands.ts'
import { findByWords } from './find-by-words.ts'

const found = (query: string) => findByWords(COMMANDS, query).map(({ id }) => id)

describe('a command is found', () => {
  test('by its name in either language, whichever is on', () => {
    expect(found('templates')).toEqual(['templates'])
    expect(found('模板')).toEqual(['templates'])
  })

  test('by any of its words, in any order and case', () => {
    expect(found('DARK theme')).toEqual(['theme-dark'])
    expect(found('夜间')).toEqual(['theme-dark'])
  })

  test('by the full-width letters of Chinese input', () => {
    expect(found('ｃｕｒｌ')).toEqual(['code', 'import'])
    expect(found('主题:深色')).toEqual(['theme-dark'])
  })
})

test('what begins with the query comes before what only holds it', () => {
  const items = ['Unsend', 'Send'].map((en) => ({ name: { en, zh: '' } }))
  expect(findByWords(items, 'send').map(({ name }) => name.en)).toEqual(['Send', 'Unsend'])
})

test('an empty query finds everything in its order, an unknown word nothing', () => {
  expect(found('  ')).toEqual(COMMANDS.map(({ id }) => id))
  expect(found('send nowhere')).toEqual([])
})
