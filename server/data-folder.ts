import { homedir } from 'node:os'
import { join, sep } from 'node:path'

type Machine = {
  /** The folder that this code runs from. */
  here: string
  platform: NodeJS.Platform
  home: string
  env: Readonly<Record<string, string | undefined>>
}

/**
 * Where the ledger is unless DATA_DIR says otherwise: `data` in a clone. Installed as a package the
 * console keeps it where the user's programs keep such things, because its own folder goes with
 * the next version.
 */
export function defaultDataFolder({
  here = import.meta.dirname,
  platform = process.platform,
  home = homedir(),
  env = process.env,
}: Partial<Machine> = {}): string {
  if (!here.split(sep).includes('node_modules')) return join(here, '..', 'data')
  return join(userData({ platform, home, env }), 'follow-up-console')
}

function userData({ platform, home, env }: Omit<Machine, 'here'>): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return env.XDG_DATA_HOME || join(home, '.local', 'share')
}
