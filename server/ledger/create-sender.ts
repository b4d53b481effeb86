import { hash } from 'node:crypto'
import type { Exchange } from '#contract/exchange'
import type { ExchangeDeps, PlatformCall } from '../feishu/exchange.ts'
import { createMessage, pushFollowUp, recallMessage } from '../feishu/message-calls.ts'
import type { RateSlot } from '../feishu/rate-queue.ts'
import { redactUnsent } from '../feishu/redact.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Log } from '../logging/log.ts'
import type { Intent, Ledger } from './ledger.ts'
import { createSendRunner } from './run-send.ts'
import type { LedgerSender, SenderOptions, SendResult } from './sender.ts'
import { createUnwrittenEnds } from './unwritten-ends.ts'

type SenderDeps = { ledger: Ledger; feishu: ExchangeDeps; newId: () => string; log: Log }

type SendRequest = {
  profile: SecretProfile
  call: PlatformCall
  /** What the idempotency key covers, beside endpoint and path. */
  input: string
  message_id: string | null
  options: SenderOptions & { attempt_of?: string | undefined }
  /** The call that has to follow at once. */
  next?: Exchange['endpoint'] | undefined
}

/** Creates the sender, which records every send in the ledger before its call is made. */
export function createSender({ ledger, feishu, newId, log }: SenderDeps): LedgerSender & {
  /** Lets no new call leave; running calls go on. */
  stop(): void
  /** Waits for running sends, writes what is unwritten, and returns how many ends are still unwritten. */
  close(): Promise<number>
} {
  let stopping = false
  const unwritten = createUnwrittenEnds(ledger, log)
  const runSend = createSendRunner({ ledger, feishu, log, unwritten, isStopping: () => stopping })
  /** The running sends of this process by key: a concurrent request with the same key waits for them. */
  const running = new Map<string, { fingerprint: string; result: Promise<SendResult> }>()

  function intentOf({ profile, call, input, message_id, options }: SendRequest): Intent {
    const { id: profileId, base_url } = profile
    const redact = (text: string) => redactUnsent(text, feishu.tokens.secrets(profile))
    const parts = [call.endpoint, profileId, base_url, call.path, input]
    return {
      id: newId(),
      idempotency_key: options.idempotency_key ?? newId(),
      fingerprint: hash('sha256', JSON.stringify(parts)),
      actor: options.actor,
      profile: profileId,
      base_url,
      endpoint: call.endpoint,
      message_id,
      attempt_of: options.attempt_of ?? null,
      delivery: options.delivery ?? null,
      url: redact(base_url + call.path),
      body: redact(call.body),
      body_sha256: hash('sha256', call.body),
      started_at_ms: feishu.clock.wall(),
    }
  }

  async function send(request: SendRequest): Promise<SendResult> {
    if (stopping) return { sent: 'stopping' }
    const intent = intentOf(request)
    const { idempotency_key: key, fingerprint } = intent
    const concurrent = running.get(key)
    if (concurrent) {
      return concurrent.fingerprint === fingerprint ? concurrent.result : { sent: 'key_reused' }
    }
    const result = sendOnce(intent, request).finally(() => running.delete(key))
    running.set(key, { fingerprint, result })
    return result
  }

  async function sendOnce(intent: Intent, request: SendRequest): Promise<SendResult> {
    const left = await unwritten.writeAll()
    const earlier = unwritten.find(intent.idempotency_key)
    if (earlier) {
      return earlier.fingerprint === intent.fingerprint
        ? { sent: 'done', exchange: earlier.exchange }
        : { sent: 'key_reused' }
    }
    // A ledger that cannot write the last end cannot write this one either.
    if (left > 0) return { sent: 'not_recorded' }
    const slot = queueSlot(request)
    try {
      return await runSend(intent, request.profile, request.call, slot)
    } finally {
      if ('end' in slot) slot.end()
    }
  }

  /** Returns a slot for the call, or a time if there is no slot for it or for the call that follows. */
  function queueSlot({ profile, call, next, options }: SendRequest): RateSlot {
    const use = options.for_list ? 'list' : 'person'
    const following = next && feishu.budgets.queue(profile, next, use)
    if (following && !('end' in following)) return following
    following?.end()
    return feishu.budgets.queue(profile, call.endpoint, use)
  }

  const sender: LedgerSender = {
    push: (profile, message_id, body, options) =>
      send({ profile, call: pushFollowUp(message_id, body), input: body, message_id, options }),
    create: (profile, message, { uuid, then_push, ...options }) =>
      send({
        profile,
        call: createMessage(message, uuid ?? newId()),
        input: JSON.stringify((uuid ?? then_push) ? [message, uuid, then_push] : message),
        message_id: null,
        options,
        next: then_push === undefined ? undefined : 'push_follow_up',
      }),
    recall: (profile, message_id, options) =>
      send({ profile, call: recallMessage(message_id), input: '', message_id, options }),
    async repeat(profile, exchange, options) {
      const { id, state, endpoint, message_id } = exchange
      const isOpen = state === 'unknown' && endpoint === 'push_follow_up' && message_id !== null
      const body = isOpen ? await ledger.exactBody(id) : null
      if (body === null || message_id === null) return { sent: 'not_repeatable' }
      return sender.push(profile, message_id, body, { ...options, attempt_of: id })
    },
    unwritten: (id) => unwritten.findById(id),
  }
  return {
    ...sender,
    stop() {
      stopping = true
    },
    async close() {
      stopping = true
      await Promise.allSettled([...running.values()].map(({ result }) => result))
      return unwritten.close()
    },
  }
}
