import { mend } from '#contract/mends'
import { MESSAGE_ID } from '#contract/message-id'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { parseOptions, required } from './parse-options.ts'
import { readBody, readFollowUps } from './read-follow-ups.ts'
import type { Command } from './terminal.ts'
import { chooseBaseUrl, chooseCredentials, profileFor } from './upstream-choice.ts'
import { UsageError } from './usage-error.ts'

/** Makes the call once and says what came of it; never makes it a second time by itself. */
export const push: Command = async (args, terminal) => {
  const { env, locale, print } = terminal
  const given = parseOptions(args, {
    'message-id': { type: 'string' },
    file: { type: 'string' },
    profile: { type: 'string' },
    'base-url': { type: 'string' },
    'send-anyway': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  })
  const message_id = required(given['message-id'], '--message-id')
  if (!MESSAGE_ID.test(message_id)) {
    const path = 'message_id'
    const issue = { path, message: mend('message_id_shape', locale) }
    throw new UsageError({ en: '--message-id does not fit.', zh: '--message-id 格式不对。' }, [
      issue,
    ])
  }
  const base_url = chooseBaseUrl(given, env)
  const file = required(given.file, '--file')
  const read = given['send-anyway'] ? readBody : readFollowUps
  const body = JSON.stringify(await read(file, terminal))

  if (given['dry-run']) {
    const { describeRequest } = await import('./describe-request.ts')
    print(describeRequest({ base_url, message_id, body }, { json: given.json ?? false }))
    return EXIT.success
  }
  const credentials = chooseCredentials(given, base_url, env)
  const [{ sendOnce }, { describeExchange }] = await Promise.all([
    import('./send-once.ts'),
    import('./describe-exchange.ts'),
  ])
  const exchange = await sendOnce(profileFor(base_url, credentials), {
    message_id,
    body,
  })
  print(given.json ? JSON.stringify(exchange) : describeExchange(exchange, locale))
  return exitCodeOf(exchange)
}
