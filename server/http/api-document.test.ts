import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, describe, expect, test } from 'vitest'
import { fromJSONSchema } from 'zod'
import { exchangeSchema } from '#contract/exchange'
import type { ApiDocument } from '#contract/openapi'
import { writeReference } from '../testing/api-reference.ts'
import { startEmulated } from '../testing/emulated-console.ts'

type EmulatedConsole = Awaited<ReturnType<typeof startEmulated>>
let emulated: EmulatedConsole
let api: ApiDocument
beforeAll(async () => {
  emulated = await startEmulated()
  api = await (await emulated.request('/api/openapi.json')).json()
  return emulated.close
})

test('is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator()
  expect(await validator.validate(api)).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('lists the routes of the router, and no others', () => {
  const routes = emulated.app.routes
    .filter(({ path }) => /^\/(?:api\/(?!\*)|metrics)/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const listed = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(listed.sort()).toEqual([...new Set(routes)].sort())
})

test('documents statuses, parameters and bodies of a route', () => {
  const push = api.paths['/api/messages/{message_id}/push_follow_up']?.post
  expect(Object.keys(push?.responses ?? {})).toEqual([
    ...[
      '200',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '421',
      '422',
      '429',
      '500',
      '502',
      '503',
      '504',
    ],
  ])
  expect(push?.parameters).toMatchObject([
    { name: 'message_id', in: 'path', required: true },
    { name: 'profile', in: 'query', required: false },
    { name: 'send_anyway', in: 'query', required: false },
    { name: 'Idempotency-Key', in: 'header', required: false },
  ])
  expect(push?.requestBody).toMatchObject({
    content: { 'application/json': { schema: { $ref: '#/components/schemas/PushFollowUpBody' } } },
  })
})

/** `npx vitest run server/http/api-document -u` writes it again. */
test('docs/api.md is current', async () => {
  await expect(writeReference(api)).toMatchFileSnapshot('../../docs/api.md')
})

/** Validates a JSON response against what the document says of its path and status. */
async function expectDocumented(method: string, path: string, response: Response) {
  const { responses } = (api.paths[path]?.[method] ?? {}) as {
    responses?: Record<string, { content?: Record<string, { schema: object }> }>
  }
  const schema = responses?.[response.status]?.content?.['application/json']?.schema
  expect(schema, `${method} ${path} ${response.status}`).toBeDefined()
  const standalone = JSON.stringify({ ...schema, $defs: api.components.schemas })
  const validator = fromJSONSchema(
    JSON.parse(standalone.replaceAll('"#/components/schemas/', '"#/$defs/')),
  )
  const body = await response.json()
  const result = validator.safeParse(body)
  expect(result.error?.issues ?? [], `${method} ${path} ${response.status}`).toEqual([])
  return body
}

describe('responses are as documented', () => {
  test.each([
    '/api/health',
    '/api/profiles',
    '/api/profiles/{id}/budget',
    '/api/profiles/{id}/doctor',
    '/api/error-codes',
    '/api/recipients',
    '/api/exchanges',
    '/api/retention',
    '/api/templates',
  ])('GET %s', async (path) => {
    const response = await emulated.request(path.replace('{id}', emulated.profile.id))
    expect(response.status).toBe(200)
    await expectDocumented('get', path, response)
  })

  test('a message, its bubbles, and what the history says of them', async () => {
    const message = { receive_id_type: 'open_id', receive_id: 'ou_none', text: 'a' }
    const failed = await emulated.post('/api/messages', message)
    await expectDocumented('post', '/api/messages', failed)
    const { demonstrations } = (await emulated.control('GET', '/state')) as {
      demonstrations: { message_id: string }[]
    }
    const id = demonstrations[0]?.message_id ?? ''
    const follow_ups = [{ content: 'a' }]
    const pushed = await emulated.post(`/api/messages/${id}/push_follow_up`, { follow_ups })
    const path = '/api/messages/{message_id}/push_follow_up'
    const exchange = exchangeSchema.parse(await expectDocumented('post', path, pushed))
    const refused = await emulated.post('/api/messages/x/push_follow_up?a=1', {})
    expect(refused.status).toBe(422)
    await expectDocumented('post', path, refused)
    for (const below of ['', '/repeats', '/receipt']) {
      const response = await emulated.request(`/api/exchanges/${exchange.id}${below}`)
      await expectDocumented('get', `/api/exchanges/{id}${below}`, response)
    }
    const preflight = await emulated.request(`/api/messages/${id}/preflight`)
    await expectDocumented('get', '/api/messages/{message_id}/preflight', preflight)
  })

  test('a template', async () => {
    const template = { name: 'Delivery', follow_ups: [{ content: 'a' }] }
    const created = await emulated.post('/api/templates', template)
    const { id } = (await expectDocumented('post', '/api/templates', created)) as { id: string }
    const found = await emulated.request(`/api/templates/${id}`)
    await expectDocumented('get', '/api/templates/{id}', found)
    const exported = await emulated.request('/api/templates/export')
    await expectDocumented('get', '/api/templates/export', exported)
    const missing = await emulated.request('/api/templates/none')
    expect(missing.status).toBe(404)
    await expectDocumented('get', '/api/templates/{id}', missing)
  })
})
