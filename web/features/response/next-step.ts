import type { Endpoint } from '#contract/catalogue/error-code'
import type { Exchange } from '#contract/exchange'
import type { Profile } from '#contract/profile'
import type { Refusal } from '#contract/refusal'
import { exchangeStatus } from '../exchange-view/exchange-status.ts'
import { concernsProfile } from '../exchange-view/meaning.tsx'
import type { Run } from '../exchange-view/run.ts'

/** What the response pane offers as a button. The tables below are the only mapping from codes to steps. */
export type NextStep =
  /** Waits for the rate limit, then sends again. */
  | 'wait'
  | 'send_again'
  | 'new_message'
  | 'retry_bubbles'
  | 'repeat_message'
  | 'fix_bubbles'
  | 'choose_recipient'
  | 'open_checks'
  | 'check_profile'
  | 'see_chat'

/** Codes of a rate limit: waiting helps. All other retryable codes can be sent again at once. */
const RATE_LIMITS: readonly number[] = [99991400, 230020]

/** The message cannot take bubbles, but a new one can. */
const NEW_MESSAGE: readonly number[] = [
  230002, 230003, 230004, 230006, 230008, 10020, 10037, 11224, 99992354,
]

/** The body was not accepted. */
const BUBBLES: readonly number[] = [230001, 230007, 99992402, 9499, 10001, 10400]

/** The recipient of a new message does not exist or cannot be reached. */
const RECIPIENT: readonly number[] = [
  230001, 230002, 230013, 230018, 230019, 230029, 230034, 230035, 230038, 230053, 230101, 232009,
  99992351, 99992352, 99992354, 99992355, 99992356, 99992359, 99992360, 99992361, 99992363,
  99992364, 99992381, 99992402, 9499, 10001, 10400,
]

/** The content of a new message, which is edited with its recipient. */
const MESSAGE_CONTENT: readonly number[] = [
  230015, 230017, 230022, 230025, 230028, 230036, 230054, 230055, 230075, 230099,
]

/** The steps that the code of a call suggests, the best one first. */
export function stepsForCode(endpoint: Endpoint, code: number, retryable: boolean): NextStep[] {
  if (code === 0) return []
  if (RATE_LIMITS.includes(code)) return ['wait']
  if (endpoint === 'push_follow_up') {
    if (NEW_MESSAGE.includes(code)) return ['new_message']
    if (BUBBLES.includes(code)) return ['fix_bubbles']
    if (code === 230005) return ['open_checks']
  }
  if (
    endpoint === 'create_message' &&
    (RECIPIENT.includes(code) || MESSAGE_CONTENT.includes(code))
  ) {
    return ['choose_recipient']
  }
  const outcome = endpoint === 'tenant_access_token' ? 'token_refused' : 'answered'
  const profile: NextStep[] = concernsProfile({ outcome, failure: null, code, endpoint })
    ? ['check_profile']
    : []
  return retryable ? [...profile, 'send_again'] : profile
}

/** The steps that the end of one call suggests. */
export function stepsForExchange(exchange: Exchange): NextStep[] {
  const { endpoint, code, meaning, failure } = exchange
  const retryable = meaning?.retryable ?? false
  switch (exchangeStatus(exchange)) {
    case 'running':
      return []
    case 'done':
      return endpoint === 'push_follow_up' ? ['see_chat'] : []
    case 'refused':
      return stepsForCode(endpoint, code ?? 0, retryable)
    case 'token_refused':
      return stepsForCode('tenant_access_token', code ?? 0, retryable)
    case 'not_sent':
      return failure?.kind === 'rate_limited' ? ['wait'] : ['check_profile', 'send_again']
    case 'unknown':
      // A push is resolved by its own repeat, see Resolve.
      return endpoint === 'create_message' ? ['repeat_message'] : []
  }
}

const REPEATS: ReadonlySet<NextStep> = new Set([
  'wait',
  'send_again',
  'retry_bubbles',
  'repeat_message',
])

/** The steps of a run, by the exchange that decided it. */
export function nextSteps(
  { calls }: Extract<Run, { status: 'done' }>,
  exchange: Exchange,
  { brand }: Pick<Profile, 'brand'>,
): NextStep[] {
  const steps = stepsForExchange(exchange)
  const withoutBubbles =
    calls.create !== null &&
    exchange.endpoint === 'push_follow_up' &&
    !['done', 'running', 'unknown'].includes(exchangeStatus(exchange))
  if (withoutBubbles && !steps.some((step) => REPEATS.has(step))) steps.push('retry_bubbles')
  // Other platforms have no chat that can be linked.
  return steps.filter((step) => step !== 'see_chat' || brand === 'emulator')
}

const MESSAGE_FIELDS = /^(receive_id|receive_id_type|text|msg_type|content)\b/

/** The steps after a rejection by the console, which sent nothing. */
export function refusalSteps({ error, issues }: Refusal): NextStep[] {
  if (error === 'rate_limited') return ['wait']
  const path = issues[0]?.path ?? ''
  if (path.startsWith('follow_ups')) return ['fix_bubbles']
  return MESSAGE_FIELDS.test(path) ? ['choose_recipient'] : []
}

/** A wait that is longer than any limit of the platform is an error of the platform. */
const LONGEST_WAIT_S = 120

/**
 * Returns when a call can be made again, in milliseconds since 1970; null if it is not known.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN
 */
export function waitUntil({ response, failure, started_at, duration_ms }: Exchange): number | null {
  if (failure?.kind === 'rate_limited') {
    const until = Date.parse(failure.detail)
    return Number.isNaN(until) ? null : until
  }
  const seconds = response?.headers['x-ogw-ratelimit-reset']?.trim() ?? ''
  if (!/^\d{1,6}(\.\d{1,9})?$/.test(seconds)) return null
  return Date.parse(started_at) + duration_ms + Math.min(Number(seconds), LONGEST_WAIT_S) * 1000
}
