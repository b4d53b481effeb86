import { Hono } from 'hono'
import type { ExtractSchema } from 'hono/types'
import { expect, expectTypeOf, test } from 'vitest'
import * as z from 'zod/mini'
import { refusalSchema } from '#contract/refusal'
import { specOf, validated } from './validated.ts'

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
