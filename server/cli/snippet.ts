import { isSnippetClient, SNIPPET_CLIENTS } from '#snippets/clients'
import { snippet as write } from '#snippets/snippet'
import { FEISHU_BASE_URL } from '#snippets/snippet-call'
import { SNIPPET_PROBLEMS, SnippetError } from '#snippets/snippet-problem'
import { EXIT } from './exit-codes.ts'
import { parseOptions, required } from './parse-options.ts'
import { readFollowUps } from './read-follow-ups.ts'
import type { Command } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Prints the call as a program of one client. */
export const snippet: Command = async (args, terminal) => {
  const given = parseOptions(args, {
    client: { type: 'string' },
    'message-id': { type: 'string' },
    file: { type: 'string' },
    'base-url': { type: 'string' },
  })
  const client = required(given.client, '--client')
  if (!isSnippetClient(client)) {
    const known = Object.keys(SNIPPET_CLIENTS).join(', ')
    throw new UsageError({
      en: `There is no client ${JSON.stringify(client)}: use one of ${known}.`,
      zh: `没有客户端 ${JSON.stringify(client)}，请使用：${known}。`,
    })
  }
  const message_id = required(given['message-id'], '--message-id')
  const { follow_ups } = await readFollowUps(required(given.file, '--file'), terminal)
  const base_url = given['base-url'] ?? FEISHU_BASE_URL
  try {
    const code = write(client, { message_id, follow_ups, base_url })
    if (given.json) terminal.print(JSON.stringify({ client, code }))
    else terminal.print(code.replace(/\n$/, ''))
    return EXIT.success
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error
    throw new UsageError(SNIPPET_PROBLEMS[error.problem])
  }
}
