import { readFileSync } from 'node:fs'
import type { ConsoleProcess } from '../console-process.ts'

/** What a send came to, as far as it was answered in a way that can be read. */
export type Answer = {
  status: number
  id: string
  outcome: string
  code: number | null
  kind: string
  recorded: boolean | null
  error: string
  ms: number
  /** What was received of the platform's answer. */
  received: string
  text: string
}

export type SendOptions = { key?: string; text?: string; signal?: AbortSignal }

export type House = ConsoleProcess & {
  send(message_id: string, options?: SendOptions): Promise<Answer>
  /** How a send stands in the ledger; an empty text where it does not. */
  stateOf(id: string): Promise<string>
  /** All sends, newest first, by message id and state. */
  states(): Promise<string[]>
  health(): Promise<number>
  /** Whether a send on this message arrives, now or within a few seconds. */
  sendsAgain(message_id: string): Promise<boolean>
  /** The most memory it has ever taken, in MB. */
  peakMb(): number
}

/** A console as those who use it see it. */
export function createHouse(running: ConsoleProcess): House {
  const { url } = running

  async function send(message_id: string, { key, text = 'a', signal }: SendOptions = {}) {
    const started = performance.now()
    const response = await fetch(`${url}/api/messages/${message_id}/push_follow_up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      body: JSON.stringify({ follow_ups: [{ content: text }] }),
      signal: signal ?? AbortSignal.timeout(20_000),
    })
    const body = await response.text()
    const value = parse(body)
    return {
      status: response.status,
      id: String(value.id ?? ''),
      outcome: String(value.outcome ?? ''),
      code: typeof value.code === 'number' ? value.code : null,
      kind: String(at(value.failure, 'kind') ?? ''),
      recorded: typeof value.recorded === 'boolean' ? value.recorded : null,
      error: String(value.error ?? ''),
      received: String(at(value.response, 'body') ?? ''),
      ms: performance.now() - started,
      text: body,
    }
  }

  async function get(path: string): Promise<Record<string, unknown>> {
    const response = await fetch(url + path, { signal: AbortSignal.timeout(20_000) })
    return parse(await response.text())
  }

  return {
    ...running,
    send,
    stateOf: async (id) => String((await get(`/api/exchanges/${id}`)).state ?? ''),
    async states() {
      const { exchanges } = await get('/api/exchanges?limit=100')
      return (Array.isArray(exchanges) ? exchanges : []).map(
        (row) => `${at(row, 'message_id')} ${at(row, 'state')}`,
      )
    },
    health: async () =>
      (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).status,
    async sendsAgain(message_id) {
      const until = performance.now() + 8_000
      while (performance.now() < until) {
        const answer = await send(message_id).catch(() => null)
        if (answer?.outcome === 'answered' && answer.code === 0) return true
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      return false
    },
    peakMb() {
      const status = readFileSync(`/proc/${running.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
    },
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
