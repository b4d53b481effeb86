import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#contract/languages'
import { completeBody } from './json-view.tsx'

/** Completes at the bar, by the first option. */
function complete(marked: string) {
  const position = marked.indexOf('|')
  const text = marked.replace('|', '')
  const found = completeBody(text, position)
  if (!found) return null
  const [first] = found.options
  return {
    labels: found.options.map(({ label }) => label),
    text: text.slice(0, found.from) + first?.insert + text.slice(found.to),
  }
}

describe('the completion of a request body', () => {
  test('suggests the keys of each level', () => {
    expect(complete('{|}')?.text).toBe('{"follow_ups": []}')
    expect(complete('{"follow_ups": [{"|"}]}')?.labels).toEqual(['content', 'i18n_contents'])
    expect(complete('{"follow_ups": [{"i18n_contents": [{|}]}]}')?.labels).toEqual([
      'content',
      'language',
    ])
    expect(complete('{"other": [{|}]}')).toBeNull()
  })

  test('replaces the key that is being typed and keeps its value', () => {
    expect(complete('{"fol|')?.text).toBe('{"follow_ups": []')
    expect(complete('{"fo|ll": [1]}')?.text).toBe('{"follow_ups": [1]}')
  })

  test('suggests the 16 codes for a language, found by any of its names', () => {
    const body = (value: string) => `{"follow_ups":[{"i18n_contents":[{"language": ${value}}]}]}`
    expect(complete(body('"|"'))?.labels).toEqual([...LANGUAGES])
    expect(complete(body('"germ|"'))?.text).toBe(body('"de_de"'))
    expect(complete(body('|'))?.labels).toHaveLength(16)
    expect(complete(body('"xx|"'))).toBeNull()
  })

  test('suggests nothing inside a text', () => {
    expect(complete('{"follow_ups":[{"content":"con|"}]}')).toBeNull()
  })

  test('never throws, and replaces a range around the position', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), fc.nat(), (text, at) => {
        const position = Math.min(at, text.length)
        const found = completeBody(text, position)
        if (!found) return
        expect(found.from).toBeLessThanOrEqual(position)
        expect(found.to).toBeGreaterThanOrEqual(position)
        expect(found.to).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
