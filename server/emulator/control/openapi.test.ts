import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { fromJSONSchema } from 'zod'
import { EMULATOR_CALLS } from '#contract/emulator/calls'
import type { ApiDocument } from '#contract/openapi'
import { createEmulator, type Emulator } from '../emulator.ts'

let emulator: Emulator
let api: ApiDocument
beforeAll(async () => {
  emulator = await createEmulator()
  api = await (await fetch(`${emulator.url}/_emulator/openapi.json`)).json()
  return () => emulator.close()
})

test('is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator()
  expect(await validator.validate(api)).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('lists every control call, and no others', () => {
  const listed = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const calls = Object.values(EMULATOR_CALLS).map(
    ({ method, path }) => `${method} /_emulator${path.replace(/:(\w+)/g, '{$1}')}`,
  )
  expect(listed.sort()).toEqual(calls.sort())
})

test.each(['/health', '/state', '/scenario', '/deliveries', '/faults'])(
  'describes what GET %s responds with',
  async (path) => {
    const responses = api.paths[`/_emulator${path}`]?.get?.responses as
      | Record<string, { content: Record<string, { schema: object }> }>
      | undefined
    const schema = responses?.['200']?.content['application/json']?.schema
    expect(schema).toBeDefined()
    const standalone = JSON.stringify({ ...schema, $defs: api.components.schemas })
    const validator = fromJSONSchema(
      JSON.parse(standalone.replaceAll('"#/components/schemas/', '"#/$defs/')),
    )
    const body: unknown = await (await fetch(`${emulator.url}/_emulator${path}`)).json()
    expect(validator.safeParse(body).error).toBeUndefined()
  },
)
