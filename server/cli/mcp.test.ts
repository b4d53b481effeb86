import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type ConsoleProcess, startConsoleProcess } from '../testing/console-process.ts'
import { createConsoleClient } from './console-client.ts'
import { createMcpServer } from './mcp.ts'

const BODY = {
  follow_ups: [{ content: 'OK', i18n_contents: [{ content: '好', language: 'zh_cn' }] }],
}

let running: ConsoleProcess
let emulator: (path: string, body?: unknown) => Promise<{ [key: string]: never }>
let message: { message_id: string; chat_id: string }

beforeAll(async () => {
  running = await startConsoleProcess()
  emulator = async (path, body) => {
    const response = await fetch(`${running.emulatorUrl}/_emulator${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    return response.json()
  }
  const { users } = (await emulator('/state')) as { users?: { open_id: string }[] }
  const sent = await emulator('/bots/cli_0123456789abcdef/messages', {
    open_id: users?.[0]?.open_id,
    text: 'hi',
  })
  message = (sent as unknown as { message: typeof message }).message
})
afterAll(() => running.stop())

async function connect(allowedRecipients: readonly string[] | null = null): Promise<Client> {
  const server = createMcpServer(
    {
      console: createConsoleClient(running.url, { env: {}, locale: 'en' }),
      locale: 'en',
      allowedRecipients,
    },
    '1.0.0',
  )
  const client = new Client({ name: 'test', version: '1.0.0' })
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(theirs), client.connect(ours)])
  onTestFinished(() => client.close())
  return client
}

async function call(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: input })
  const [{ text = '' } = {}] = content as { text?: string }[]
  return { isError: isError === true, text, value: isError ? null : JSON.parse(text) }
}

describe('the tools', () => {
  test('validate and preview bubbles without a request', async () => {
    const client = await connect()
    const invalid = { follow_ups: [{ content: '' }] }
    expect((await call(client, 'validate_bubbles', { body: invalid })).value).toMatchObject({
      valid: false,
      issues: [{ path: 'follow_ups.0.content' }],
    })
    const { value } = await call(client, 'preview_bubbles', { body: BODY })
    const shown = (language: string) =>
      value.shown.find((one: { language: string }) => one.language === language).bubbles
    expect(shown('zh_cn')).toEqual([{ text: '好', from: 'zh_cn' }])
    expect(shown('fr_fr')).toEqual([{ text: 'OK', from: 'default' }])
  })

  test('check a message, explain a code and read the history of the console', async () => {
    const client = await connect()
    const { message_id } = message
    const checked = await call(client, 'precheck_message', { message_id })
    expect(checked.value).toMatchObject({ predicted_code: 0, message: { message_id } })
    const explained = await call(client, 'explain_response', { text: '[230006] only support' })
    expect(explained.value).toMatchObject({ code: 230006 })
    expect((await call(client, 'read_history', { limit: 5 })).value).toEqual([])
    const unknown = await call(client, 'precheck_message', { message_id, profile: 'none' })
    expect(unknown).toMatchObject({ isError: true, text: expect.stringContaining('Unknown app') })
  })

  test('read the emulator and move its clock', async () => {
    const client = await connect()
    const { value } = await call(client, 'emulator_state')
    expect(value.users.length).toBeGreaterThan(0)
    const moved = await call(client, 'emulator_clock', { change: { action: 'advance', ms: 1000 } })
    expect(moved.isError).toBe(false)
  })
})

describe('push', () => {
  test('is not even listed unless recipients are allowed', async () => {
    const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)
    expect(await names(await connect())).not.toContain('push')
    expect(await names(await connect(['oc_1']))).toContain('push')
  })

  test('refuses another recipient, and sends once to an allowed one', async () => {
    const { message_id, chat_id } = message
    const other = await connect(['oc_0123456789abcdef0123456789abcdef'])
    const refused = await call(other, 'push', { message_id, body: BODY })
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/^Not sent: oc_/) })
    const client = await connect([chat_id])
    const sent = await call(client, 'push', { message_id, body: BODY })
    expect(sent.value).toMatchObject({ outcome: 'answered', code: 0, recorded: true })
    const [latest] = (await call(client, 'read_history')).value
    expect(latest).toMatchObject({ endpoint: 'push_follow_up', message_id, code: 0 })
  })
})

test('speaks the protocol on standard input and output, and says if no console responds', async () => {
  const client = new Client({ name: 'test', version: '1.0.0' })
  const args = ['scripts/bin.mjs', 'mcp', '--console', 'http://127.0.0.1:9']
  await client.connect(new StdioClientTransport({ command: process.execPath, args }))
  onTestFinished(() => client.close())
  expect((await client.listTools()).tools).toHaveLength(7)
  const read = await call(client, 'read_history')
  expect(read).toMatchObject({ isError: true, text: expect.stringContaining('did not respond') })
})
