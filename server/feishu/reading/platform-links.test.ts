import { expect, test } from 'vitest'
import { platformLinks } from './platform-links.ts'

const FEISHU = { brand: 'feishu', base_url: 'https://open.feishu.cn' } as const
const EMULATOR = { brand: 'emulator', base_url: 'http://127.0.0.1:4311' } as const

test('the pages that a refusal names are collected from all their places, each once', () => {
  const auth = 'https://open.feishu.cn/app/cli_x/auth?q=im:message&op_from=openapi'
  const answer = {
    code: 99991672,
    msg: `Access denied. 点击链接申请并开通任一权限即可：${auth}，然后发布`,
    error: {
      helps: [{ url: auth, description: 'x' }, { url: 7 }, null],
      permission_violations: [
        { scope: 'im:message', url: 'https://open.larksuite.com/app/cli_x/auth' },
      ],
      troubleshooter: '排查建议查看: https://open.feishu.cn/search?code=1',
    },
  }
  expect(platformLinks(answer, FEISHU)).toEqual([
    auth,
    'https://open.larksuite.com/app/cli_x/auth',
    'https://open.feishu.cn/search?code=1',
  ])
})

test.each([
  'https://open.feishu.cn.evil.test/',
  'https://open.feishu.cn@evil.test/',
  'https://user:pass@open.feishu.cn/',
  'https://open.feishu.cn:8443/',
  'http://open.feishu.cn/',
  'javascript:alert(1)',
  'http://127.0.0.1:4311/page',
  '//open.feishu.cn/',
])('%s is no page of the platform', (url) => {
  expect(platformLinks({ error: { helps: [{ url }] } }, FEISHU)).toEqual([])
})

test('an emulator may lead to itself, and to no other machine', () => {
  const helps = [{ url: 'http://127.0.0.1:4311/page' }, { url: 'http://127.0.0.1:4312/page' }]
  expect(platformLinks({ error: { helps } }, EMULATOR)).toEqual(['http://127.0.0.1:4311/page'])
})

test.each([{}, { error: null }, { error: [] }, { error: { helps: 'x' }, msg: 7 }])(
  'an answer of another shape names none: %j',
  (answer) => {
    expect(platformLinks(answer, FEISHU)).toEqual([])
  },
)
