import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { describeApi } from './openapi.ts'

const user = z.object({ name: z.string(), age: z._default(z.int(), 0) })
const problem = z.object({ message: z.string() })

const document = describeApi({
  title: 'Users',
  version: '1.0.0',
  schemas: { User: user, Problem: problem },
  calls: [
    {
      method: 'POST',
      path: '/groups/:group_id/users',
      summary: 'Adds users to a group',
      tag: 'groups',
      query: z.object({ dry_run: z.optional(z.enum(['yes', 'no'])), owner: z.string() }),
      body: z.strictObject({ users: z.array(user) }),
      responses: {
        200: { description: 'The users of the group', schema: z.object({ users: z.array(user) }) },
        404: { description: 'No such group', schema: problem },
      },
    },
    {
      method: 'DELETE',
      path: '/groups/:group_id/users',
      summary: 'Removes all users of a group',
      responses: { 204: { description: 'Done' } },
    },
  ],
})
const path = document.paths['/groups/{group_id}/users']

test('joins the methods of a path and spells its parameters as OpenAPI does', () => {
  expect(Object.keys(path ?? {})).toEqual(['post', 'delete'])
  expect(path?.delete?.parameters).toEqual([
    { name: 'group_id', in: 'path', required: true, schema: { type: 'string' } },
  ])
})

test('lists query parameters with whether they are required', () => {
  expect(path?.post?.parameters).toContainEqual({
    name: 'dry_run',
    in: 'query',
    required: false,
    schema: { type: 'string', enum: ['yes', 'no'] },
  })
  expect(path?.post?.parameters).toContainEqual({
    name: 'owner',
    in: 'query',
    required: true,
    schema: { type: 'string' },
  })
})

test('refers to named schemas, and keeps the form of a request beside the form of a response', () => {
  const { schemas } = document.components
  expect(Object.keys(schemas).sort()).toEqual(['Problem', 'User', 'UserInput'])
  const [request, response] = ['UserInput', 'User'].map((name) => schemas[name]?.required)
  expect(request).toEqual(['name'])
  expect(response).toEqual(['name', 'age'])
  expect(JSON.stringify(path?.post?.requestBody)).toContain('"#/components/schemas/UserInput"')
  expect(JSON.stringify(path?.post?.responses)).toContain('"#/components/schemas/User"')
  expect(JSON.stringify(document)).not.toContain('$defs')
})

test('leaves a response without a schema without content', () => {
  expect(path?.delete?.responses).toEqual({ 204: { description: 'Done' } })
})
