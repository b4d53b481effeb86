import { describe, expect, test } from 'vitest'
import { BODY, PUSH, refusalOf, SUCCESS, startWith } from '../testing/send.ts'

describe('a push that the console refuses', () => {
  const refused = async (path: string, body: unknown, headers = {}) => {
    const { post, upstream } = await startWith(SUCCESS)
    const response = await post(path, body, headers)
    expect(upstream.requests).toHaveLength(0)
    return { status: response.status, ...(await refusalOf(response)) }
  }

  test.each([
    ['..%2f..%2fx', 'message_id'],
    ['x', 'message_id'],
    ['om_%0d%0aX', 'message_id'],
    ['om_x%3Fa=b', 'message_id'],
    [`om_${'x'.repeat(2000)}`, 'message_id'],
  ])('for its message id %.30s', async (id, path) => {
    const { status, issues } = await refused(`/api/messages/${id}/push_follow_up`, BODY)
    expect(status).toBe(422)
    expect(issues.map((issue) => issue.path)).toEqual([path])
  })

  test.each([
    ['profile=unknown', ['profile']],
    ['profile=', ['profile']],
    ['profile=feishu&profile=feishu', ['profile']],
    ['send_anyway=0', ['send_anyway']],
    ['send_anyway=true', ['send_anyway']],
    ['x=1&__proto__=2', ['x', '__proto__']],
  ])('for its query %s', async (query, paths) => {
    const { status, error, issues } = await refused(`${PUSH}?${query}`, BODY)
    expect([status, error]).toEqual([422, 'invalid'])
    expect(issues.map((issue) => issue.path)).toEqual(paths)
  })

  test('names an unknown field by its path, in the language of the request', async () => {
    const body = {
      follow_ups: [{ content: 'a', i18n_contents: [{ content: '', language: 'en_us' }] }],
      x: 1,
    }
    const zh = await refused(PUSH, body, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })
    expect(zh.status).toBe(422)
    expect(zh.issues).toContainEqual({
      path: 'follow_ups.0.i18n_contents.0.content',
      message: '请填写文字（1–200 个字符）。',
    })
    expect(zh.issues.map((issue) => issue.path)).toContain('x')
  })

  test('lists all issues at once', async () => {
    const { issues } = await refused('/api/messages/x/push_follow_up?profile=unknown', {
      follow_ups: [],
    })
    expect(issues.map((issue) => issue.path)).toEqual(['message_id', 'profile', 'follow_ups'])
  })

  test.each(['[]', 'null', '"text"', '1'])(
    'for a body that is no object, even anyway: %s',
    async (body) => {
      const { status, issues } = await refused(`${PUSH}?send_anyway=1`, body)
      expect(status).toBe(422)
      expect(issues.map((issue) => issue.path)).toEqual([''])
    },
  )
})
