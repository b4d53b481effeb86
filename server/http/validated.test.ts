import { Hono } from 'hono'
import type { ExtractSchema } from 'hono/types'
import { describe, expect, expectTypeOf, test } from 'vitest'
import * as z from 'zod/mini'
import { refusalSchema } from '#contract/refusal'
import { noQuery, profileQuery, searchField, specOf, validated } from './validated.ts'

const responses = { 200: { description: 'Done' } }

const app = new Hono().post(
  '/notes/:note_id',
  validated({
    summary: 'Changes a note',
    access: 'public',
    params: z.object({ note_id: z.string().check(z.regex(/^n_/, { error: 'chat_id_shape' })) }),
    query: z.strictObject({
      profile: z.optional(z.string()),
      limit: z.optional(
        z.pipe(
          z.string(),
          z.transform((text) => Number(text)),
        ),
      ),
    }),
    body: z.strictObject({ text: z.string() }),
    profiles: { find: async (id) => (id === 'none' ? null : ({ id: id ?? 'default' } as never)) },
    idempotencyKey: true,
    responses,
  }),
  (c) =>
    c.json({
      id: c.req.param('note_id'),
      limit: c.req.valid('query').limit ?? null,
      text: c.req.valid('json').text,
      body: c.var.bodyText,
      key: c.var.idempotencyKey ?? null,
      profile: c.var.profile.id,
    }),
)

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

test('hands over what was validated, and the exact text of the body', async () => {
  const response = await post('/notes/n_1?limit=5', '{ "text":"a" }', { 'Idempotency-Key': 'k' })
  expect(await response.json()).toEqual({
    id: 'n_1',
    limit: 5,
    text: 'a',
    body: '{ "text":"a" }',
    key: 'k',
    profile: 'default',
  })
})

test('refuses all issues of a request together, in the order of its parts', async () => {
  const response = await post('/notes/x?profile=none&limit=1&limit=2&more=1', '{"texts":1}', {
    'Idempotency-Key': 'ä',
  })
  expect(response.status).toBe(422)
  const { error, issues } = refusalSchema.parse(await response.json())
  expect(error).toBe('invalid')
  expect(issues.map(({ path }) => path)).toEqual([
    'note_id',
    'limit',
    'more',
    'profile',
    'text',
    'texts',
    'Idempotency-Key',
  ])
})

test('refuses an unusable body before anything else', async () => {
  const response = await post('/notes/x?more=1', '{')
  expect(response.status).toBe(400)
  expect(refusalSchema.parse(await response.json())).toMatchObject({
    error: 'not_json',
    issues: [],
  })
})

test('a route without a query schema ignores its query', async () => {
  const lenient = new Hono().get(
    '/',
    validated({ summary: 'Reads', access: 'public', responses }),
    (c) => c.text('ok'),
  )
  expect((await lenient.request('/?x=1')).status).toBe(200)
})

test('the spec is found by the handler, and the types by the app', () => {
  expect(app.routes.map(({ handler }) => specOf(handler)?.summary)).toEqual([
    'Changes a note',
    undefined,
  ])
  type Input = ExtractSchema<typeof app>['/notes/:note_id']['$post']['input']
  expectTypeOf<Input['query']>().toEqualTypeOf<{
    profile?: string | undefined
    limit?: string | undefined
  }>()
  expectTypeOf<Input['json']>().toEqualTypeOf<{ text: string }>()
  expectTypeOf<Input['header']>().toEqualTypeOf<{ 'Idempotency-Key'?: string }>()
  expectTypeOf<Input['param']>().toEqualTypeOf<{ note_id: string }>()
})

test('schemas of a rarely used route are loaded once, on its first request, and validate as others do', async () => {
  let loads = 0
  const lazy = new Hono().post(
    '/',
    validated({
      summary: 'Adds a note',
      access: 'public',
      async schemas() {
        loads += 1
        return { body: z.strictObject({ text: z.string() }), responses }
      },
    }),
    (c) => c.json(c.req.valid('json').text),
  )
  const send = (body: object) =>
    lazy.request('/', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  expect(loads).toBe(0)
  expect((await send({ text: 1 })).status).toBe(422)
  expect(await (await send({ text: 'a' })).json()).toBe('a')
  expect(loads).toBe(1)
})

describe('a route', () => {
  const json = { 'content-type': 'application/json' }
  const issuesOf = async (response: Response) => [
    response.status,
    (await response.json()).issues.map(({ path }: { path: string }) => path),
  ]

  /** A route with this spec, which answers with what it was handed. */
  function routeOf(spec: object, method: 'get' | 'post' = 'post') {
    const handler = validated({ summary: '', access: 'public', responses, ...spec })
    const routes = new Hono().on(method, '/:id', handler, (c) =>
      c.json({
        query: c.req.valid('query' as never) ?? null,
        value: c.req.valid('json' as never) ?? null,
        locale: c.get('locale'),
        text: c.get('bodyText') ?? null,
        key: c.get('idempotencyKey') ?? null,
      }),
    )
    return (path: string, body: string | null = null, headers: Record<string, string> = json) =>
      routes.request(path, { method, body, headers })
  }
  const body = z.strictObject({ a: z.string() })

  test('with a body and no query accepts no parameter', async () => {
    const ask = routeOf({ body })
    expect(await issuesOf(await ask('/x?b=1', '{"a":"b"}'))).toEqual([422, ['b']])
    expect((await ask('/x', '{"a":"b"}')).status).toBe(200)
  })

  test('has its own limit of bytes', async () => {
    const ask = routeOf({ body, maxBytes: 9 })
    expect((await ask('/x', '{"a":"b"}')).status).toBe(200)
    expect((await ask('/x', '{"a":"bc"}')).status).toBe(413)
  })

  test('that forwards its body takes any JSON', async () => {
    const ask = routeOf({ body, forwardsBody: true })
    const response = await ask('/x', '[ 1 ]', { ...json, 'accept-language': 'zh' })
    expect(await response.json()).toEqual({
      ...{ query: {}, value: null, locale: 'zh', text: '[ 1 ]', key: null },
    })
    expect((await ask('/x', '[')).status).toBe(400)
  })

  test('may choose the schema by the body and the query', async () => {
    const ask = routeOf({
      ...{ body, query: z.strictObject({ k: z.optional(z.string()) }) },
      bodySchema: (value: unknown, { k }: { k?: string }) =>
        k === 'number' && Array.isArray(value) ? z.array(z.number()) : body,
    })
    expect(await (await ask('/x?k=number', '[1]')).json()).toMatchObject({
      ...{ query: { k: 'number' }, value: [1] },
    })
    expect((await ask('/x', '[1]')).status).toBe(422)
    expect((await ask('/x?k=number', '{"a":"b"}')).status).toBe(200)
  })

  test('reads a key only if it takes one', async () => {
    const headers = { ...json, 'idempotency-key': 'k1' }
    const of = async (spec: object, given: Record<string, string> = headers) =>
      (await (await routeOf({ body, ...spec })('/x', '{"a":"b"}', given)).json()).key
    expect(await of({ idempotencyKey: true })).toBe('k1')
    expect(await of({ idempotencyKey: true }, json)).toBeNull()
    expect(await of({})).toBeNull()
    const bad = { ...json, 'idempotency-key': 'ä' }
    expect((await routeOf({ body })('/x', '{"a":"b"}', bad)).status).toBe(200)
    const refusing = routeOf({ body, idempotencyKey: true })
    expect(await issuesOf(await refusing('/x', '{"a":"b"}', bad))).toEqual([
      ...[422, ['Idempotency-Key']],
    ])
  })

  test('says why there is no app, by default that it is unknown', async () => {
    const asked: unknown[] = []
    const of = async (explainMissing: object, path = '/x?profile=p') => {
      const profiles = {
        find: async (...args: unknown[]) => {
          asked.push(args)
          return null
        },
        ...explainMissing,
      }
      const response = await routeOf({ query: profileQuery, profiles }, 'get')(path, null, {})
      return (await response.json()).issues
    }
    const unknown = 'Unknown app. Use an ID from /api/profiles.'
    expect(await of({})).toEqual([{ path: 'profile', message: unknown }])
    expect(await of({ explainMissing: () => null })).toMatchObject([{ message: unknown }])
    const explainMissing = (id: string) => ({ en: `removed: ${id}`, zh: '' })
    expect(await of({ explainMissing })).toEqual([{ path: 'profile', message: 'removed: p' }])
    expect(await of({ explainMissing }, '/x')).toMatchObject([{ message: 'removed: ' }])
    expect(asked).toEqual([...Array(3).fill(['p', null]), [undefined, null]])
  })

  test('refuses who is not signed in before it reads anything', async () => {
    const ask = routeOf({ body, access: 'signed_in' })
    expect((await ask('/x?b=1', '{')).status).toBe(401)
  })

  test('loads its schemas once', async () => {
    let loads = 0
    const ask = routeOf({
      async schemas() {
        loads += 1
        return { body, responses }
      },
    })
    await Promise.all([ask('/x', '{}'), ask('/x', '{}')])
    expect(loads).toBe(1)
  })

  test.each([
    [undefined, true],
    ['a'.repeat(200), true],
    ['a'.repeat(201), false],
  ])('searches for up to 200 characters', (query, valid) => {
    expect(z.strictObject(searchField).safeParse({ query }).success).toBe(valid)
  })

  test('names a search that is too long, an unknown and a repeated parameter', async () => {
    const ask = routeOf({ query: z.strictObject(searchField) }, 'get')
    const messages = async (path: string) =>
      (await (await ask(path, null, {})).json()).issues.map(
        ({ path: at, message }: Record<string, string>) => `${at}: ${message}`,
      )
    expect(await messages(`/x?query=${'a'.repeat(201)}`)).toEqual([
      'query: A search can have at most 200 characters.',
    ])
    expect(await messages('/x?a=1&a=2&query=b&query=c')).toEqual([
      'a: Unknown query parameter. Remove it.',
      'query: Use this query parameter only once.',
    ])
  })

  test('without parameters, or with an app only, takes no others', () => {
    expect(noQuery.safeParse({ a: '1' }).success).toBe(false)
    expect(noQuery.safeParse({}).success).toBe(true)
    expect(profileQuery.safeParse({ profile: 'a' }).success).toBe(true)
    expect(profileQuery.safeParse({ profile: 'a', b: '1' }).success).toBe(false)
  })
})
