import { hash } from 'node:crypto'
import type { DeliveryState } from '#contract/deliveries/delivery-states'
import { RESTING_LIST_STATES } from '#contract/deliveries/list'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readDeliveryExchanges } from '../ledger/read-exchanges.ts'
import { checkSendLimits, lockSends, NO_LIMITS, type SendLimits } from '../ledger/send-limits.ts'
import { reindexDeliveries } from '../ledger/write-steps.ts'
import type { Tx } from '../storage/database.ts'
import { normalizeText } from '../storage/search-index.ts'
import type { Storage } from '../storage/storage.ts'
import {
  type DeliveryOptions,
  type DeliveryPlan,
  type DeliveryStore,
  ListRestingError,
  type RecentDelivery,
} from './deliveries.ts'
import { type DeliveryRow, toDelivery } from './read-deliveries.ts'

export type InsertDeps = {
  storage: Storage
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  /** Removes the secrets of a profile from a text that is stored. */
  redact: (text: string, profile: SecretProfile) => string
  /** Whether what a person was chosen by is stored. */
  keepLabels: boolean
  /** By default there are none. */
  sendLimits?: SendLimits
}

type InsertResult =
  | { inserted: DeliveryRow }
  /** The key was used. */
  | { inserted: null }
  | { recent: RecentDelivery }

/**
 * Commits a delivery before its first call.
 * @throws ListRestingError if its list is not being sent any more, SendLimitError
 */
export async function insertDelivery(
  { storage, now, newId, redact, keepLabels, sendLimits = NO_LIMITS }: InsertDeps,
  profile: SecretProfile,
  plan: DeliveryPlan,
  options: DeliveryOptions,
): Promise<InsertResult> {
  const { recipient, template, message = null, message_id = null, follow_ups } = plan
  const messageText = message && JSON.stringify(message)
  const label = keepLabels ? (recipient?.label ?? null) : null
  const stored = {
    message: messageText && redact(messageText, profile),
    follow_ups: redact(follow_ups, profile),
    label: label === null ? null : redact(label, profile),
    template_values: template ? redact(JSON.stringify(template.values), profile) : null,
    receive_id: recipient?.receive_id ?? null,
    template_id: template?.id ?? null,
  }
  const exact = stored.message === messageText && stored.follow_ups === follow_ups
  const row = {
    id: newId(),
    idempotency_key: options.idempotency_key ?? newId(),
    fingerprint: fingerprintOf(profile, plan, options.uuid),
    actor: options.actor,
    profile: profile.id,
    base_url: profile.base_url,
    receive_id_type: recipient?.receive_id_type ?? null,
    template_version: template?.version ?? null,
    template_language: template?.language ?? null,
    message_id,
    uuid: options.uuid ?? newId(),
    list_id: options.list_id ?? null,
    created_at_ms: now(),
    exact: Number(exact),
    search: searchText(stored),
    ...stored,
  }
  try {
    return await storage.write(async (tx) => {
      const asks = options.confirm_recent === false && recipient !== null
      if (asks) await lockSends(storage.kind, tx, recipient.receive_id)
      const inserted = await tx
        .insertInto('deliveries')
        .values(row)
        .onConflict((key) => key.column('idempotency_key').doNothing())
        .returningAll()
        .executeTakeFirst()
      if (inserted?.list_id && (await isResting(storage, tx, inserted.list_id))) {
        throw new ListRestingError()
      }
      const recent = inserted && asks ? await findRecent(tx, inserted) : null
      if (recent) throw new RecentError(recent)
      if (inserted) {
        const { actor, base_url, receive_id, created_at_ms: at_ms } = inserted
        await checkSendLimits(storage, tx, sendLimits, { actor, base_url, receive_id, at_ms })
      }
      return { inserted: inserted ?? null }
    })
  } catch (error) {
    if (error instanceof RecentError) return { recent: error.recent }
    throw error
  }
}

/** The person got a delivery a moment ago; thrown to roll back. */
class RecentError extends Error {
  readonly recent: RecentDelivery
  constructor(recent: RecentDelivery) {
    super('recent_delivery')
    this.recent = recent
  }
}

/** Distinguishes a repeated request from a reused key. */
export function fingerprintOf(
  { id, base_url }: SecretProfile,
  plan: DeliveryPlan,
  uuid: string | undefined,
): string {
  const { recipient, message = null, message_id = null, follow_ups } = plan
  const to = recipient && [recipient.receive_id_type, recipient.receive_id]
  const parts = [id, base_url, to, message, message_id, follow_ups, uuid ?? null]
  return hash('sha256', JSON.stringify(parts))
}

const RECENT_MS = 10 * 60_000
/** A delivery without calls may still be waiting for its first one this long. */
const START_MS = 60_000
const MAX_RECENT = 20

const REACHED: readonly DeliveryState[] = ['running', 'sent', 'message_only', 'unknown']

/** Returns the last delivery within 10 minutes that reached the same person, or may have. */
async function findRecent(tx: Tx, row: DeliveryRow): Promise<RecentDelivery | null> {
  const { id, profile, base_url, receive_id_type, receive_id, created_at_ms } = row
  const rows = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where((is) => is.and({ profile, base_url, receive_id_type, receive_id }))
    .where('id', '!=', id)
    .where('created_at_ms', '>=', created_at_ms - RECENT_MS)
    .orderBy('seq', 'desc')
    .limit(MAX_RECENT)
    .execute()
  const ids = rows.map((one) => one.id)
  const exchanges = await readDeliveryExchanges(tx, ids)
  const reached = rows.find((one) => {
    const own = exchanges.get(one.id) ?? []
    if (own.length === 0) return created_at_ms - one.created_at_ms <= START_MS
    return REACHED.includes(toDelivery(one, own).state)
  })
  if (!reached) return null
  const at = new Date(reached.created_at_ms).toISOString()
  return { delivery: reached.id, actor: reached.actor, at }
}

/** In the same transaction as the insert: a row that is shown as stopped is never sent afterwards. */
async function isResting({ kind }: Storage, tx: Tx, list_id: string): Promise<boolean> {
  const list = tx.selectFrom('lists').select('state').where('id', '=', list_id)
  const row = await (kind === 'postgres' ? list.forShare() : list).executeTakeFirst()
  return row !== undefined && RESTING_LIST_STATES.includes(row.state)
}

/** Creates the method that removes the labels of deliveries to a person. */
export function forgetLabels(storage: Storage): DeliveryStore['forget'] {
  return (owner, { receive_id_type, receive_id }) =>
    storage.write(async (tx) => {
      const rows = await tx
        .selectFrom('deliveries')
        .selectAll()
        .where('profile', '=', owner.profile)
        .where('receive_id', '=', receive_id)
        .where('label', 'is not', null)
        .execute()
      const own = rows.filter(
        (row) =>
          row.receive_id_type === receive_id_type &&
          URL.parse(row.base_url)?.origin === owner.base_url,
      )
      for (const row of own) {
        await tx
          .updateTable('deliveries')
          .set({ label: null, search: searchText({ ...row, label: null }) })
          .where('seq', '=', row.seq)
          .execute()
      }
      const ids = own.map(({ id }) => id)
      await reindexDeliveries(storage, tx, ids)
      return own.length
    })
}

function searchText({
  receive_id,
  label,
  template_id,
  message,
  follow_ups,
}: Pick<DeliveryRow, 'receive_id' | 'label' | 'template_id' | 'message' | 'follow_ups'>): string {
  const parts = [receive_id, label, template_id, message, follow_ups]
  return normalizeText(parts.filter(Boolean).join('\n'))
}
