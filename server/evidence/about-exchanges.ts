import type { Exchange } from '#contract/exchange'
import { member, parseJson } from '#contract/json'
import { LIMITS } from '#contract/limits'
import type { ClockSkew, ClockSkews } from '../feishu/clock-skew.ts'
import { readWireMessage } from '../feishu/queries/wire-message.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { LedgerSender, SendResult } from '../ledger/sender.ts'
import type { Evidence, SeenVariant } from './evidence.ts'
import { findPeculiarities } from './push-body.ts'

/** A message that this console sent a while ago. */
type KnownMessage = { chat_id: string | null; create_time_ms: number | null; recalled: boolean }

/** Enough for the last minutes of a list; without a message less is known, and nothing wrong. */
const MAX_MESSAGES = 2_000
const MAX_AGE_MS = LIMITS.messageAgeSeconds * 1_000

const TOO_OLD = 230002
const NOT_LATEST = 230006
const BODY_CODES = [230001, 230007, 99992402, 9499]
const NO_BOT = [11205, 11240]

/** Wraps a sender so that what its requests tell about undocumented rules is counted. */
export function collectEvidence(
  sender: LedgerSender,
  evidence: Pick<Evidence, 'note'>,
  skews: Pick<ClockSkews, 'read'>,
): LedgerSender {
  const read = createExchangeReader(skews.read)
  const counted = new Set<string>()
  /** A request with a used key gets the same exchange again. */
  function isNew({ id }: Exchange): boolean {
    if (counted.has(id)) return false
    if (counted.size > MAX_MESSAGES) counted.clear()
    counted.add(id)
    return true
  }
  async function follow<R extends SendResult | { sent: 'not_repeatable' }>(
    profile: SecretProfile,
    sending: Promise<R>,
  ): Promise<R> {
    const result = await sending
    if (result.sent === 'done' && isNew(result.exchange)) {
      evidence.note(profile, read(result.exchange))
    }
    return result
  }
  return {
    ...sender,
    push: (profile, ...rest) => follow(profile, sender.push(profile, ...rest)),
    create: (profile, ...rest) => follow(profile, sender.create(profile, ...rest)),
    recall: (profile, ...rest) => follow(profile, sender.recall(profile, ...rest)),
    repeat: (profile, ...rest) => follow(profile, sender.repeat(profile, ...rest)),
  }
}

/**
 * Creates a function that returns what an ended request tells about undocumented rules. It remembers
 * the messages that this process sent, as far as later requests are about them.
 */
export function createExchangeReader(skewOf: (base_url: string) => ClockSkew | null) {
  const messages = new Map<string, KnownMessage>()

  function remember(message_id: string, message: KnownMessage): void {
    messages.set(message_id, message)
    for (const oldest of messages.keys()) {
      if (messages.size <= MAX_MESSAGES) break
      messages.delete(oldest)
    }
  }

  return (exchange: Exchange): SeenVariant[] => {
    const { outcome, endpoint, code, msg, message_id } = exchange
    if (outcome === 'token_refused') {
      const isSecret = code === 10014 || code === 10015
      return isSecret ? [{ assumption: 'wrong_secret', variant: String(code) }] : []
    }
    if (outcome !== 'answered' || code === null) return []
    const seen: SeenVariant[] = []
    if (code !== 0 && msg) {
      const variant = msg.includes(', ext=') ? 'appended' : 'none'
      seen.push({ assumption: 'msg_ext', variant, detail: String(code) })
    }
    if (endpoint === 'create_message') {
      const message = readWireMessage(member(parseJson(exchange.response?.body ?? ''), 'data'))
      if (message) {
        remember(message.message_id, { ...message, recalled: false })
        seen.push({ assumption: 'message_id_shape', variant: shapeOf(message.message_id) })
      } else if (code === 230034 || msg?.includes('ext=invalid receive_id')) {
        seen.push({ assumption: 'invalid_receive_id', variant: String(code) })
      }
    }
    const target = messages.get(message_id ?? '')
    if (endpoint === 'recall_message' && code === 0 && target) target.recalled = true
    if (endpoint === 'push_follow_up') {
      if (NO_BOT.includes(code)) seen.push({ assumption: 'bot_ability_off', variant: String(code) })
      else seen.push(...aboutPush(exchange, code, target, [...messages.values()]))
    }
    return seen
  }

  function aboutPush(
    exchange: Exchange,
    code: number,
    target: KnownMessage | undefined,
    all: readonly KnownMessage[],
  ): SeenVariant[] {
    const [peculiarity, ...others] = findPeculiarities(exchange.body)
    const newer = target ? newerMessages(target, all) : []
    const isNotLatest = newer.some(({ recalled }) => !recalled)
    const age = target && ageOf(exchange, target)
    const isTooOld = age !== undefined && age.from_ms > MAX_AGE_MS
    if (peculiarity) {
      if (others.length > 0 || target?.recalled) return []
      if (isNotLatest || isTooOld) return aboutOrder(peculiarity.assumption, code)
      return aboutBody(peculiarity, code)
    }
    if (isNotLatest && isTooOld && !target?.recalled) {
      const variant =
        code === TOO_OLD
          ? 'age_before_latest'
          : 'state_first or content_first or message_before_fields'
      return code === TOO_OLD || code === NOT_LATEST
        ? [{ assumption: 'order_of_checks', variant, detail: `${NOT_LATEST}, ${TOO_OLD}` }]
        : []
    }
    if (target?.recalled) {
      return code === 0 ? [] : [{ assumption: 'recalled_message', variant: String(code) }]
    }
    const seen: SeenVariant[] = []
    if (code === 0 && newer.length > 0 && !isNotLatest) {
      seen.push({ assumption: 'recalled_is_latest', variant: 'no' })
    }
    if (age && newer.length === 0) seen.push(...aboutAge(age, code))
    return seen
  }

  /** The age of the message when the platform checked it, by the platform's clock. */
  function ageOf({ request, attempts, started_at, duration_ms }: Exchange, target: KnownMessage) {
    const origin = URL.parse(request.url)?.origin
    const skew = origin === undefined ? null : skewOf(origin)
    if (!skew || target.create_time_ms === null) return undefined
    const { started_at: at, duration_ms: took } = attempts.at(-1) ?? { started_at, duration_ms }
    const sent_ms = Date.parse(at) + skew.ms - target.create_time_ms
    return { from_ms: sent_ms - skew.margin_ms, to_ms: sent_ms + took + skew.margin_ms }
  }
}

function newerMessages(
  { chat_id, create_time_ms }: KnownMessage,
  all: readonly KnownMessage[],
): KnownMessage[] {
  if (chat_id === null || create_time_ms === null) return []
  return all.filter((one) => one.chat_id === chat_id && (one.create_time_ms ?? 0) > create_time_ms)
}

function aboutBody(
  { assumption, accepted, rejected }: ReturnType<typeof findPeculiarities>[number],
  code: number,
): SeenVariant[] {
  if (code !== 0 && !BODY_CODES.includes(code)) return []
  const values = code === 0 ? accepted : rejected
  if (values) return [{ assumption, variant: values.join(' or ') }]
  // A body that breaks a documented rule: whether it is rejected is no question, only by which code.
  return [{ assumption, variant: String(code) }]
}

/** A message that takes no bubbles, and a body that is rejected: the code tells what came first. */
function aboutOrder(assumption: string, code: number): SeenVariant[] {
  const isState = code === TOO_OLD || code === NOT_LATEST
  if (!isState && !BODY_CODES.includes(code)) return []
  if (assumption === 'bad_content') {
    const variant = isState
      ? 'state_first or message_before_fields or age_before_latest'
      : 'content_first'
    return [{ assumption: 'order_of_checks', variant, detail: assumption }]
  }
  if (assumption !== 'bad_field') return []
  const variant = isState
    ? 'message_before_fields'
    : 'state_first or content_first or age_before_latest'
  return [{ assumption: 'order_of_checks', variant, detail: assumption }]
}

/** Only an age that is certainly beyond the limit, or certainly within its second, tells anything. */
function aboutAge({ from_ms, to_ms }: { from_ms: number; to_ms: number }, code: number) {
  const detail = `${Math.floor(from_ms / 100) / 10}–${Math.ceil(to_ms / 100) / 10} s`
  const isAllowed = code === 0 && from_ms >= MAX_AGE_MS
  const isRefused = code === TOO_OLD && to_ms < MAX_AGE_MS + 1_000
  if (!isAllowed && !isRefused) return []
  return [{ assumption: 'age_boundary', variant: isAllowed ? 'allowed' : 'refused', detail }]
}

function shapeOf(message_id: string): string {
  if (/^om_x100b[0-9a-f]+$/.test(message_id)) return 'x100b'
  return /^om_[0-9a-f]{32}$/.test(message_id) ? 'hex' : 'another'
}
