import { describe, expect, test, vi } from 'vitest'
import { readJsonBody, readUpTo } from './json-body.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const read = (body: BodyInit | null, headers: Record<string, string> = JSON_TYPE, limit?: number) =>
  readJsonBody(new Request('http://a.test', { method: 'POST', body, headers }), limit)

describe('a JSON body', () => {
  test('is read as its exact text and its value', async () => {
    expect(await read('{ "a" : "查" }')).toEqual({
      ...{ ok: true, text: '{ "a" : "查" }', value: { a: '查' } },
    })
    expect(await read('null')).toEqual({ ok: true, text: 'null', value: null })
  })

  test.each([
    'application/json',
    'Application/JSON',
    'application/json;charset=utf-8',
    'application/json \t; \tcharset=UTF-8',
    'application/json; charset="utf-8"',
  ])('may have the type %j', async (type) => {
    expect(await read('1', { 'content-type': type })).toMatchObject({ ok: true })
  })

  test.each([
    'x-application/json',
    'application/jsonx',
    'application/json;',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8x',
    'application/json; charset="utf-8',
    '',
  ])('may not have the type %j', async (type) => {
    expect(await read('1', { 'content-type': type })).toEqual({
      ...{ ok: false, error: 'wrong_content_type' },
    })
  })

  test.each([
    ['identity', true],
    ['gzip', false],
    ['', false],
  ])('may have the encoding %j: %s', async (encoding, ok) => {
    expect(await read('1', { ...JSON_TYPE, 'content-encoding': encoding })).toMatchObject({ ok })
  })

  test('may have as many bytes as the limit, by default 64 KB', async () => {
    const tooLarge = { ok: false, error: 'too_large' }
    expect(await read('"23"', JSON_TYPE, 4)).toMatchObject({ ok: true })
    expect(await read('"234"', JSON_TYPE, 4)).toEqual(tooLarge)
    expect(await read('"查"', JSON_TYPE, 4)).toEqual(tooLarge)
    expect(await read(`"${'a'.repeat(65_534)}"`)).toMatchObject({ ok: true })
    expect(await read(`"${'a'.repeat(65_535)}"`)).toEqual(tooLarge)
  })

  test('is refused by its declared length before it is read', async () => {
    const declare = (length: string) => ({ ...JSON_TYPE, 'content-length': length })
    expect(await read('1', declare('4'), 4)).toMatchObject({ ok: true })
    expect(await read('1', declare('5'), 4)).toEqual({ ok: false, error: 'too_large' })
  })

  test.each([null, '', '{', '\ufeff1', Uint8Array.of(0x22, 0xff, 0x22)])(
    'is no JSON if it is %j',
    async (body) => {
      expect(await read(body)).toEqual({ ok: false, error: 'not_json' })
    },
  )
})

test('a stream is read up to the limit and then given up', async () => {
  const cancel = vi.fn()
  const streamOf = (...sizes: number[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const size of sizes) controller.enqueue(new Uint8Array(size).fill(65))
        controller.close()
      },
      cancel,
    })
  expect(String(await readUpTo(5, streamOf(2, 3)))).toBe('AAAAA')
  expect(String(await readUpTo(0, null))).toBe('')
  expect(cancel).not.toHaveBeenCalled()
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(3)),
    cancel,
  })
  expect(await readUpTo(5, endless)).toBeNull()
  expect(cancel).toHaveBeenCalledOnce()
})
