import { homedir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import type { StorageLocation } from './storage/open-storage.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The location of the ledger by the settings, or a line that says which of them is invalid. */
export function parseStorageLocation(env: Environment): StorageLocation | string {
  const url = env.DATABASE_URL?.trim()
  const folder = env.DATA_DIR?.trim()
  if (!url) return { kind: 'sqlite', folder: resolve(folder || defaultDataFolder()) }
  if (folder) return 'DATA_DIR: not used beside DATABASE_URL, set only one of them'
  const address = URL.parse(url)
  if (address === null || !/^postgres(?:ql)?:$/.test(address.protocol)) {
    return 'DATABASE_URL: expected postgres://user:password@host:port/database (not shown)'
  }
  const password = env.DATABASE_PASSWORD?.trim()
  if (password && address.password) {
    return 'DATABASE_PASSWORD: not used beside a password in DATABASE_URL, set only one of them'
  }
  if (password) address.password = encodeURIComponent(password)
  const size = env.DATABASE_POOL_SIZE?.trim()
  const location = { kind: 'postgres', url: password ? address.href : url } as const
  if (!size) return location
  const connections = /^\d{1,3}$/.test(size) ? Number(size) : 0
  if (connections >= 1 && connections <= 100) return { ...location, connections }
  return `DATABASE_POOL_SIZE: expected a whole number from 1 to 100, got ${JSON.stringify(size)}`
}

type HostMachine = {
  /** The folder that contains this code. */
  here: string
  platform: NodeJS.Platform
  home: string
  env: Readonly<Record<string, string | undefined>>
}

/**
 * The default of DATA_DIR: `data` in a clone. An installed package uses the user's folder for
 * application data, because its own folder is replaced with the next version.
 */
export function defaultDataFolder({
  here = import.meta.dirname,
  platform = process.platform,
  home = homedir(),
  env = process.env,
}: Partial<HostMachine> = {}): string {
  if (!here.split(sep).includes('node_modules')) return join(here, '..', 'data')
  return join(userData({ platform, home, env }), 'follow-up-console')
}

function userData({ platform, home, env }: Omit<HostMachine, 'here'>): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return env.XDG_DATA_HOME || join(home, '.local', 'share')
}
