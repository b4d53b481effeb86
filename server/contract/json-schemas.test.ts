import { describe, expect, test } from 'vitest'
import { fromJSONSchema } from 'zod'
import * as z from 'zod/mini'
import { scenarioSchema } from './emulator/scenario.ts'
import { followUpSchema, pushFollowUpBodySchema } from './follow-ups.ts'
import { LIMITS } from './limits.ts'

const texts = z.registry<{ minLength: number; maxLength: number }>()
// A JSON Schema counts code points, as `countCharacters` does.
texts.add(followUpSchema.shape.content, {
  minLength: LIMITS.content.min,
  maxLength: LIMITS.content.max,
})

function jsonSchemaOf(title: string, schema: z.ZodMiniType) {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: texts,
  })
  return { $schema, title, ...rest }
}

const SCHEMAS = {
  'follow-ups': jsonSchemaOf(
    'Bubbles of push_follow_up, as a file for follow-up-console',
    z.union([pushFollowUpBodySchema, pushFollowUpBodySchema.shape.follow_ups]),
  ),
  scenario: jsonSchemaOf('Scenario of the emulator of follow-up-console', scenarioSchema),
}

/** `npx vitest run server/contract/json-schemas -u` writes them again. */
test.each(Object.entries(SCHEMAS))('schemas/%s.schema.json is current', async (name, schema) => {
  const file = `../../schemas/${name}.schema.json`
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file)
})

describe('the JSON Schema of bubbles', () => {
  const accepts = (value: unknown) =>
    fromJSONSchema(JSON.parse(JSON.stringify(SCHEMAS['follow-ups']))).safeParse(value).success
  const bubble = { content: '进度', i18n_contents: [{ content: 'Progress', language: 'en_us' }] }

  test('accepts the body of a push, and the list alone', () => {
    expect(accepts({ follow_ups: [bubble] })).toBe(true)
    expect(accepts([bubble])).toBe(true)
  })

  test.each([
    ['no bubble', []],
    ['four bubbles', [bubble, bubble, bubble, bubble]],
    ['an unknown language', [{ ...bubble, i18n_contents: [{ content: 'a', language: 'xx' }] }]],
    ['an unknown field', [{ ...bubble, colour: 'red' }]],
    ['an empty text', [{ content: '' }]],
    ['a text of 201 characters', [{ content: '好'.repeat(201) }]],
  ])('rejects %s', (_, value) => {
    expect(accepts(value)).toBe(false)
  })
})
