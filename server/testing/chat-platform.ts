import type { QueryDeps } from '../feishu/queries/run-query.ts'

/** A message in the chat of a made-up platform. */
export type ChatMessage = {
  message_id: string
  at_ms: number
  sender: 'user' | 'app'
  /** Null for an image. */
  text: string | null
  deleted: boolean
}

/** A platform with one chat that can only be read; its clock and its messages are the test's. */
export function createChatPlatform(messages: readonly ChatMessage[], now: () => number) {
  let reads = 0
  const respond = (url: URL) => {
    reads += 1
    const from_s = Number(url.searchParams.get('start_time'))
    const found = messages.filter(({ at_ms }) => Math.floor(at_ms / 1000) >= from_s).slice(0, 20)
    return { code: 0, msg: 'success', data: { has_more: false, items: found.map(toItem) } }
  }
  const feishu: QueryDeps = {
    upstream: {
      async call({ url }) {
        const bytes = Buffer.from(JSON.stringify(respond(url)))
        const headers = {
          'content-type': 'application/json',
          date: new Date(now()).toUTCString(),
        }
        const response = { http_status: 200, headers, bytes, truncated: false }
        return { started_at_ms: now(), duration_ms: 0, failure: null, sent: true, response }
      },
      close: async () => {},
    },
    tokens: {
      get: async () => ({ ok: true, token: 't-token-of-the-test' }),
      has: () => true,
      secrets: () => [],
      invalidate: () => {},
      forget: () => {},
      resendTicket: async () => null,
    },
    budgets: {
      queue: () => ({ wait_until: 0 }),
      take: async () => 'go',
      observe: () => {},
      read: () => {
        throw new Error('not used')
      },
    },
  }
  return { feishu, reads: () => reads }
}

function toItem({ message_id, at_ms, sender, text, deleted }: ChatMessage) {
  const content = deleted ? 'This message was recalled' : JSON.stringify({ text })
  return {
    message_id,
    msg_type: text === null ? 'image' : 'text',
    create_time: String(at_ms),
    deleted,
    sender: { id: sender === 'user' ? 'ou_user' : 'cli_test', sender_type: sender },
    body: { content },
  }
}
