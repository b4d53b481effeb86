import { expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { createTenant, type Tenant } from '../testing/tenant.ts'

/** Sends bytes as the body of a push; returns the status and the parsed response. */
async function push(tenant: Tenant, body: Uint8Array<ArrayBuffer>, type = 'application/json') {
  const { message_id } = await tenant.send()
  const path = `/open-apis/im/v1/messages/${message_id}/push_follow_up`
  const response = await fetch(tenant.emulator.url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${tenant.token}`, 'Content-Type': type },
    body,
  })
  const { code, msg, error } = await response.json()
  const bubbles = (await tenant.look(message_id)).bubbles
  return { status: response.status, code, msg, error, bubbles }
}

const assume = (tenant: Tenant, assumptions: Record<string, string>) =>
  tenant.control('POST', '/assumptions', assumptions, assumptionsResponseSchema)

const utf8 = (text: string) => new TextEncoder().encode(text)
const bubbleOf = (text: string) => `{"follow_ups":[{"content":"${text}"}]}`
/** 进度 in GBK. */
const GBK = Uint8Array.from([
  ...utf8('{"follow_ups":[{"content":"'),
  ...[0xbd, 0xf8, 0xb6, 0xc8],
  ...utf8('"}]}'),
])

test('bytes that are not UTF-8 are replaced, refused, or decoded as declared', async () => {
  const tenant = await createTenant()
  const gbk = 'application/json; charset=gbk'
  const plain = await push(tenant, GBK, gbk)
  expect(plain.code).toBe(0)
  expect(plain.bubbles[0]).toContain('�')
  await assume(tenant, { invalid_utf8: 'refused' })
  expect((await push(tenant, GBK, gbk)).code).toBe(9499)
  await assume(tenant, { body_charset: 'declared' })
  expect((await push(tenant, GBK, gbk)).bubbles).toEqual(['进度'])
  expect((await push(tenant, utf8(bubbleOf('x')), 'application/json; charset=nonsense')).code).toBe(
    9499,
  )
})

test('byte_order_mark = refused rejects a body that starts with one', async () => {
  const tenant = await createTenant()
  const body = utf8(`\uFEFF${bubbleOf('x')}`)
  expect((await push(tenant, body)).bubbles).toEqual(['x'])
  await assume(tenant, { byte_order_mark: 'refused' })
  expect((await push(tenant, body)).code).toBe(9499)
})

test('duplicate_keys = refused rejects an object that has a key twice', async () => {
  const tenant = await createTenant()
  const body = utf8('{"follow_ups":[{"content":"a","content":"b"}]}')
  expect((await push(tenant, body)).bubbles).toEqual(['b'])
  await assume(tenant, { duplicate_keys: 'refused' })
  expect((await push(tenant, body)).code).toBe(9499)
  expect((await push(tenant, utf8(bubbleOf('content')))).code).toBe(0)
})

test('large_body chooses the status of a body that is too large', async () => {
  const tenant = await createTenant()
  const body = utf8(bubbleOf('x'.repeat(256 * 1024)))
  expect(await push(tenant, body)).toMatchObject({ status: 413, code: 9499 })
  await assume(tenant, { large_body: '400' })
  expect(await push(tenant, body)).toMatchObject({ status: 400, code: 9499 })
})

test('violation_path = any_index names no place in an array', async () => {
  const tenant = await createTenant()
  const body = utf8('{"follow_ups":[{},{"content":"x","i18n_contents":[{"content":"x"}]}]}')
  const fields = async () =>
    (await push(tenant, body)).error.field_violations.map(({ field }: { field: string }) => field)
  const [content, language] = ['follow_ups[0].content', 'follow_ups[1].i18n_contents[0].language']
  expect(await fields()).toEqual([content, language])
  await assume(tenant, { violation_path: 'any_index' })
  expect(await fields()).toEqual([
    'follow_ups[*].content',
    'follow_ups[*].i18n_contents[*].language',
  ])
})

test('msg_ext = none returns the documented text', async () => {
  const tenant = await createTenant()
  const create = () =>
    tenant.ask('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: 'ou_x',
      ...tenant.text('x'),
    })
  expect((await create()).msg).toMatch(/, ext=invalid receive_id$/)
  await assume(tenant, { msg_ext: 'none' })
  expect((await create()).msg).toBe('Your request contains an invalid request parameter.')
})
