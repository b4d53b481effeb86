import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { sql } from 'kysely'
import type { Bilingual } from '#contract/locale'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { emulatorUrls } from './base-urls.ts'

export type RegisteredEmulator = {
  /** The id of its profile: `emulator` for the first, then `emulator-2` and so on. */
  id: string
  /** With the address of its console if there are several. */
  name: string
  url: string
}

/** The emulators of all consoles on one database, so that each console reaches the same ones. */
export type EmulatorRegistry = {
  /** Returns the emulators that this console reaches, in the order of their ids. */
  all(): readonly RegisteredEmulator[]
  /** Whether one of them has this base URL. */
  hasUrl(base_url: string): boolean
  /** Explains why the emulator with this profile id is not reached; null if there is no such one. */
  explainMissing(id: string): Bilingual | null
  close(): Promise<void>
}

type OwnEmulator = {
  /** The address of this console, such as `127.0.0.1:4310`. */
  console: string
  url: string
}

const TOPIC = 'consoles'
const SWEEP_MS = 10_000

/** Registers this console's emulator; on SQLite it is the only one. Without one there is none. */
export async function registerEmulator(
  storage: Storage,
  own: OwnEmulator | null,
): Promise<EmulatorRegistry> {
  if (own === null) return fixedRegistry([])
  if (!storage.bus) return fixedRegistry([{ id: 'emulator', name: 'Emulator', url: own.url }])
  return shareEmulator(storage, storage.bus, own)
}

async function shareEmulator(
  storage: Storage,
  bus: NonNullable<Storage['bus']>,
  own: OwnEmulator,
): Promise<EmulatorRegistry> {
  const { instance } = storage
  const machine = machineName()
  const name = `${hostname()}, ${own.console}`
  let rows: ConsoleRow[] = [{ number: 1, name, machine, emulator_url: own.url }]

  const read = (tx: Tx) => tx.selectFrom('consoles').selectAll().orderBy('number').execute()

  /** Removes the consoles that have ended, and adds this one if it is missing. */
  async function sweep(): Promise<void> {
    let changed = false
    rows = await storage.write(async (tx) => {
      await sql`lock table consoles in share row exclusive mode`.execute(tx)
      for (const { instance: other } of await read(tx)) {
        if (other === instance || !(await storage.isGone(tx, other))) continue
        await tx.deleteFrom('consoles').where('instance', '=', other).execute()
        changed = true
      }
      const left = await read(tx)
      if (left.some((row) => row.instance === instance)) return left
      const taken = new Set(left.map((row) => row.number))
      let number = 1
      while (taken.has(number)) number += 1
      const row = { instance, number, name, machine, emulator_url: own.url }
      await tx.insertInto('consoles').values(row).execute()
      changed = true
      return read(tx)
    })
    if (changed) await bus.notify(TOPIC, '')
  }

  const refresh = async () => {
    rows = await storage.read((db) =>
      db.selectFrom('consoles').selectAll().orderBy('number').execute(),
    )
  }
  // An error is ignored until the next time.
  const unsubscribe = bus.subscribe(TOPIC, () => void refresh().catch(() => {}))
  const sweeping = setInterval(() => void sweep().catch(() => {}), SWEEP_MS).unref()
  // Until it succeeds, this console knows only its own.
  await sweep().catch(() => {})

  const all = () =>
    rows
      .filter((row) => row.machine === machine)
      .map((row) => ({
        id: profileId(row),
        name: rows.length > 1 ? `Emulator (${row.name})` : 'Emulator',
        url: row.emulator_url,
      }))
  return {
    all,
    hasUrl: (base_url) =>
      all().some(({ url }) => emulatorUrls(Number(new URL(url).port)).includes(base_url)),
    explainMissing(id) {
      const row = rows.find((one) => profileId(one) === id)
      if (!row) return null
      return {
        zh: `这是控制台 ${row.name} 的模拟器，在另一台机器上，收到请求的控制台无法访问。请直接打开那个控制台；多个控制台共用一个地址时，请设置 EMULATOR=off。`,
        en: `This is the emulator of the console ${row.name}, on another machine. The console that got the request can’t reach it. Open that console itself, or set EMULATOR=off behind a shared address.`,
      }
    },
    async close() {
      unsubscribe()
      clearInterval(sweeping)
      await storage
        .write(async (tx) => {
          await tx.deleteFrom('consoles').where('instance', '=', instance).execute()
        })
        // Another console removes it.
        .catch(() => {})
      await bus.notify(TOPIC, '')
    },
  }
}

type ConsoleRow = { number: number; name: string; machine: string; emulator_url: string }

function profileId({ number }: ConsoleRow): string {
  return number === 1 ? 'emulator' : `emulator-${number}`
}

function fixedRegistry(emulators: readonly RegisteredEmulator[]): EmulatorRegistry {
  return {
    all: () => emulators,
    hasUrl: () => false,
    explainMissing: () => null,
    close: async () => {},
  }
}

/** Names this machine, or the container: two containers have different loopback addresses. */
function machineName(): string {
  let boot = ''
  try {
    boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    // Linux only; elsewhere the host name must do.
  }
  return `${hostname()} ${boot}`
}
