import { describe, expect, test } from 'vitest'
import { bcp47, LANGUAGE_NAMES, LANGUAGES } from '#contract/languages'
import { findLanguage } from './find-language.ts'

describe('the language of a label', () => {
  test.each(LANGUAGES)('%s is found by its code and its three names', (language) => {
    const { native, zh, en } = LANGUAGE_NAMES[language]
    for (const label of [
      language,
      language.toUpperCase(),
      bcp47(language),
      native,
      zh,
      en,
      ` ${en} `,
      `${en} (${language})`,
      `${language} ${native}`,
    ]) {
      expect(findLanguage(label), label).toBe(language)
    }
  })

  test.each([
    ['Chinese (Simplified)', 'zh_cn'],
    ['Simplified Chinese', 'zh_cn'],
    ['Traditional Chinese', 'zh_tw'],
    ['中文', 'zh_cn'],
    ['zh-Hant-HK', 'zh_hk'],
    ['Portuguese (Brazil)', 'pt_br'],
    ['日文', 'ja_jp'],
    ['en', 'en_us'],
    ['Default text', 'default'],
    ['默认', 'default'],
  ])('%s is %s', (label, language) => {
    expect(findLanguage(label)).toBe(language)
  })

  test.each(['', ' ', 'Klingon', 'hi_in', 'Talk to a person in English', '…', 'x'.repeat(500)])(
    '%j is none',
    (label) => {
      expect(findLanguage(label)).toBeNull()
    },
  )
})
