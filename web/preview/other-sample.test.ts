import { expect, test } from 'vitest'
import { bcp47 } from '#contract/languages'
import { SAMPLE_MESSAGE } from './other-sample.tsx'
import { previewTexts } from './texts.ts'

test('the page’s texts contain the sample in its own language', () => {
  const { en, zh } = previewTexts
  expect([en.sample, en.sampleLang]).toEqual([SAMPLE_MESSAGE.en_us, bcp47('en_us')])
  expect([zh.sample, zh.sampleLang]).toEqual([SAMPLE_MESSAGE.zh_cn, bcp47('zh_cn')])
})
