import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { apiDocumentRoute, responsesOf } from './api-document.ts'
import { validated } from './validated.ts'

const responses = { 200: { description: 'Done', schema: z.object({ a: z.string() }) } }
const body = z.strictObject({ a: z.string() })

/** The kinds of refusal that are documented, each with its status. */
async function refusals(spec: object): Promise<string[]> {
  const documented = await responsesOf({
    summary: '',
    access: 'public',
    responses,
    ...spec,
  } as never)
  return Object.entries(documented).flatMap(([status, { description }]) =>
    [...description.matchAll(/^`(\w+)`: /gm)].map(([, kind]) => `${status} ${kind}`),
  )
}

const ALWAYS = ['403 foreign_origin', '421 wrong_host', '500 internal', '503 storage']
const SIGNED_IN = ['401 not_signed_in', '403 not_allowed']
const OF_BODY = ['400 not_json', '413 too_large', '415 wrong_content_type', '422 invalid']
const OF_APP = ['403 not_named', '409 waiting_for_approval']

describe('the documented refusals of a route', () => {
  test.each([
    [{}, ALWAYS],
    [{ access: 'signed_in' }, [...ALWAYS, ...SIGNED_IN]],
    [{ body }, [...ALWAYS, ...OF_BODY]],
    [{ query: body }, [...ALWAYS, '422 invalid']],
    [{ params: body }, [...ALWAYS, '422 invalid']],
    [{ idempotencyKey: true }, [...ALWAYS, '422 invalid']],
    [{ profiles: {} }, [...ALWAYS, '422 invalid']],
    [{ refusals: ['not_found'] }, [...ALWAYS, '404 not_found']],
    [{ access: { per: 'profile', role: 'sender' } }, [...ALWAYS, ...SIGNED_IN, ...OF_APP]],
    [{ access: { per: 'profile', role: 'viewer' } }, [...ALWAYS, ...SIGNED_IN]],
    [{ access: { per: 'any', role: 'sender' } }, [...ALWAYS, ...SIGNED_IN]],
  ])('of %j', async (spec, kinds) => {
    expect((await refusals(spec)).sort()).toEqual(kinds.sort())
  })

  test('share the status of another response, with both descriptions and schemas', async () => {
    const documented = await responsesOf({
      ...{
        summary: '',
        access: 'public',
        refusals: ['not_found', 'in_flight', 'version_conflict'],
      },
      responses: {
        ...responses,
        404: { description: 'Gone', schema: z.object({ b: z.number() }) },
      },
    })
    expect(documented[200]).toEqual(responses[200])
    expect(documented[404]?.description).toBe('Gone\n\n`not_found`: Not found.')
    const refusal = { error: 'not_found', message: '', issues: [] }
    for (const value of [{ b: 1 }, refusal]) {
      expect(documented[404]?.schema?.safeParse(value).success).toBe(true)
    }
    expect(documented[404]?.schema?.safeParse({ c: 1 }).success).toBe(false)
    expect(documented[409]?.description).toMatch(/^`in_flight`: .+\n\n`version_conflict`: .+$/)
    expect(documented[409]?.schema?.safeParse({ b: 1 }).success).toBe(false)
  })
})

test('the document lists the routes with a spec, with their tags, and reads them once', async () => {
  let reads = 0
  const handlers = new Hono()
    .post(
      '/api/notes/:id',
      validated({
        summary: 'Adds a note',
        access: 'public',
        body,
        idempotencyKey: true,
        responses,
      }),
      (c) => c.text(''),
    )
    .get('/metrics', validated({ summary: 'Reads', access: 'public', responses }), (c) =>
      c.text(''),
    )
    .get('/plain', (c) => c.text(''))
  const app = new Hono()
    .use(async (c, next) => {
      c.set('caller', { kind: 'local', rights: ['everything'] } as never)
      await next()
    })
    .route(
      '/',
      apiDocumentRoute(() => {
        reads += 1
        return handlers.routes
      }),
    )
  const [first, second] = [await app.request('/'), await app.request('/')]
  const document = await first.json()
  expect(await second.json()).toEqual(document)
  expect(reads).toBe(1)
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Follow-up console', version: '1.0.0' },
    paths: {
      '/api/notes/{id}': { post: { summary: 'Adds a note', tags: ['notes'] } },
      '/metrics': { get: { summary: 'Reads', tags: ['metrics'] } },
    },
  })
  expect(Object.keys(document.paths)).toEqual(['/api/notes/{id}', '/metrics'])
  expect(Object.keys(document.components.schemas)).toEqual(['Refusal'])
  const { parameters } = document.paths['/api/notes/{id}'].post
  expect(parameters.map(({ name }: { name: string }) => name)).toEqual(['id', 'Idempotency-Key'])
  expect(document.paths['/metrics'].get.parameters ?? []).toEqual([])
})
