import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillVariables, findVariables, readValue } from './template-variables.ts'

const one = (content: string) => [{ content }]

describe('the variables of a template', () => {
  test('are found in every text, each once, in order', () => {
    expect(
      findVariables([
        {
          content: 'Order {{order}} of {{ name }}',
          i18n_contents: [{ content: '{{订单}} {{order}}', language: 'zh_cn' }],
        },
        { content: '{{last_1}}' },
      ]),
    ).toEqual(['order', 'name', '订单', 'last_1'])
  })

  test.each([
    '{{}}',
    '{{ }}',
    '{name}',
    '{{1st}}',
    '{{a b}}',
    '{{a}',
    `{{${'x'.repeat(41)}}}`,
    '{{__proto__}}',
    '{{ __proto__ }}',
  ])('are not found in %s', (text) => {
    expect(findVariables(one(text))).toEqual([])
  })

  test.each(['constructor', 'toString', '__proto', '__proto__x', 'x'.repeat(40)])(
    'may be called %s',
    (name) => {
      expect(findVariables(one(`{{${name}}}`))).toEqual([name])
      expect(readValue({}, name)).toBe('')
      expect(fillVariables(one(`{{${name}}}`), {})).toEqual(one(`{{${name}}}`))
      expect(fillVariables(one(`{{${name}}}`), { [name]: 'x' })).toEqual(one('x'))
    },
  )

  test('are replaced in every text', () => {
    expect(
      fillVariables(
        [
          {
            content: '{{a}}{{ a }}-{{b}}',
            i18n_contents: [{ content: '甲{{a}}', language: 'zh_cn' }],
          },
        ],
        { a: '1', b: '2' },
      ),
    ).toEqual([{ content: '11-2', i18n_contents: [{ content: '甲1', language: 'zh_cn' }] }])
  })

  test('stay if a value is missing or empty', () => {
    expect(fillVariables(one('{{a}} {{b}} {{toString}}'), { a: '' })).toEqual(
      one('{{a}} {{b}} {{toString}}'),
    )
  })

  test('are replaced by the exact value, which is not searched again', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('$', '&', '{{b}}', '{{a}}', '`', '好', '😀') }),
        text,
        (a, b) => {
          fc.pre(a !== '' && b !== '')
          expect(fillVariables(one('<{{a}}|{{b}}>'), { a, b })).toEqual(one(`<${a}|${b}>`))
        },
      ),
    )
  })

  test('are the only parts of a text that change', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(findVariables(one(text)).length === 0)
        expect(fillVariables(one(text), { a: 'x' })).toEqual(one(text))
      }),
    )
  })
})
