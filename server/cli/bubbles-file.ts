import { findNodeAtLocation, type ParseError, parse, parseTree } from 'jsonc-parser'
import { type FollowUp, pushFollowUpBodySchema } from '#contract/follow-ups'
import { isJsonObject, parseJson } from '#contract/json'
import { validate } from '#contract/validation/validate'
import { lineAndColumn } from '#imports/findings'
import { isSnippetClient, SNIPPET_CLIENTS } from '#snippets/clients'
import { isReceiverClient, RECEIVERS, receiverProgram } from '#snippets/receivers'
import { snippet as write } from '#snippets/snippet'
import { FEISHU_BASE_URL, SNIPPET_PROBLEMS, SnippetError } from '#snippets/snippet-call'
import {
  type CliCommand,
  EXIT,
  parseOptions,
  readText,
  required,
  type Terminal,
  UsageError,
} from './command.ts'

/** `validate`: checks a file of bubbles without sending anything. */
export const validateCommand: CliCommand = async (args, terminal) => {
  const { file, json } = parseOptions(args, { file: { type: 'string' } })
  const { follow_ups } = await readFollowUps(required(file, '--file'), terminal)
  const count = follow_ups.length
  if (json) terminal.print(JSON.stringify({ valid: true, follow_ups: count }))
  else if (terminal.locale === 'zh') terminal.print(`有效：${count} 个气泡。`)
  else terminal.print(`Valid: ${count} bubble${count === 1 ? '' : 's'}.`)
  return EXIT.success
}

/** The console's own limit, in bytes. */
const BODY_MAX = 64 * 1024

/**
 * Reads a request body from a file: any JSON object, or an array, which becomes its `follow_ups`.
 * @throws {UsageError} if the file is unreadable, not JSON, or neither an object nor an array
 */
export async function readBody(file: string, terminal: Terminal): Promise<object> {
  return (await readJson(file, terminal)).body
}

async function readJson(file: string, terminal: Terminal): Promise<{ text: string; body: object }> {
  const { text } = await readText(file, BODY_MAX, terminal)
  const value = parseJson(text)
  if (value === undefined) {
    const errors: ParseError[] = []
    parse(text, errors, { disallowComments: true })
    const place = `${file}:${lineAndColumn(text, errors[0]?.offset ?? 0)}`
    throw new UsageError({ en: `${place}: invalid JSON.`, zh: `${place}：JSON 无效。` })
  }
  if (Array.isArray(value)) return { text, body: { follow_ups: value } }
  if (isJsonObject(value)) return { text, body: value }
  throw new UsageError({
    en: `${file}: must be {"follow_ups": […]} or an array of bubbles.`,
    zh: `${file}：应为 {"follow_ups": […]} 或气泡数组。`,
  })
}

/**
 * Reads a request body from a file and validates it against the platform's documentation.
 * @throws {UsageError} as `readBody` does, and with the path of each issue if the body is invalid
 */
export async function readFollowUps(
  file: string,
  terminal: Terminal,
): Promise<{ follow_ups: FollowUp[] }> {
  const { text, body } = await readJson(file, terminal)
  const result = validate(pushFollowUpBodySchema, body, terminal.locale)
  if (result.ok) return result.value
  throw new UsageError(
    { en: `${file}: the platform would reject it.`, zh: `${file}：平台会拒绝此内容。` },
    result.issues.map((issue) => ({ ...issue, place: placeOf(issue.path, text) })),
  )
}

/** Returns the `line:column` of the value at a path, or of the nearest one around it. */
function placeOf(path: string, text: string): string {
  const root = parseTree(text)
  const names = path.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name))
  // A list alone stands for the body's `follow_ups`.
  const inFile = root?.type === 'array' ? names.slice(1) : names
  for (let length = inFile.length; root && length >= 0; length -= 1) {
    const node = findNodeAtLocation(root, inFile.slice(0, length))
    if (node) return lineAndColumn(text, node.offset)
  }
  return '1:1'
}

/** `snippet`: prints the call, or what receives its click, as a program for one client. */
export const snippetCommand: CliCommand = async (args, terminal) => {
  const given = parseOptions(args, {
    client: { type: 'string' },
    'message-id': { type: 'string' },
    file: { type: 'string' },
    'base-url': { type: 'string' },
    receive: { type: 'boolean', default: false },
  })
  const client = required(given.client, '--client')
  if (!isSnippetClient(client)) {
    const known = Object.keys(SNIPPET_CLIENTS).join(', ')
    throw new UsageError({
      en: `Unknown client ${JSON.stringify(client)}. Use one of ${known}.`,
      zh: `未知的客户端 ${JSON.stringify(client)}，请使用以下之一：${known}。`,
    })
  }
  if (given.receive && !isReceiverClient(client)) {
    const known = Object.keys(RECEIVERS).join(', ')
    throw new UsageError({
      en: `--receive supports the clients ${known}.`,
      zh: `--receive 支持以下客户端：${known}。`,
    })
  }
  const message_id = required(given['message-id'], '--message-id')
  const { follow_ups } = await readFollowUps(required(given.file, '--file'), terminal)
  const base_url = given['base-url'] ?? FEISHU_BASE_URL
  try {
    const call = { message_id, follow_ups, base_url }
    const code =
      given.receive && isReceiverClient(client)
        ? receiverProgram(client, call)
        : write(client, call)
    if (given.json) terminal.print(JSON.stringify({ client, code }))
    else terminal.print(code.replace(/\n$/, ''))
    return EXIT.success
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error
    throw new UsageError(SNIPPET_PROBLEMS[error.problem])
  }
}
