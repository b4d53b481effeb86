import * as z from 'zod/mini'

/** One response of a call; without `schema` it has no body. */
export type ApiResponse = {
  description: string
  schema?: z.ZodMiniType
  /** `application/json` by default. */
  contentType?: string
  /** Schemas by content type, if there are several. */
  content?: Readonly<Record<string, z.ZodMiniType>>
}

/** One call of an API as its document describes it. */
export type ApiCall = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Hono's spelling: `/users/:open_id`. */
  path: string
  /** One line, a sentence without a full stop. */
  summary: string
  tag?: string
  query?: z.ZodMiniObject | undefined
  headers?: z.ZodMiniObject | undefined
  body?: z.ZodMiniType | undefined
  /** A call with a body accepts an empty one. */
  bodyOptional?: boolean
  /** By HTTP status. */
  responses: Readonly<Record<number, ApiResponse>>
}

export type ApiDescription = {
  title: string
  version: string
  calls: readonly ApiCall[]
  /** Schemas written once, under `components`; every use of them becomes a reference. */
  schemas?: Readonly<Record<string, z.ZodMiniType>>
  securitySchemes?: Readonly<Record<string, Json>>
  security?: readonly Readonly<Record<string, readonly string[]>>[]
}

type Json = Record<string, unknown>

/** An OpenAPI 3.1 document, as JSON. */
export type ApiDocument = {
  openapi: '3.1.0'
  info: { title: string; version: string }
  paths: Record<string, Record<string, Json>>
  components: { schemas: Record<string, Json>; securitySchemes?: Json }
  security?: unknown
}

/**
 * Describes an API as an OpenAPI 3.1 document. Refinements and transforms have no JSON Schema and
 * are left out.
 */
export function describeApi(api: ApiDescription): ApiDocument {
  const { title, version, calls, schemas = {}, securitySchemes, security } = api
  const writer = createSchemaWriter(schemas)
  const paths: ApiDocument['paths'] = {}
  for (const call of calls) {
    const path = call.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: describeCall(call, writer) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    ...(security && { security }),
    paths,
    components: { schemas: writer.components, ...(securitySchemes && { securitySchemes }) },
  }
}

type SchemaWriter = ReturnType<typeof createSchemaWriter>

function createSchemaWriter(named: Readonly<Record<string, z.ZodMiniType>>) {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const components: Record<string, Json> = {}

  function write(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
    const { id, $defs = {}, ...written } = toJsonSchema(schema, io, registry)
    for (const [name, { id: _, ...definition }] of Object.entries($defs)) {
      components[nameOf(name, io)] = pointToComponents(definition, io)
    }
    if (id === undefined) return pointToComponents(written, io)
    const name = nameOf(id, io)
    components[name] = pointToComponents(written, io)
    return { $ref: `#/components/schemas/${name}` }
  }

  /** A named schema whose request form differs from its response form, by defaults, has two components. */
  function nameOf(id: string, io: 'input' | 'output'): string {
    const schema = named[id]
    if (io === 'output' || !schema) return id
    const [input, output] = (['input', 'output'] as const).map((each) =>
      JSON.stringify(toJsonSchema(schema, each, registry)),
    )
    return input === output ? id : `${id}Input`
  }

  function pointToComponents(schema: Json, io: 'input' | 'output'): Json {
    const text = JSON.stringify(schema).replace(
      /"#\/\$defs\/([^"]+)"/g,
      (_, id: string) => `"#/components/schemas/${nameOf(id, io)}"`,
    )
    return JSON.parse(text)
  }
  return { components, write }
}

type ZodJson = Json & { id?: string; $defs?: Record<string, Json> }

function toJsonSchema(
  schema: z.ZodMiniType,
  io: 'input' | 'output',
  metadata: z.core.$ZodRegistry<{ id: string }>,
): ZodJson {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    metadata,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // zod writes the bounds of every safe integer.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      const { def } = zodSchema._zod
      // A response may get more members one day; only a strict object excludes them.
      if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties
    },
  })
  return JSON.parse(JSON.stringify(json))
}

function describeCall(call: ApiCall, { write }: SchemaWriter): Json {
  const { method, path, summary, tag, query, headers, body, bodyOptional = false } = call
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...describeParameters('query', query, write),
    ...describeParameters('header', headers, write),
  ]
  return {
    operationId: `${method} ${path}`.replace(/\W+/g, '_').toLowerCase(),
    summary,
    ...(tag && { tags: [tag] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: { 'application/json': { schema: write(body, 'input') } },
      },
    }),
    responses: Object.fromEntries(
      Object.entries(call.responses).map(([status, response]) => {
        const { description, schema, contentType = 'application/json' } = response
        const content = Object.entries(
          response.content ?? (schema && { [contentType]: schema }) ?? {},
        )
        return [
          status,
          {
            description,
            ...(content.length > 0 && {
              content: Object.fromEntries(
                content.map(([type, each]) => [type, { schema: write(each, 'output') }]),
              ),
            }),
          },
        ]
      }),
    ),
  }
}

function describeParameters(
  place: 'query' | 'header',
  schema: z.ZodMiniObject | undefined,
  write: SchemaWriter['write'],
): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = write(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }))
}
