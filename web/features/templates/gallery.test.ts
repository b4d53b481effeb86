import { describe, expect, test } from 'vitest'
import { pushFollowUpBodySchema } from '#contract/follow-ups'
import { LANGUAGES, type Language } from '#contract/languages'
import { findVariables } from '#contract/template-variables'
import { exampleFollowUps, GALLERY } from './gallery.ts'

/** Letters that a text in the language cannot do without, where there are such. */
const SCRIPTS: Partial<Record<Language, RegExp>> = {
  zh_cn: /\p{Script=Han}/u,
  zh_tw: /\p{Script=Han}/u,
  zh_hk: /\p{Script=Han}/u,
  ja_jp: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko_kr: /\p{Script=Hangul}/u,
  th_th: /\p{Script=Thai}/u,
  ru_ru: /\p{Script=Cyrillic}/u,
}

describe.each(GALLERY.map((example) => [example.id, example] as const))(
  'the example “%s”',
  (_, example) => {
    test.each(['zh', 'en'] as const)('is a valid body in %s', (locale) => {
      const follow_ups = exampleFollowUps(example, LANGUAGES, locale)
      expect(pushFollowUpBodySchema.parse({ follow_ups })).toEqual({ follow_ups })
      expect(follow_ups[0]?.i18n_contents).toHaveLength(LANGUAGES.length)
    })

    test.each(LANGUAGES)('has %s, and its bubbles differ', (language) => {
      const texts = example.bubbles.map((bubble) => bubble[language])
      expect(new Set(texts).size).toBe(texts.length)
      for (const text of texts) {
        expect(text).toBe(text.trim().normalize('NFC'))
        expect(text).toMatch(SCRIPTS[language] ?? /\p{Script=Latin}/u)
        expect(text.length).toBeLessThanOrEqual(60)
      }
    })

    test('has the same variables in every language', () => {
      for (const bubble of example.bubbles) {
        const variables = LANGUAGES.map((language) =>
          findVariables([{ content: bubble[language] }]),
        )
        expect(new Set(variables.map(String)).size).toBe(1)
      }
    })
  },
)

test('without a language, an example has only its default texts', () => {
  const [example] = GALLERY
  expect(example && exampleFollowUps(example, [], 'zh')).toEqual([
    { content: '确认' },
    { content: '取消' },
  ])
})
