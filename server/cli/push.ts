import { randomUUID } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import { MESSAGE_ID } from '#contract/ids'
import type { Bilingual } from '#contract/locale'
import { REDACTED } from '#contract/texts/redacted'
import { hintText } from '#contract/validation/hints'
import { systemClock } from '../feishu/clock.ts'
import { performExchange } from '../feishu/exchange.ts'
import { pushFollowUp } from '../feishu/message-calls.ts'
import { pushFollowUpPath } from '../feishu/paths.ts'
import { type ProxySettings, parseProxy } from '../feishu/proxy.ts'
import { createRateBudgets } from '../feishu/rate-budget.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { createTenantAccessTokens } from '../feishu/tenant-access-token.ts'
import { createUpstream } from '../feishu/upstream.ts'
import { readBody, readFollowUps } from './bubbles-file.ts'
import { chooseBaseUrl, chooseCredentials, profileFor } from './choose-upstream.ts'
import {
  type CliCommand,
  EXIT,
  exitCodeOf,
  parseOptions,
  required,
  type Terminal,
  UsageError,
} from './command.ts'
import { describeExchange } from './describe-exchange.ts'

/** `push`: makes the call once and prints its result; never repeats the call. */
export const pushCommand: CliCommand = async (args, terminal) => {
  const { env, locale, print, complain } = terminal
  const given = parseOptions(args, {
    'message-id': { type: 'string' },
    file: { type: 'string' },
    profile: { type: 'string' },
    'base-url': { type: 'string' },
    'send-anyway': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    'confirm-production': { type: 'boolean' },
  })
  const message_id = required(given['message-id'], '--message-id')
  if (!MESSAGE_ID.test(message_id)) {
    throw new UsageError({ en: '--message-id is malformed.', zh: '--message-id 格式错误。' }, [
      { path: 'message_id', message: hintText('message_id_shape', locale) },
    ])
  }
  const base_url = chooseBaseUrl(given, env)
  const file = required(given.file, '--file')
  const read = given['send-anyway'] ? readBody : readFollowUps
  const body = JSON.stringify(await read(file, terminal))

  if (given['dry-run']) {
    print(describeRequest({ base_url, message_id, body }, { json: given.json ?? false }))
    return EXIT.success
  }
  if (isProduction(base_url, env) && !given['confirm-production']) {
    const fix_command = ['follow-up-console push', ...args.map(quote), '--confirm-production'].join(
      ' ',
    )
    if (given.json)
      print(JSON.stringify({ error: 'confirmation_required', risk: 'production', fix_command }))
    else complain(`${ASK[locale]}\n  ${fix_command}`)
    return EXIT.confirmation
  }
  const credentials = chooseCredentials(given, base_url, env)
  const proxy = parseProxy(env)
  if (typeof proxy === 'string') throw new UsageError({ en: proxy, zh: proxy })
  const profile = profileFor(base_url, credentials)
  const exchange = await sendOnce(profile, { message_id, body }, proxy)
  print(given.json ? JSON.stringify(exchange) : describeExchange(exchange, locale))
  return exitCodeOf(exchange)
}

const ASK: Bilingual = {
  en: 'Not sent: FEISHU_ENVIRONMENT is production. To send to a real user, run:',
  zh: '未发送：FEISHU_ENVIRONMENT 为 production。确认发送给真实用户，请运行：',
}

/** Whether a push reaches real users: an emulator never does. */
function isProduction(base_url: string, { FEISHU_ENVIRONMENT }: Terminal['env']): boolean {
  return FEISHU_ENVIRONMENT?.trim() === 'production' && base_url.startsWith('https://')
}

/** Quotes an argument for a POSIX shell. */
function quote(argument: string): string {
  return /^[\w./:=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}

type PlannedPush = { base_url: string; message_id: string; body: string }

/** Formats the request that would be sent, with its credential masked. */
function describeRequest(
  { base_url, message_id, body }: PlannedPush,
  { json }: { json: boolean },
): string {
  const url = base_url + pushFollowUpPath(message_id)
  const headers = {
    authorization: `Bearer ${REDACTED}`,
    'content-type': 'application/json; charset=utf-8',
  }
  if (json)
    return JSON.stringify({ dry_run: true, request: { method: 'POST', url, headers, body } })
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`POST ${url}`, ...lines, '', body].join('\n')
}

/** The deadline of one call, in milliseconds. */
const DEADLINE_MS = 15_000

/**
 * Makes one push as the server does, without a ledger.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up
 */
async function sendOnce(
  profile: SecretProfile,
  { message_id, body }: { message_id: string; body: string },
  proxy: ProxySettings | null,
): Promise<Exchange> {
  const clock = systemClock
  const upstream = createUpstream({ clock, deadlineMs: DEADLINE_MS, proxy })
  const tokens = createTenantAccessTokens(upstream, clock)
  const budgets = createRateBudgets({ clock })
  const call = pushFollowUp(message_id, body)
  const exchange = await performExchange({ upstream, tokens, clock, budgets }, profile, call, {
    id: randomUUID(),
    actor: 'local',
    attempt_of: null,
    delivery: null,
    idempotency_key: randomUUID(),
    started_at_ms: clock.wall(),
    slot: budgets.queue(profile, call.endpoint),
    beforeCall: async () => {},
  })
  await upstream.close()
  // There is no ledger here, and nothing is recorded.
  return { ...exchange, recorded: false }
}
