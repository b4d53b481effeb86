import { setTimeout } from 'node:timers/promises'
import {
  EVENT_OUTCOMES,
  HAND_OVER_LIMITS,
  type HandedOver,
  handedOverSchema,
} from '#contract/event-sources/event-source'
import { parseJson } from '#contract/json'
import type { Bilingual } from '#contract/locale'
import { refusalSchema } from '#contract/refusal'
import {
  type CliCommand,
  EXIT,
  parseOptions,
  required,
  type Terminal,
  UsageError,
} from './command.ts'
import { type ConsoleRequest, createConsoleRequest } from './console-client.ts'

/** Half of what the console takes, as JSON escapes some characters. */
const BATCH_BYTES = HAND_OVER_LIMITS.bytes / 2
/** Events that wait while the console restarts; then the listener has to wait too. */
const MAX_WAITING = 10_000
const PAUSES_MS = [500, 1_000, 2_000, 5_000]
/** How long a console may not respond. */
const GIVE_UP_MS = 10 * 60_000

/** `clicks`: hands the events that another listener prints over to a running console. */
export const clicksCommand: CliCommand = async (args, terminal) => {
  const { locale, print, complain, stdin } = terminal
  const given = parseOptions(args, { console: { type: 'string' }, profile: { type: 'string' } })
  const request = createConsoleRequest(required(given.console, '--console'), terminal)
  const post = (events: readonly unknown[]) =>
    request('POST', '/api/event-sources/events', {
      body: { events },
      query: { profile: given.profile },
    })
  const counts: HandedOver = { used: 0, ignored: 0, duplicate: 0, unreadable: 0 }
  const queue = createQueue()
  const reading = readLines(stdin ?? [], (line) => {
    const event = parseJson(line)
    if (event !== undefined) return queue.add({ event, bytes: Buffer.byteLength(line) })
    counts.unreadable += 1
    return undefined
  }).finally(queue.end)
  try {
    for (let batch = await queue.take(); batch.length > 0; batch = await queue.take()) {
      const taken = await handOver(() => post(batch), terminal)
      if (taken === null) {
        complain(NO_CONSOLE[locale])
        return EXIT.not_sent
      }
      for (const outcome of EVENT_OUTCOMES) counts[outcome] += taken[outcome]
    }
  } finally {
    // Otherwise a listener that goes on would keep this process alive.
    reading.catch(() => {})
    stdin?.destroy?.()
  }
  print(given.json ? JSON.stringify(counts) : describeCounts(counts)[locale])
  return EXIT.success
}

type QueuedEvent = { event: unknown; bytes: number }

/** Events that were read and not handed over yet. */
function createQueue() {
  const waiting: QueuedEvent[] = []
  let [ended, changed] = [false, Promise.withResolvers<void>()]
  const announce = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }
  return {
    /** Waits while there are too many. */
    async add(event: QueuedEvent): Promise<void> {
      waiting.push(event)
      announce()
      while (waiting.length >= MAX_WAITING) await changed.promise
    },
    end() {
      ended = true
      announce()
    },
    /** Returns what waits, as much as one request may hold; nothing at the end. */
    async take(): Promise<unknown[]> {
      while (waiting.length === 0 && !ended) await changed.promise
      const batch: unknown[] = []
      for (let bytes = 0; batch.length < HAND_OVER_LIMITS.events; ) {
        const [next] = waiting
        bytes += next?.bytes ?? 0
        if (!next || (batch.length > 0 && bytes > BATCH_BYTES)) break
        waiting.shift()
        batch.push(next.event)
      }
      announce()
      return batch
    },
  }
}

/** Calls back for each line that is not empty, and waits for what it returns. */
async function readLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onLine: (line: string) => Promise<void> | undefined,
): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') await onLine(line)
  }
  if (rest.trim() !== '') await onLine(rest)
}

/**
 * Sends events to the console, and again while it does not respond: it takes each only once.
 * @returns null if it did not respond for too long
 * @throws {UsageError} if it refuses them
 */
async function handOver(
  post: () => ReturnType<ConsoleRequest>,
  { locale, complain }: Terminal,
): Promise<HandedOver | null> {
  const end = performance.now() + GIVE_UP_MS
  for (let tries = 0; performance.now() < end; tries += 1) {
    if (tries === 1) complain(WAITING[locale])
    if (tries > 0) await setTimeout(PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1])
    const response = await post()
    if (!response) continue
    const { ok, status, value } = response
    const taken = handedOverSchema.safeParse(value)
    if (ok && taken.success) return taken.data
    const refusal = refusalSchema.safeParse(value)
    if (!refusal.success || status >= 500 || status === 429) continue
    const { message, issues } = refusal.data
    throw new UsageError({ en: message, zh: message }, issues)
  }
  return null
}

const WAITING: Bilingual = {
  en: 'The console does not respond. Trying again…',
  zh: '控制台没有响应，正在重试…',
}
const NO_CONSOLE: Bilingual = {
  en: 'The console did not respond for 10 minutes. Some events were not handed over.',
  zh: '控制台 10 分钟没有响应，部分事件未转交。',
}

function describeCounts({ used, ignored, duplicate, unreadable }: HandedOver): Bilingual {
  return {
    en: `${used} used · ${ignored} ignored · ${duplicate} duplicate · ${unreadable} unreadable`,
    zh: `${used} 个已使用 · ${ignored} 个无关 · ${duplicate} 个重复 · ${unreadable} 个无法读取`,
  }
}
