import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { assumptionsResponseSchema } from '#contract/emulator/control'
import { type Assumptions, DEFAULT_ASSUMPTIONS } from '../assumptions/assumptions.ts'
import { createTenant, type Tenant } from '../testing/tenant.ts'
import { readForm, readJson } from './request-body.ts'

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

/** A request with these bytes. */
function requestOf(bytes: Uint8Array | string, type?: string): IncomingMessage {
  const headers = type === undefined ? {} : { 'content-type': type }
  return Object.assign(Readable.from([Buffer.from(bytes)]), {
    headers,
  }) as unknown as IncomingMessage
}

describe('a JSON body', () => {
  const read = (body: Uint8Array | string, assumed: Partial<Assumptions>, type?: string) =>
    readJson(requestOf(body, type), 1000, { ...DEFAULT_ASSUMPTIONS, ...assumed })

  test.each([
    'x; charset=gbk',
    'x; charset="gbk"',
    'x; CHARSET=GBK; y=z',
    'x;charset=gbk;y=z',
    'x; charset=gbk y',
  ])('is decoded as %j declares', async (type) => {
    const declared = { body_charset: 'declared', invalid_utf8: 'refused' } as const
    const text = { follow_ups: [{ content: '进度' }] }
    expect(await read(GBK, declared, type)).toEqual(text)
    expect(await read(GBK, { body_charset: 'declared' }, type)).toEqual(text)
    expect(await read(GBK, { invalid_utf8: 'refused' }, type)).toBeUndefined()
    expect(await read(GBK, declared)).toBeUndefined()
    expect(await read(utf8(bubbleOf('语')), declared, 'x')).toEqual({
      follow_ups: [{ content: '语' }],
    })
  })

  test('may begin with a mark, alone or with invalid bytes, as assumed', async () => {
    const marked = utf8('\uFEFF{"a":1}')
    for (const invalid_utf8 of ['replaced', 'refused'] as const) {
      expect(await read(marked, { invalid_utf8 })).toEqual({ a: 1 })
      expect(await read(marked, { invalid_utf8, byte_order_mark: 'refused' })).toBeUndefined()
      expect(await read('{"a":1}', { invalid_utf8, byte_order_mark: 'refused' })).toEqual({ a: 1 })
    }
    const invalid = Uint8Array.from([...utf8('{"a":"'), 0xff, ...utf8('"}')])
    const strict = { invalid_utf8: 'refused', duplicate_keys: 'refused' } as const
    expect(await read(invalid, strict)).toBeUndefined()
    expect(await read(invalid, { byte_order_mark: 'refused' })).toEqual({ a: '�' })
    expect(await read(invalid, { invalid_utf8: 'refused' })).toBeUndefined()
  })

  test.each([
    ['{"a":1,"a":2}', false],
    ['{"b":{"a":1,"a":2}}', false],
    ['[{"a":1},{"b":[{"a":1,"c":2,"a":3}]}]', false],
    ['{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}', true],
    ['{"a":["x","x"],"b":1}', true],
    ['["a","a"]', true],
    ['{}', true],
    ['7', true],
  ])('with refused duplicates is %s: %s', async (text, accepted) => {
    const value = await read(text, { duplicate_keys: 'refused' })
    expect(value !== undefined).toBe(accepted)
    expect(await read(text, {})).toEqual(JSON.parse(text))
  })

  test('is undefined if it is empty or no JSON, and has a limit', async () => {
    for (const duplicate_keys of ['refused', 'last_wins'] as const) {
      const assumed = duplicate_keys === 'refused' ? { duplicate_keys } : {}
      expect(await read('', assumed)).toBeUndefined()
      expect(await read('{', assumed)).toBeUndefined()
    }
    expect(await read(`"${'x'.repeat(998)}"`, {})).toHaveLength(998)
    await expect(read(`"${'x'.repeat(999)}"`, {})).rejects.toThrow('larger than 1000 bytes')
  })
})

describe('a form', () => {
  const part = (disposition: string, value: string) =>
    `--b\r\nContent-Disposition: ${disposition}\r\n\r\n${value}\r\n`
  const read = (parts: string, type: string | undefined = 'multipart/form-data; boundary=b') =>
    readForm(requestOf(Buffer.from(`${parts}--b--\r\n`, 'latin1'), type), 1000)
  const bytes = Uint8Array.from([0xff])

  test('has bytes for the image and the file, also without a file name', async () => {
    for (const name of ['image', 'file']) {
      for (const more of ['', ';', '; filename="x.png"']) {
        expect(await read(part(`form-data; name="${name}"${more}`, '\xff'))).toEqual({
          [name]: bytes,
        })
      }
    }
    expect(await read(part('form-data; name="image_type"', 'message'))).toEqual({
      image_type: 'message',
    })
  })

  test('is undefined if the body is none, and has a limit', async () => {
    const type = 'multipart/form-data; boundary=b'
    expect(await readForm(requestOf('x', type), 1000)).toBeUndefined()
    expect(await readForm(requestOf('x'), 1000)).toBeUndefined()
    expect(await readForm(requestOf('{}', 'application/json'), 1000)).toBeUndefined()
    await expect(readForm(requestOf('x'.repeat(1001)), 1000)).rejects.toThrow('1000 bytes')
  })
})
