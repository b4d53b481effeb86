import { type FaultServer, startFaultServer } from '../../server/testing/fault-server.ts'
import { grantToken, isTokenCall, json } from '../../server/testing/faults.ts'

export type CountingUpstream = FaultServer & {
  /** How many messages were made, by their text. */
  messages: ReadonlyMap<string, number>
}

/** Starts a platform that accepts everything and counts the messages that it made. */
export async function startCountingUpstream(): Promise<CountingUpstream> {
  const messages = new Map<string, number>()
  const byUuid = new Map<string, string>()
  const server = await startFaultServer((request) => {
    if (isTokenCall(request)) return grantToken('t-cluster')
    if (request.method === 'POST' && /\/im\/v1\/messages\?/.test(request.path)) {
      const { content, uuid } = JSON.parse(request.body) as { content: string; uuid: string }
      // The same uuid makes no second message.
      const message_id = byUuid.get(uuid) ?? `om_${uuid.replaceAll('-', '')}`
      if (!byUuid.has(uuid)) {
        const { text } = JSON.parse(content) as { text: string }
        messages.set(text, (messages.get(text) ?? 0) + 1)
      }
      byUuid.set(uuid, message_id)
      const data = { message_id, chat_id: 'oc_cluster', create_time: String(Date.now()) }
      return json('200 OK', { code: 0, msg: 'success', data })
    }
    if (request.path.includes('/push_follow_up')) {
      return json('200 OK', { code: 0, msg: 'success', data: {} })
    }
    return json('400 Bad Request', { code: 99991672, msg: 'no scope' })
  })
  return { ...server, messages }
}
