import { defineTexts } from '../i18n/texts.ts'

/** What is known of a send whose outcome was unknown, in two or three words. */
export const resolutionTexts = defineTexts({
  en: {
    delivered: 'It landed',
    not_delivered: 'It did not land',
    undecided: 'Cannot be told',
  },
  zh: {
    delivered: '已生效',
    not_delivered: '没有生效',
    undecided: '无法判断',
  },
})
