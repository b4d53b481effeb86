import { defineTexts } from '../i18n/texts.ts'

/** The texts of the response pane before the first call. */
export const idleTexts = defineTexts({
  en: {
    title: 'Answer',
    headline: 'Nothing sent yet',
    sentence:
      'Once you send, the platform’s raw answer stands here, beside what its code means, what to do about it, and whether you may try again.',
  },
  zh: {
    title: '返回结果',
    headline: '尚未发送',
    sentence:
      '发送之后，这里会显示平台返回的原文，旁边是返回码的含义、处理办法，以及能否再发一次。',
  },
})
