import { setTimeout } from 'node:timers/promises'
import type { Delivery } from '#contract/deliveries/delivery'
import type { ListRowState } from '#contract/deliveries/list'
import type { Exchange } from '#contract/exchange'
import {
  type ContinueResult,
  type DeliveryPlan,
  type DeliveryResult,
  type DeliveryStore,
  ListRestingError,
} from '../deliveries/deliveries.ts'
import type { RateBudgets } from '../feishu/rate-budget.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { SendResult } from '../ledger/sender.ts'
import type { ListWaits } from './list-waits.ts'
import { fillTexts, type ListTexts, rowTexts } from './plan-row.ts'
import { toOutcome } from './read-list.ts'
import { type ListRecord, type PlannedRow, rowKey } from './read-rows.ts'
import { quietUntil } from './schedule.ts'

export type RowSender = {
  deliveries: Pick<DeliveryStore, 'deliver' | 'continue'>
  budgets: Pick<RateBudgets, 'read'>
  now: () => number
  profile: SecretProfile
  list: ListRecord
  texts: ListTexts
  waits: Pick<ListWaits, 'add'>
  /** Aborted when no new row may begin; a row that has begun is completed. */
  pausing: AbortSignal
  /** Aborted when the console stops. */
  closing: AbortSignal
}

/** The platform counts the calls of both separately. */
const CALLS = ['create_message', 'push_follow_up'] as const

/** Codes of a rate limit: of the app, of the service and of one chat. The call has had no effect. */
const RATE_LIMITED = [99991400, 11232, 230020]
const MAX_REFUSED = 3
const RETRY_MS = 1_000
/** How long a row waits until the ledger can be written again. */
const STORAGE_MS = 2_000
/** The longest sleep: a clock may be changed meanwhile. */
const NAP_MS = 5_000

/**
 * Sends one row, and waits for the rate limit instead of failing. Repeating this for the same row
 * continues its delivery and never sends anything twice.
 * @returns its outcome; null if it was left for later
 */
export async function sendRow(sender: RowSender, row: PlannedRow): Promise<ListRowState | null> {
  const { deliveries, profile, list, pausing, closing } = sender
  const plan = planOf(sender, row)
  const { actor } = list
  const options = { actor, idempotency_key: rowKey(list.id, row.n), list_id: list.id }
  let refusals = 0
  let delivery: Delivery | null = null
  let failed = false
  for (;;) {
    const begun: boolean = delivery !== null && (delivery.create ?? delivery.push) !== null
    const signal = begun ? closing : pausing
    if (!(await waitForSlot(sender, signal, begun))) return null
    const result: DeliveryResult | ContinueResult | null =
      failed && delivery
        ? await deliveries.continue(delivery.id, {
            findProfile: async () => profile,
            actor,
            for_list: true,
          })
        : await deliveries.deliver(profile, plan, options).catch(nullIfResting)
    if (result === null) return null
    failed = false
    const limited = 'limit' in result ? { sent: 'limited' as const, limit: result.limit } : null
    if ('refused' in result && result.refused !== 'not_recorded' && !limited) {
      // Somebody else has continued it.
      if (delivery) return toOutcome(delivery.state)
      throw new Error(`a row of a list could not be sent: ${result.refused}`)
    }
    const unsent =
      limited ?? ('refused' in result ? { sent: 'not_recorded' as const } : result.unsent)
    if ('delivery' in result) delivery = result.delivery
    if (limited) {
      const by = limited.limit.by === 'perSender' ? 'sender' : 'recipient'
      sender.waits.add(list.id, by, limited.limit.resets_at_ms)
    }
    const wait = waitAfter(unsent, delivery, sender.now())
    if (wait === 'stop') return null
    if (wait !== null) {
      if (!(await nap(wait, signal))) return null
      continue
    }
    if (!delivery) continue
    const reason = retryReason(delivery)
    if (reason === null || refusals === MAX_REFUSED) return toOutcome(delivery.state)
    if (reason === 'refused') {
      refusals += 1
      if (!(await nap(RETRY_MS * 2 ** refusals, closing))) return null
    }
    failed = true
  }
}

function nullIfResting(error: unknown): null {
  if (error instanceof ListRestingError) return null
  throw error
}

type Unsent = Exclude<SendResult, { sent: 'done' }>

/** Returns how long to wait until the same request is made again; null if it is not. */
function waitAfter(
  unsent: Unsent | null,
  delivery: Delivery | null,
  now_ms: number,
): number | 'stop' | null {
  switch (unsent?.sent) {
    case 'stopping':
      return 'stop'
    case 'rate_limited':
      return unsent.resets_at_ms - now_ms
    case 'limited':
      return unsent.limit.resets_at_ms - now_ms
    case 'not_recorded':
      return STORAGE_MS
    case 'in_flight':
      return RETRY_MS
    default:
      return delivery?.state === 'running' ? RETRY_MS : null
  }
}

function planOf({ list, texts }: RowSender, row: PlannedRow): DeliveryPlan {
  const { receive_id_type, receive_id, label, message_id, language, values } = row
  if (receive_id_type === null || receive_id === null) throw new Error('a row without a recipient')
  const { message, follow_ups } = fillTexts(rowTexts(row, texts), values)
  const { template_id: id, template_version: version } = list
  const use = { values: { ...values }, ...(language !== null && { language }) }
  return {
    recipient: { receive_id_type, receive_id, label },
    ...(id !== null && version !== null && { template: { ...use, id, version } }),
    message,
    message_id,
    follow_ups: JSON.stringify(follow_ups),
  }
}

/**
 * Returns why the step that failed can be made again: it was certainly without effect, and for a
 * reason that passes. Null if it stays as it is.
 */
function retryReason({ next_step, create, push }: Delivery): 'unsent' | 'refused' | null {
  if (next_step !== 'create' && next_step !== 'push') return null
  const last: Exchange | null = next_step === 'push' ? push : create
  if (last === null) return 'unsent'
  const { outcome, failure, code } = last
  if (outcome === 'not_sent') {
    const passes = failure?.kind === 'rate_limited' || failure?.kind === 'crashed'
    return passes ? 'unsent' : null
  }
  return outcome === 'answered' && RATE_LIMITED.includes(code ?? 0) ? 'refused' : null
}

/** Waits until both calls of a row are allowed; returns false if it was aborted. */
async function waitForSlot(
  { budgets, profile, list, waits, now }: RowSender,
  signal: AbortSignal,
  begun: boolean,
): Promise<boolean> {
  const schedule = list.schedule === null ? null : JSON.parse(list.schedule)
  for (;;) {
    if (signal.aborted) return false
    // A message that was sent gets its bubbles in quiet hours too.
    const quiet = schedule === null || begun ? null : await quietUntil(now(), schedule)
    const paused = CALLS.map((call) => budgets.read(profile, call).paused_until)
    const allowed = Math.max(...paused.map((at) => Date.parse(at ?? '') || 0))
    waits.add(list.id, 'rate', allowed)
    const until = Math.max(quiet ?? 0, allowed)
    if (until <= now()) return true
    if (!(await nap(until - now(), signal))) return false
  }
}

/** Sleeps, for a while at most; returns false if it was aborted. */
export async function nap(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(Math.min(Math.max(ms, 1), NAP_MS), undefined, { signal })
    return true
  } catch {
    return false
  }
}
