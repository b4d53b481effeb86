import { expect, test } from 'vitest'
import { doctorReport, doctorTexts } from './profile-check-dialog.tsx'

test('a report has each check with its code, time, advice and links, and omits what is missing', () => {
  expect(
    doctorReport(
      'shop',
      [
        {
          name: 'address',
          status: 'pass',
          detail: 'It responds.',
          advice: '',
          links: [],
          code: null,
          duration_ms: 12.4,
          optional: false,
        },
        {
          name: 'token',
          status: 'fail',
          detail: 'The secret is wrong.',
          advice: 'Enter it again.',
          links: ['https://open.feishu.cn/app'],
          code: 10014,
          duration_ms: null,
          optional: true,
        },
      ],
      doctorTexts.en,
    ),
  ).toBe(
    [
      'Test connection: shop',
      '[passed] Address · 12 ms',
      '  It responds.',
      '[failed] Token · optional · code 10014',
      '  The secret is wrong.',
      '  Enter it again.',
      '  https://open.feishu.cn/app',
    ].join('\n'),
  )
})
