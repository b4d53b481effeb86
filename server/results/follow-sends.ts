import type { Exchange } from '#contract/exchange'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { LedgerSender, SendResult } from '../ledger/sender.ts'
import { deliveryOf } from '../recipients/learn-recipients.ts'
import type { ChatReport } from './apply-event.ts'

type Followed = {
  settled: (profile: SecretProfile, exchange: Exchange) => void
  prepareSoon: () => void
}

/** Wraps what sends and resolves, so that results learn of it once it is stored. */
export function followSends(
  sender: LedgerSender,
  ledger: Ledger,
  { settled, prepareSoon }: Followed,
): { sender: LedgerSender; ledger: Ledger } {
  async function follow<R extends SendResult | { sent: 'not_repeatable' }>(
    profile: SecretProfile,
    sending: Promise<R>,
  ): Promise<R> {
    const result = await sending
    if (result.sent === 'done') settled(profile, result.exchange)
    return result
  }
  return {
    sender: {
      ...sender,
      push: (profile, ...rest) => follow(profile, sender.push(profile, ...rest)),
      create: (profile, ...rest) => follow(profile, sender.create(profile, ...rest)),
      recall: (profile, ...rest) => follow(profile, sender.recall(profile, ...rest)),
      repeat: (profile, ...rest) => follow(profile, sender.repeat(profile, ...rest)),
    },
    ledger: {
      ...ledger,
      async resolve(...resolution) {
        const exchange = await ledger.resolve(...resolution)
        if (exchange?.result) prepareSoon()
        return exchange
      },
    },
  }
}

/** Returns what a request of this console shows about earlier pushes in its chat; null if nothing. */
export function reportOf(base_url: string, exchange: Exchange): ChatReport | null {
  const { endpoint, outcome, code, message_id, response } = exchange
  if (outcome !== 'answered' || code !== 0) return null
  const source = 'console'
  if (endpoint === 'recall_message' && message_id !== null) {
    // The header has whole seconds, and what the user sent within this one came before.
    const date = Date.parse(response?.headers.date ?? '')
    const at_ms = Number.isNaN(date) ? null : date + 999
    return { base_url, chat_id: null, event: { kind: 'recalled', message_id, at_ms }, source }
  }
  const made = endpoint === 'create_message' ? deliveryOf(exchange)?.message : undefined
  if (!made || made.chat_id === null || made.create_time_ms === null) return null
  const { chat_id, create_time_ms } = made
  const event = { kind: 'bot_message', message_id: made.message_id, create_time_ms } as const
  return { base_url, chat_id, event, source }
}
