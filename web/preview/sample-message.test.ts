import { expect, test } from 'vitest'
import { bcp47 } from '#contract/languages'
import { SAMPLE_MESSAGE } from './sample-message.ts'
import { previewTexts } from './texts.ts'

test('the page has the sample of its own language at hand', () => {
  const { en, zh } = previewTexts
  expect([en.sample, en.sampleLang]).toEqual([SAMPLE_MESSAGE.en_us, bcp47('en_us')])
  expect([zh.sample, zh.sampleLang]).toEqual([SAMPLE_MESSAGE.zh_cn, bcp47('zh_cn')])
})
