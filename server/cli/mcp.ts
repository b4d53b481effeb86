import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { listTools, type ToolContext, ToolRefusal } from '../mcp/tools.ts'
import { type CliCommand, EXIT, parseOptions, UsageError } from './command.ts'
import { ConsoleError, createConsoleClient } from './console-client.ts'

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
