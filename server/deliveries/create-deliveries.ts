import type { MessageContent } from '#contract/create-message'
import type { Delivery } from '#contract/deliveries/delivery'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { SendLimitError } from '../ledger/send-limits.ts'
import type { LedgerSender } from '../ledger/sender.ts'
import { StorageError } from '../storage/storage.ts'
import type { ContinueResult, DeliveryCall, DeliveryStore } from './deliveries.ts'
import { type ChatDeps, findInChat } from './find-in-chat.ts'
import { fingerprintOf, forgetLabels, type InsertDeps, insertDelivery } from './insert-delivery.ts'
import { type DeliveryRow, listDeliveries, toDelivery } from './read-deliveries.ts'
import { type Contents, createStepRunner, type DeliveryStep, type RunResult } from './run-steps.ts'

type DeliveryDeps = InsertDeps &
  ChatDeps & { sender: LedgerSender; ledger: Pick<Ledger, 'resolve'> }

/** Feishu keeps a uuid for one hour; a repeat within this time never makes a second message. */
const UUID_LIFE_MS = 55 * 60_000
/** A larger difference between the clocks makes the age of a uuid unreliable. */
const MAX_SKEW_MS = 60_000

/** Creates the record of deliveries in the console's database; `sender` makes and records their calls. */
export function createDeliveries(deps: DeliveryDeps): DeliveryStore {
  const { storage, sender, ledger, skews, now } = deps
  const steps = createStepRunner(storage, sender)
  /** The deliveries that this process is making: a concurrent request waits for the same result. */
  const running = new Map<string, Promise<RunResult>>()

  async function readRow(column: 'id' | 'idempotency_key', value: string) {
    const rows = storage.read((db) =>
      db.selectFrom('deliveries').selectAll().where(column, '=', value).executeTakeFirst(),
    )
    return (await rows) ?? null
  }

  const read = async (row: DeliveryRow) => toDelivery(row, await steps.read(row.id))

  /** Runs the steps of a delivery; one run at a time for each. */
  function run(
    profile: SecretProfile,
    row: DeliveryRow,
    contents: Contents,
    next: (delivery: Delivery) => DeliveryStep | null,
    { actor, for_list }: { actor: string; for_list?: boolean | undefined },
  ): Promise<RunResult> {
    const concurrent = running.get(row.id)
    if (concurrent) return concurrent
    const result = steps
      .run({ profile, row, contents, next, actor, for_list })
      .finally(() => running.delete(row.id))
    running.set(row.id, result)
    return result
  }

  /** Waits until this process is not making a delivery. */
  async function idle(id: string): Promise<void> {
    for (let job = running.get(id); job; job = running.get(id)) await job.catch(() => {})
  }

  /** The next step of a repeated request: only what was never tried. */
  const untried = ({ next_step, create, push }: Delivery) =>
    (next_step === 'create' && create === null) || (next_step === 'push' && push === null)
      ? next_step
      : null

  /** Whether a message of unknown outcome can be sent again without making a second one. */
  async function isUuidFresh({ id, base_url }: DeliveryRow): Promise<boolean> {
    const first = (await steps.read(id)).find(({ outcome }) => outcome === 'unknown')
    const age = now() - Date.parse(first?.started_at ?? '')
    const skew = skews.read(base_url)
    return age >= 0 && age <= UUID_LIFE_MS && Math.abs(skew?.ms ?? 0) <= MAX_SKEW_MS
  }

  /** Looks for a message of unknown outcome in its chat, and records what was found. */
  async function settleInChat(
    profile: SecretProfile,
    row: DeliveryRow,
    { create }: Delivery,
    actor: string,
  ): Promise<ContinueResult> {
    const creates = (await steps.read(row.id)).filter(
      ({ endpoint, outcome, resolution }) =>
        endpoint === 'create_message' &&
        outcome === 'unknown' &&
        resolution?.verdict !== 'not_delivered',
    )
    const finding = await findInChat(deps, profile, row, creates)
    if ('refused' in finding) return finding
    const { found: message_id } = finding
    const verdict = message_id === null ? 'not_delivered' : 'delivered'
    await ledger.resolve(create?.id ?? '', { verdict, note: null, actor, chat: { message_id } })
    return { delivery: await read(row), unsent: null, progressed: true }
  }

  /** Returns the profile that a delivery was made with; null if it is gone or points elsewhere. */
  async function profileOf(row: DeliveryRow, { findProfile }: DeliveryCall) {
    const profile = await findProfile(row.profile)
    return profile?.base_url === row.base_url ? profile : null
  }

  return {
    async deliver(profile, plan, options) {
      const contents = { message: plan.message ?? null, follow_ups: plan.follow_ups }
      let row: DeliveryRow | null
      try {
        const result = await insertDelivery(deps, profile, plan, options)
        if ('recent' in result) return { refused: 'recent_delivery', recent: result.recent }
        row = result.inserted
      } catch (error) {
        if (error instanceof StorageError) return { refused: 'not_recorded' }
        if (error instanceof SendLimitError) return { refused: 'limited', limit: error }
        throw error
      }
      row ??= await readRow('idempotency_key', options.idempotency_key ?? '')
      if (row?.fingerprint !== fingerprintOf(profile, plan, options.uuid)) {
        return { refused: 'key_reused' }
      }
      const { actor, list_id } = options
      return run(profile, row, contents, untried, { actor, for_list: list_id !== undefined })
    },
    async continue(id, call) {
      const row = await readRow('id', id)
      if (!row) return { refused: 'not_found' }
      const concurrent = running.get(id)
      if (concurrent) return concurrent
      const delivery = await read(row)
      if (delivery.state === 'running') return { delivery, unsent: null, progressed: true }
      const { next_step } = delivery
      if (next_step === null) return { refused: 'nothing_left' }
      if (row.exact === 0 && next_step !== 'settle_recall') return { refused: 'not_exact' }
      const profile = await profileOf(row, call)
      if (!profile) return { refused: 'profile_gone' }
      if (next_step === 'settle_create' && !(await isUuidFresh(row))) {
        return settleInChat(profile, row, delivery, call.actor)
      }
      return run(profile, row, storedContents(row), (one) => one.next_step, call)
    },
    async recall(id, call) {
      const row = await readRow('id', id)
      if (!row) return { refused: 'not_found' }
      await idle(id)
      const delivery = await read(row)
      if (delivery.state === 'recalled') return { delivery, unsent: null, progressed: true }
      if (delivery.state === 'running') return { refused: 'in_flight' }
      if (row.message === null || delivery.message_id === null) {
        return { refused: 'nothing_to_recall' }
      }
      const profile = await profileOf(row, call)
      if (!profile) return { refused: 'profile_gone' }
      const next = ({ state }: Delivery) =>
        state === 'recalled' || state === 'running' ? null : ('recall' as const)
      await idle(id)
      return run(profile, row, storedContents(row), next, call)
    },
    async find(id) {
      const row = await readRow('id', id)
      return row && read(row)
    },
    list: (filter, page) =>
      storage.scan((db) =>
        listDeliveries(db, filter, page, (one) => sender.unwritten(one.id) ?? one),
      ),
    forget: forgetLabels(storage),
  }
}

function storedContents({ message, follow_ups }: DeliveryRow): Contents {
  return { message: message === null ? null : (JSON.parse(message) as MessageContent), follow_ups }
}
