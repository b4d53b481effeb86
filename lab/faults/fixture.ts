import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isJsonObject, type JsonObject, member, parseJson } from '#contract/json'
import { type ConsoleProcess, startConsoleProcess } from '../../server/testing/console-process.ts'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../../server/testing/fault-server.ts'
import { afterToken, isTokenCall, json } from '../../server/testing/faults.ts'
import type { RawRequest } from '../../server/testing/raw-request.ts'

export const SECRET = 'canary-secret-of-the-app'
export const TOKEN = 't-canary-token-of-the-app'
export const SUCCESS = json('200 OK', { code: 0, msg: 'success', data: {} })
/** How long the consoles here wait for a response, in milliseconds. */
export const DEADLINE_MS = 1_500

const ROOT = join(import.meta.dirname, '../..')

type Settings = Readonly<Record<string, string>>

export type FaultFixture = {
  /** The file that is started. */
  main: string
  /** Starts an upstream that grants tokens and then follows `behave`; `respond` replaces both. */
  startUpstream(respond?: (request: RawRequest) => Behaviour): Promise<FaultUpstream>
  startConsole(upstream: { url: string }, settings?: Settings): Promise<FaultConsole>
  /** Starts a console that should not start; returns its stderr, or null if it starts. */
  startRejected(settings: Settings): Promise<string | null>
  /** A temporary folder. */
  folder(): string
  /** Registers a clean-up for `close`. */
  onClose(cleanUp: () => unknown): void
  close(): Promise<void>
}

export type FaultUpstream = FaultServer & {
  /** All requests except those for tokens. */
  calls: () => RawRequest[]
  tokenCalls: () => number
  /** Waits up to 5 s for the first call. */
  called: () => Promise<void>
  /** Sets the response to every call from now on. */
  behave: (behaviour: Behaviour) => void
}

/** Creates what one fault needs; `close` removes everything that was started. */
export function createFixture(main: string): FaultFixture {
  const cleanUps: (() => unknown)[] = []
  return {
    main,
    async startUpstream(respond) {
      let current: Behaviour = SUCCESS
      const server = await startFaultServer(respond ?? afterToken(TOKEN, () => current))
      cleanUps.push(() => server.close())
      const calls = () => server.requests.filter((request) => !isTokenCall(request))
      return {
        ...server,
        calls,
        async called() {
          for (let i = 0; i < 100 && calls().length === 0; i += 1) await setTimeout(50)
        },
        tokenCalls: () => server.requests.filter(isTokenCall).length,
        behave(behaviour) {
          current = behaviour
        },
      }
    },
    async startConsole(upstream, settings = {}) {
      const running = await startConsoleProcess(settingsFor(upstream, settings), [], {
        folder: ROOT,
        main,
      })
      cleanUps.push(() => running.kill())
      return createFaultConsole(running)
    },
    async startRejected(settings) {
      try {
        const running = await startConsoleProcess(settings, [], { folder: ROOT, main })
        await running.kill()
        return null
      } catch (error) {
        return error instanceof Error ? error.message.split('\n').slice(1).join('\n') : ''
      }
    },
    folder() {
      const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-fault-'))
      cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
      return folder
    },
    onClose: (cleanUp) => void cleanUps.push(cleanUp),
    async close() {
      for (const cleanUp of cleanUps.reverse()) await cleanUp()
    },
  }
}

function settingsFor({ url }: { url: string }, settings: Settings): Settings {
  return {
    EMULATOR: 'off',
    // A console accepts no other upstream on this machine than the address of its emulator.
    EMULATOR_PORT: new URL(url).port,
    FEISHU_BASE_URL: url,
    FEISHU_APP_ID: 'cli_faults',
    FEISHU_APP_SECRET: SECRET,
    UPSTREAM_DEADLINE_MS: String(DEADLINE_MS),
    LOG: 'all',
    ...settings,
  }
}

/** The console's response to a send; fields that it lacks are empty or null. */
type FaultSendResult = {
  status: number
  id: string
  outcome: string
  code: number | null
  kind: string
  recorded: boolean | null
  error: string
  ms: number
  /** The part of the platform's response that was received. */
  received: string
  text: string
}

type FaultSendOptions = { key?: string; text?: string; signal?: AbortSignal }

type FaultConsole = ConsoleProcess & {
  send(message_id: string, options?: FaultSendOptions): Promise<FaultSendResult>
  /** The state of a send in the ledger, or an empty text if it has no row. */
  stateOf(id: string): Promise<string>
  /** All sends, newest first, as message id and state. */
  states(): Promise<string[]>
  health(): Promise<number>
  /** Whether a send on this message succeeds within 8 s. */
  sendsAgain(message_id: string): Promise<boolean>
  /** The largest memory use so far, in MB. */
  peakMb(): number
}

/** Adds the requests of the page to a running console. */
function createFaultConsole(running: ConsoleProcess): FaultConsole {
  const { url } = running

  async function send(message_id: string, { key, text = 'a', signal }: FaultSendOptions = {}) {
    const started = performance.now()
    const response = await fetch(`${url}/api/messages/${message_id}/push_follow_up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      body: JSON.stringify({ follow_ups: [{ content: text }] }),
      signal: signal ?? AbortSignal.timeout(20_000),
    })
    const body = await response.text()
    const value = parseObject(body)
    return {
      status: response.status,
      id: String(value.id ?? ''),
      outcome: String(value.outcome ?? ''),
      code: typeof value.code === 'number' ? value.code : null,
      kind: String(member(value.failure, 'kind') ?? ''),
      recorded: typeof value.recorded === 'boolean' ? value.recorded : null,
      error: String(value.error ?? ''),
      received: String(member(value.response, 'body') ?? ''),
      ms: performance.now() - started,
      text: body,
    }
  }

  async function get(path: string): Promise<Record<string, unknown>> {
    const response = await fetch(url + path, { signal: AbortSignal.timeout(20_000) })
    return parseObject(await response.text())
  }

  return {
    ...running,
    send,
    stateOf: async (id) => String((await get(`/api/exchanges/${id}`)).state ?? ''),
    async states() {
      const { exchanges } = await get('/api/exchanges?limit=100')
      return (Array.isArray(exchanges) ? exchanges : []).map(
        (row) => `${member(row, 'message_id')} ${member(row, 'state')}`,
      )
    },
    health: async () =>
      (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) })).status,
    async sendsAgain(message_id) {
      const until = performance.now() + 8_000
      while (performance.now() < until) {
        const result = await send(message_id).catch(() => null)
        if (result?.outcome === 'answered' && result.code === 0) return true
        await setTimeout(250)
      }
      return false
    },
    peakMb() {
      const status = readFileSync(`/proc/${running.pid}/status`, 'utf8')
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
    },
  }
}

function parseObject(text: string): JsonObject {
  const value = parseJson(text)
  return isJsonObject(value) ? value : {}
}
