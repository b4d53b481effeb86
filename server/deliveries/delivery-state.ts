import type { Delivery } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'

/** The parts of an exchange that decide the outcome of its delivery. */
export type DecisiveExchange = Pick<
  Exchange,
  'endpoint' | 'state' | 'outcome' | 'code' | 'message_id' | 'resolution'
>

/** The parts of a delivery that its exchanges decide. */
export type DeliveryProgress<E = Exchange> = Pick<
  Delivery,
  'state' | 'message_id' | 'next_step'
> & { create: E | null; push: E | null; recall: E | null }

type Planned = {
  /** Whether it makes a message; otherwise its bubbles go under `message_id`. */
  makesMessage: boolean
  message_id: string | null
}

/** The message is deleted, by this recall or an earlier one. */
const DELETED = 230110
/**
 * The platform looked at the message and kept it: it is too old, another's, or of a type that is never
 * taken back. Undocumented: that a deleted message gets {@link DELETED} before any of these.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/delete
 */
const KEPT = [230009, 230026, 230054]

/**
 * Derives what became of a delivery and which step is left.
 * @param exchanges all of its exchanges, oldest first
 */
export function deliveryProgress<E extends DecisiveExchange>(
  { makesMessage, message_id: target }: Planned,
  exchanges: readonly E[],
): DeliveryProgress<E> {
  const of = (endpoint: Exchange['endpoint']) =>
    exchanges.filter((exchange) => exchange.endpoint === endpoint)
  const creates = of('create_message')
  const pushes = of('push_follow_up')
  const recalls = of('recall_message')
  const created = creates.find(hasSucceeded)
  const createdId = created?.message_id ?? foundInChat(creates)
  const isCreated = created !== undefined || createdId !== null
  const openCreate = isCreated ? undefined : findOpenCreate(creates)
  const openPush = findOpenPush(pushes)
  const message_id = makesMessage ? createdId : target
  const known = {
    create: openCreate ?? creates.at(-1) ?? null,
    push: openPush ?? pushes.at(-1) ?? null,
    recall: recalls.at(-1) ?? null,
    message_id,
  }

  if (exchanges.some(({ state }) => state === 'intent' || state === 'sending')) {
    return { ...known, state: 'running', next_step: null }
  }
  if (makesMessage && !isCreated) {
    const step = openCreate ? SETTLE_CREATE : createProgress(creates)
    return { ...known, ...step }
  }
  const recalled = recallProgress(recalls)
  if (recalled) return { ...known, ...recalled }
  // The platform accepted the message but returned no id, so there is nothing to push to.
  if (message_id === null) return { ...known, state: 'message_only', next_step: null }
  const step = openPush ? SETTLE_PUSH : pushProgress(pushes, makesMessage)
  return { ...known, ...step }
}

/** Returns the id of a message of unknown outcome that was found in its chat. */
function foundInChat(creates: readonly DecisiveExchange[]): string | null {
  // The latest check counts.
  const seen = creates.findLast(({ resolution }) => resolution !== null)?.resolution
  return seen?.verdict === 'delivered' ? (seen.message_id ?? null) : null
}

type Step = Pick<DeliveryProgress, 'state' | 'next_step'>

const SETTLE_CREATE: Step = { state: 'unknown', next_step: 'settle_create' }
const SETTLE_PUSH: Step = { state: 'unknown', next_step: 'settle_push' }

/**
 * Returns the last request that may have created the message, if that is unknown. A later rejection of
 * the same uuid proves nothing: the platform may have checked something else first.
 */
function findOpenCreate<E extends DecisiveExchange>(creates: readonly E[]): E | undefined {
  let open: E | undefined
  for (const create of creates) {
    if (create.outcome !== 'unknown') continue
    if (create.resolution?.verdict === 'delivered') return undefined
    // A person who looked for the message looked for those before, too.
    open = create.resolution?.verdict === 'not_delivered' ? undefined : create
  }
  return open
}

function createProgress(creates: readonly DecisiveExchange[]): Step {
  // A person saw the message; its id stays unknown.
  if (creates.some(isSeen)) return { state: 'message_only', next_step: null }
  const last = creates.at(-1)
  return { state: last?.outcome === 'answered' ? 'refused' : 'not_sent', next_step: 'create' }
}

/** Returns the first push that may have added the bubbles, if that is unknown. */
function findOpenPush<E extends DecisiveExchange>(pushes: readonly E[]): E | undefined {
  if (pushes.some((push) => hasSucceeded(push) || isSeen(push))) return undefined
  return pushes.find(
    ({ outcome, resolution }) => outcome === 'unknown' && resolution?.verdict !== 'not_delivered',
  )
}

function pushProgress(pushes: readonly DecisiveExchange[], makesMessage: boolean): Step {
  if (pushes.some((push) => hasSucceeded(push) || isSeen(push))) {
    return { state: 'sent', next_step: null }
  }
  const isRefused = pushes.at(-1)?.outcome === 'answered'
  const withoutMessage = isRefused ? 'refused' : 'not_sent'
  return { state: makesMessage ? 'message_only' : withoutMessage, next_step: 'push' }
}

function isSeen({ outcome, resolution }: DecisiveExchange): boolean {
  return outcome === 'unknown' && resolution?.verdict === 'delivered'
}

/** Returns null if no recall changed anything. */
function recallProgress(recalls: readonly DecisiveExchange[]): Step | null {
  let isOpen = false
  for (const { outcome, code, resolution } of recalls) {
    const isGone = outcome === 'answered' && (code === 0 || code === DELETED)
    if (isGone || resolution?.verdict === 'delivered') return { state: 'recalled', next_step: null }
    if (outcome === 'unknown' && resolution?.verdict !== 'not_delivered') isOpen = true
    if (outcome === 'answered' && KEPT.includes(code ?? 0)) isOpen = false
  }
  return isOpen ? { state: 'unknown', next_step: 'settle_recall' } : null
}

/** Whether the platform did what was asked. */
export function hasSucceeded({ outcome, code }: Pick<Exchange, 'outcome' | 'code'>): boolean {
  return outcome === 'answered' && code === 0
}
