import { spawn } from 'node:child_process'

export type Limits = {
  /** The command is given up after so many milliseconds without a sign of life … */
  idleMs: number
  /** … and in any case after so many. */
  totalMs: number
}

/**
 * Tries a command that may hang where there is no network; what it says is only a sign of life.
 * @returns whether it ended well in time
 */
export function attempt(
  command: string,
  args: readonly string[],
  { idleMs, totalMs }: Limits,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    const giveUp = (): void => {
      child.kill()
      settle(false)
    }
    const total = setTimeout(giveUp, totalMs)
    const idle = setTimeout(giveUp, idleMs)
    const settle = (ok: boolean): void => {
      clearTimeout(total)
      clearTimeout(idle)
      resolve(ok)
    }
    for (const output of [child.stdout, child.stderr]) output.on('data', () => idle.refresh())
    child.once('error', () => settle(false))
    child.once('exit', (code) => settle(code === 0))
  })
}
