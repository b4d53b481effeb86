import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { EMULATOR_CALLS, type EmulatorCall } from '#contract/emulator/calls'
import { DEFAULT_ASSUMPTIONS, describeAssumptions } from './assumptions/assumptions.ts'
import { parseCommandLine } from './command-line.ts'

const PAGE = new URL('../../docs/emulator.md', import.meta.url)

type JsonSchema = {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  items?: JsonSchema
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  additionalProperties?: JsonSchema | boolean
}

/** Writes a JSON Schema on one line, in the manner of a TypeScript type; deep parts become `…`. */
function writeType(schema: JsonSchema, depth = 0): string {
  const { properties, required = [], additionalProperties } = schema
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) {
    return choices.length > 4 ? '{…}' : choices.map((one) => writeType(one, depth)).join(' or ')
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) {
    return schema.enum.length > 6
      ? (schema.type ?? 'string')
      : schema.enum.map((value) => JSON.stringify(value)).join('|')
  }
  if (schema.items) return `[${depth > 0 ? '…' : writeType(schema.items, depth + 1)}]`
  if (properties) {
    if (depth > 0) return '{…}'
    const fields = Object.entries(properties).map(
      ([name, one]) => `${name}${required.includes(name) ? '' : '?'}: ${writeType(one, depth + 1)}`,
    )
    return `{${fields.join(', ')}}`
  }
  if (typeof additionalProperties === 'object') {
    return `{[name]: ${writeType(additionalProperties, depth + 1)}}`
  }
  return schema.type ?? 'any'
}

function writeControlCalls(): string {
  const rows = Object.values<EmulatorCall>(EMULATOR_CALLS).map(
    ({ method, path, summary, query, body }) => {
      const given =
        body &&
        writeType(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
      const parameters = query && `?${Object.keys(query.shape).join('&')}`
      const input = [parameters, given === '{}' ? undefined : given]
        .filter((text) => text !== undefined)
        .map((text) => `\`${text.replaceAll('|', '\\|')}\``)
      return `| \`${method} /_emulator${path}\` | ${summary} | ${input.join(' ')} |`
    },
  )
  return ['| call | does | takes |', '| --- | --- | --- |', ...rows].join('\n')
}

function writeAssumptions(): string {
  const rows = describeAssumptions(DEFAULT_ASSUMPTIONS).map(
    ({ name, values, description }) =>
      `| \`${name}\` | ${values.map((value) => `\`${value}\``).join(', ')} | ${description.en} |`,
  )
  return [
    '| name | values | what is unknown, and why the default |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function replaceSection(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: generated -->`, `<!-- end of ${name} -->`]
  const [before, rest] = page.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`docs/emulator.md lacks ${start}`)
  return `${before}${start}\n${content}\n${end}${after}`
}

const exampleSchema = z.object({
  jobs: z.optional(
    z.object({ bot: z.object({ steps: z.array(z.object({ run: z.optional(z.string()) })) }) }),
  ),
  services: z.optional(
    z.object({
      emulator: z.object({
        command: z.array(z.string()),
        environment: z.record(z.string(), z.string()),
      }),
      bot: z.object({ environment: z.object({ FEISHU_BASE_URL: z.url() }) }),
    }),
  ),
})

test('the examples of a bot’s tests start the emulator as it is', () => {
  const page = readFileSync(PAGE, 'utf8')
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  const examples = blocks.map((text) => exampleSchema.parse(parse(text)))
  expect(examples).toHaveLength(2)
  const runs = examples[0]?.jobs?.bot.steps.map(({ run = '' }) => run) ?? []
  const [, args = ''] = /^npx follow-up-console emulator (.*?) &/m.exec(runs.join('\n')) ?? []
  expect(parseCommandLine(args.split(' '), {})).toMatchObject({ port: 4311, log: console.error })
  expect(runs.join()).toContain(EMULATOR_CALLS.readHealth.path)

  const { emulator, bot } = examples[1]?.services ?? {}
  expect(emulator?.command[0]).toBe('emulator')
  const options = parseCommandLine(emulator?.command.slice(1) ?? [], emulator?.environment ?? {})
  const { host } = new URL(bot?.environment.FEISHU_BASE_URL ?? '')
  expect(options).toMatchObject({ host: '0.0.0.0', allowedHosts: [host], port: 4311 })
})

/** `npx vitest run server/emulator/documentation -u` writes the two tables again. */
test('the tables of docs/emulator.md are current', async () => {
  const page = readFileSync(PAGE, 'utf8')
  const current = replaceSection(
    replaceSection(page, 'control calls', writeControlCalls()),
    'assumptions',
    writeAssumptions(),
  )
  await expect(current).toMatchFileSnapshot('../../docs/emulator.md')
})
