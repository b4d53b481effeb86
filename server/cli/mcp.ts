import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import * as z from 'zod/mini'
import { preflightSchema } from '#contract/checks'
import { moveClockSchema } from '#contract/emulator/control'
import { exchangesSchema } from '#contract/exchanges'
import { type FollowUp, pushFollowUpBodySchema } from '#contract/follow-ups'
import { MESSAGE_ID } from '#contract/ids'
import { LANGUAGES } from '#contract/languages'
import type { Locale } from '#contract/locale'
import { profilesSchema } from '#contract/profile'
import { validate } from '#contract/validation/validate'
import { readAnything } from '#imports/read-anything'
import { type CliCommand, EXIT, parseOptions, UsageError } from './command.ts'
import { type ConsoleClient, ConsoleError, createConsoleClient } from './console-client.ts'
import { explainText } from './explain.ts'

/** A chat or a message that a push may go to. */
const RECIPIENT = /^o[cm]_[A-Za-z0-9_]{1,64}$/

/** `mcp`: serves tools to an agent on standard input and output, through a running console. */
export const mcpCommand: CliCommand = async (args, terminal) => {
  const given = parseOptions(args, {
    console: { type: 'string' },
    'allow-send': { type: 'string' },
  })
  const { PORT } = terminal.env
  const context: ToolContext = {
    console: createConsoleClient(
      given.console ?? `http://127.0.0.1:${PORT?.trim() || '4310'}`,
      terminal,
    ),
    locale: terminal.locale,
    allowedRecipients: parseRecipients(given['allow-send']),
  }
  const { default: project } = await import('../../package.json', { with: { type: 'json' } })
  const server = createMcpServer(context, project.version)
  const closed = Promise.withResolvers<void>()
  server.server.onclose = closed.resolve
  process.stdin.once('end', () => void server.close())
  await server.connect(new StdioServerTransport())
  await closed.promise
  return EXIT.success
}

/** Creates the server with the tools that the context allows. */
export function createMcpServer(context: ToolContext, version: string): McpServer {
  const server = new McpServer({ name: 'follow-up-console', version })
  for (const { name, description, input, readOnly, run } of listTools(context)) {
    const annotations = { readOnlyHint: readOnly, destructiveHint: name === 'push' }
    server.registerTool(name, { description, inputSchema: input, annotations }, async (given) => {
      try {
        const result = await run(given as Record<string, unknown>, context)
        return { content: [{ type: 'text', text: JSON.stringify(result, null, 1) }] }
      } catch (error) {
        if (!(error instanceof ConsoleError || error instanceof ToolRefusal)) throw error
        return { isError: true, content: [{ type: 'text', text: error.message }] }
      }
    })
  }
  return server
}

function parseRecipients(text: string | undefined): string[] | null {
  if (text === undefined) return null
  const recipients = text.split(',').map((one) => one.trim())
  if (recipients.every((one) => RECIPIENT.test(one))) return recipients
  throw new UsageError({
    en: '--allow-send must be chat or message IDs, separated by commas: oc_…,om_….',
    zh: '--allow-send 应为会话 ID 或消息 ID，用逗号分隔：oc_…,om_…。',
  })
}

/** What the tools may use. */
type ToolContext = {
  console: ConsoleClient
  locale: Locale
  /** The chats or messages that `push` may send to; null if it is not offered. */
  allowedRecipients: readonly string[] | null
}

/** A tool refuses: the agent is told why and what to do. */
class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal'
}

type Tool = {
  name: string
  description: string
  input: Record<string, z.ZodMiniType>
  /** Whether it changes nothing. */
  readOnly: boolean
  run: (input: Record<string, unknown>, context: ToolContext) => Promise<unknown>
}

const profile = z.optional(z.string())
const message_id = z.string().check(z.regex(MESSAGE_ID))
const body = z.looseObject({ follow_ups: z.array(z.unknown()) })

/** Types the input of a tool from its schemas. */
function defineTool<S extends Record<string, z.ZodMiniType>>(
  tool: Omit<Tool, 'input' | 'run'> & {
    input: S
    run: (input: z.output<z.ZodMiniObject<S>>, context: ToolContext) => Promise<unknown>
  },
): Tool {
  return tool as unknown as Tool
}

const TOOLS: readonly Tool[] = [
  defineTool({
    name: 'validate_bubbles',
    description:
      'Checks a push_follow_up body {"follow_ups": [...]} against the documented limits. Sends nothing. Returns the issues by path.',
    input: { body },
    readOnly: true,
    run: async ({ body }, { locale }) => {
      const result = validate(pushFollowUpBodySchema, body, locale)
      return { valid: result.ok, issues: result.ok ? [] : result.issues }
    },
  }),
  defineTool({
    name: 'preview_bubbles',
    description:
      'Returns the text of each bubble that a user of each language sees: the text of the language, or the default text (assumed: Feishu does not document the fallback).',
    input: { body },
    readOnly: true,
    run: async ({ body }, { locale }) => {
      const result = validate(pushFollowUpBodySchema, body, locale)
      if (!result.ok) return { valid: false, issues: result.issues }
      return { valid: true, shown: previewOf(result.value) }
    },
  }),
  defineTool({
    name: 'precheck_message',
    description:
      'Checks whether a push to a message would work now, with the code it predicts. Only reads from the platform.',
    input: { message_id, profile },
    readOnly: true,
    run: ({ message_id, profile }, { console }) =>
      console('GET', `/api/messages/${message_id}/preflight`, { query: { profile } }),
  }),
  defineTool({
    name: 'explain_response',
    description:
      'Says what an error code, a response, a log line or an SDK exception of Feishu means and what to do. Makes no request.',
    input: { text: z.string().check(z.maxLength(200_000)) },
    readOnly: true,
    run: async ({ text }, { locale }) => {
      const explanation = explainText(text, readAnything(text), locale)
      if (explanation === null) throw new ToolRefusal('No error code found in the text.')
      return explanation
    },
  }),
  defineTool({
    name: 'read_history',
    description:
      'Lists the latest requests of the console, newest first: outcome, code, message, time and result of the bubbles.',
    input: {
      limit: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
      profile,
      message_id: z.optional(message_id),
      q: z.optional(z.string().check(z.maxLength(200))),
    },
    readOnly: true,
    run: async ({ limit = 10, ...filter }, { console }) => {
      const query = { ...filter, limit: String(limit) }
      const { exchanges } = exchangesSchema.parse(await console('GET', '/api/exchanges', { query }))
      return exchanges.map((one) => ({
        id: one.id,
        started_at: one.started_at,
        profile: one.profile,
        endpoint: one.endpoint,
        message_id: one.message_id,
        outcome: one.outcome,
        code: one.code,
        meaning: one.meaning?.meaning.en ?? null,
        result: one.result ?? null,
      }))
    },
  }),
  defineTool({
    name: 'emulator_state',
    description: 'Reads the emulator: its apps, users, chats, messages, clock and assumptions.',
    input: { profile },
    readOnly: true,
    run: ({ profile = 'emulator' }, { console }) =>
      console('GET', '/api/emulator/state', { query: { profile } }),
  }),
  defineTool({
    name: 'emulator_clock',
    description: 'Freezes, resumes, advances or sets the clock of the emulator.',
    input: { change: moveClockSchema, profile },
    readOnly: false,
    run: ({ change, profile = 'emulator' }, { console }) =>
      console('POST', '/api/emulator/clock', { query: { profile }, body: change }),
  }),
]

const PUSH = defineTool({
  name: 'push',
  description:
    'Puts bubbles under the bot’s latest message, once, and only in the chats that the operator allowed. A lost response is `unknown`: never call it again for the same message then; read_history and a person decide.',
  input: { message_id, body, profile },
  readOnly: false,
  run: async ({ message_id, body, profile }, { console, allowedRecipients }) => {
    const app = await findApp(console, profile)
    const query = { profile: app.id }
    const preflight = preflightSchema.parse(
      await console('GET', `/api/messages/${message_id}/preflight`, { query }),
    )
    const chat = preflight.message?.chat_id
    const allowed = allowedRecipients ?? []
    if (!allowed.includes(message_id) && !(chat && allowed.includes(chat))) {
      throw new ToolRefusal(
        `Not sent: ${chat ?? message_id} is not among the recipients of --allow-send.`,
      )
    }
    if (app.environment === 'production') {
      throw new ToolRefusal(
        `Not sent: ${app.name} is a production app. A person confirms it in the console, or with: ${confirmCommand(message_id, body)}`,
      )
    }
    return console('POST', `/api/messages/${message_id}/push_follow_up`, { query, body })
  },
})

/** Returns the tools that are offered: `push` only if recipients are allowed. */
function listTools({ allowedRecipients }: Pick<ToolContext, 'allowedRecipients'>) {
  return allowedRecipients === null ? TOOLS : [...TOOLS, PUSH]
}

async function findApp(console: ConsoleClient, id: string | undefined) {
  const { profiles } = profilesSchema.parse(await console('GET', '/api/profiles'))
  const app = profiles.find((one) => (id === undefined ? one.default : one.id === id))
  if (app === undefined) throw new ToolRefusal('There is no such app. Name one with `profile`.')
  return app
}

/** The command line that a person runs after looking at it; its body is on standard input. */
function confirmCommand(message_id: string, body: object): string {
  const text = JSON.stringify(body).replaceAll("'", "'\\''")
  return `follow-up-console push --message-id ${message_id} --file - --confirm-production <<< '${text}'`
}

function previewOf({ follow_ups }: { follow_ups: FollowUp[] }) {
  return [null, ...LANGUAGES].map((language) => ({
    language: language ?? 'other',
    bubbles: follow_ups.map(({ content, i18n_contents = [] }) => {
      const own = i18n_contents.find((row) => row.language === language)
      return own === undefined
        ? { text: content, from: 'default' }
        : { text: own.content, from: language }
    }),
  }))
}
