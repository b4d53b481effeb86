import { expect, test } from 'vitest'
import { doctorReport } from './doctor-report.ts'
import { doctorTexts } from './texts.ts'

test('a report says each check with its code, time, mend and links, and nothing where there is none', () => {
  expect(
    doctorReport(
      'shop',
      [
        {
          name: 'address',
          status: 'pass',
          detail: 'It answers.',
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
          advice: 'Enter it anew.',
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
      'Check this profile: shop',
      '[pass] Address · 12 ms',
      '  It answers.',
      '[FAIL] Token · optional · code 10014',
      '  The secret is wrong.',
      '  Enter it anew.',
      '  https://open.feishu.cn/app',
    ].join('\n'),
  )
})
