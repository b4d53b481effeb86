import { hash } from 'node:crypto'
import type { MessageContent } from '#contract/create-message'
import type { Delivery } from '#contract/deliveries/delivery'
import type { Exchange } from '#contract/exchange'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { readDeliveryExchanges } from '../ledger/read-exchanges.ts'
import type { LedgerSender, SenderOptions, SendResult } from '../ledger/sender.ts'
import { type Storage, StorageError } from '../storage/storage.ts'
import type { ContinueResult } from './deliveries.ts'
import { hasSucceeded } from './delivery-state.ts'
import { type DeliveryRow, toDelivery } from './read-deliveries.ts'

/** A step of a delivery; `recall` is only made if a person asks for it. */
export type DeliveryStep = NonNullable<Delivery['next_step']> | 'recall'

/** What is sent: as planned now, or as it was stored. */
export type Contents = { message: MessageContent | null; follow_ups: string }

type DeliveryJob = {
  profile: SecretProfile
  row: DeliveryRow
  contents: Contents
  /** Chooses the next step; null if nothing is left to do safely. */
  next: (delivery: Delivery) => DeliveryStep | null
  actor: string
  /** Whether a list makes it. */
  for_list?: boolean | undefined
}

export type RunResult = Extract<ContinueResult, { delivery: Delivery }>

const MAX_KEY_LENGTH = 128

/** Returns a function that runs one step of a delivery after the other, each kind at most once. */
export function createStepRunner(storage: Storage, sender: LedgerSender) {
  async function read(id: string): Promise<Exchange[]> {
    const exchanges = await storage.read((db) => readDeliveryExchanges(db, [id]))
    return (exchanges.get(id) ?? []).map((one) => sender.unwritten(one.id) ?? one)
  }

  /** Reads the exchanges after a step; if the storage fails meanwhile, what is known so far. */
  async function readAfter(id: string, before: readonly Exchange[], sent: SendResult) {
    try {
      return await read(id)
    } catch (error) {
      if (!(error instanceof StorageError)) throw error
      if (sent.sent !== 'done') return [...before]
      return [...before.filter((one) => one.id !== sent.exchange.id), sent.exchange]
    }
  }

  function makeStep(
    step: DeliveryStep,
    { profile, row, contents, actor, for_list }: DeliveryJob,
    delivery: Delivery,
    exchanges: readonly Exchange[],
  ): Promise<SendResult> {
    const keyed = (endpoint: Exchange['endpoint'], suffix: string) => {
      const earlier = exchanges.filter((one) => one.endpoint === endpoint).length
      const idempotency_key = stepKey(row.idempotency_key, suffix, earlier)
      return { actor, delivery: row.id, idempotency_key, for_list }
    }
    const message_id = delivery.message_id ?? ''
    const body = JSON.stringify({ follow_ups: JSON.parse(contents.follow_ups) })
    switch (step) {
      case 'recall':
      case 'settle_recall':
        return sender.recall(profile, message_id, keyed('recall_message', ':recall'))
      case 'push':
        return sender.push(profile, message_id, body, keyed('push_follow_up', ':push'))
      case 'settle_push':
        return settlePush(profile, delivery, body, keyed('push_follow_up', ':push'))
      case 'create':
      case 'settle_create': {
        const { receive_id_type, receive_id, uuid } = row
        if (!contents.message || receive_id_type === null || receive_id === null) {
          throw new Error('a delivery without a message has no step that creates one')
        }
        const message = { receive_id_type, receive_id, ...contents.message }
        return sender.create(profile, message, {
          ...keyed('create_message', ''),
          uuid,
          then_push: body,
        })
      }
    }
  }

  async function settlePush(
    profile: SecretProfile,
    { push, message_id }: Delivery,
    body: string,
    options: SenderOptions,
  ): Promise<SendResult> {
    const repeated = push && (await sender.repeat(profile, push, options))
    if (repeated && repeated.sent !== 'not_repeatable') return repeated
    return sender.push(profile, message_id ?? '', body, options)
  }

  async function run(job: DeliveryJob): Promise<RunResult> {
    const { row } = job
    let exchanges = await read(row.id)
    const made = new Set<DeliveryStep>()
    for (;;) {
      const delivery = toDelivery(row, exchanges)
      const step = job.next(delivery)
      const progressed = made.size > 0
      // Each kind of step at most once in a run, so that a refusal is not repeated.
      if (step === null || made.has(step)) return { delivery, unsent: null, progressed }
      const sent = await makeStep(step, job, delivery, exchanges)
      exchanges = await readAfter(row.id, exchanges, sent)
      const now = toDelivery(row, exchanges)
      if (sent.sent !== 'done') return { delivery: now, unsent: sent, progressed }
      made.add(step)
      if (!hasSucceeded(sent.exchange)) return { delivery: now, unsent: null, progressed: true }
    }
  }

  return { read, run }
}

/** The idempotency key of a step: fixed by the delivery and the number of earlier tries. */
function stepKey(key: string, suffix: string, earlier: number): string {
  const whole = earlier === 0 ? suffix : `${suffix}:${earlier + 1}`
  return (key.length + whole.length > MAX_KEY_LENGTH ? hash('sha256', key) : key) + whole
}
