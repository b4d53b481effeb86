import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Behaviour,
  type FaultServer,
  startFaultServer,
} from '../../server/testing/fault-server.ts'
import { afterToken, isTokenCall, json } from '../../server/testing/faults.ts'
import type { RawRequest } from '../../server/testing/raw-request.ts'
import { startConsoleProcess } from '../console-process.ts'
import { createHouse, type House } from './house.ts'

export const SECRET = 'canary-secret-of-the-app'
export const TOKEN = 't-canary-token-of-the-app'
export const SUCCESS = json('200 OK', { code: 0, msg: 'success', data: {} })
/** How long the consoles here wait for an answer, in milliseconds. */
export const PATIENCE_MS = 1_500

export type Upstream = FaultServer & {
  /** What came after the fetching of tokens. */
  calls: () => RawRequest[]
  tokenCalls: () => number
  /** What every call gets from now on. */
  behave: (behaviour: Behaviour) => void
}

export type Stand = {
  /** The file that is started. */
  main: string
  /** An upstream that grants tokens and then does as it is told; `respond` replaces both. */
  upstream(respond?: (request: RawRequest) => Behaviour): Promise<Upstream>
  /** A console on that upstream. */
  house(upstream: { url: string }, settings?: Readonly<Record<string, string>>): Promise<House>
  /** A console that should not start; with what it said. */
  refused(settings: Readonly<Record<string, string>>): Promise<string | null>
  folder(): string
  /** Something to undo in the end, whatever happens. */
  later(undo: () => unknown): void
  close(): Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')

/** Where a row of the matrix takes place: what it starts is gone when it is closed. */
export function createStand(main: string): Stand {
  const undo: (() => unknown)[] = []

  const stand: Stand = {
    main,
    async upstream(respond) {
      let current: Behaviour = SUCCESS
      const server = await startFaultServer(respond ?? afterToken(TOKEN, () => current))
      undo.push(() => server.close())
      return {
        ...server,
        calls: () => server.requests.filter((request) => !isTokenCall(request)),
        tokenCalls: () => server.requests.filter(isTokenCall).length,
        behave(behaviour) {
          current = behaviour
        },
      }
    },
    async house(upstream, settings = {}) {
      const place = { folder: ROOT, main }
      const house = createHouse(
        await startConsoleProcess(onUpstream(upstream, settings), [], place),
      )
      undo.push(() => house.kill())
      return house
    },
    async refused(settings) {
      try {
        const process_ = await startConsoleProcess(settings, [], { folder: ROOT, main })
        await process_.kill()
        return null
      } catch (error) {
        return error instanceof Error ? error.message.split('\n').slice(1).join('\n') : ''
      }
    },
    folder() {
      const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-fault-'))
      undo.push(() => rmSync(folder, { recursive: true, force: true }))
      return folder
    },
    later: (one) => void undo.push(one),
    async close() {
      for (const one of undo.reverse()) await one()
    },
  }
  return stand
}

function onUpstream({ url }: { url: string }, settings: Readonly<Record<string, string>>) {
  return {
    EMULATOR: 'off',
    // The address of its emulator is the one upstream on this machine that a console may have.
    EMULATOR_PORT: new URL(url).port,
    FEISHU_BASE_URL: url,
    FEISHU_APP_ID: 'cli_faults',
    FEISHU_APP_SECRET: SECRET,
    UPSTREAM_DEADLINE_MS: String(PATIENCE_MS),
    LOG: 'all',
    ...settings,
  }
}
