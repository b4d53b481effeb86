import { spawn } from 'node:child_process'

export type Command = {
  command: string
  args: readonly string[]
  cwd: string
  env?: Readonly<Record<string, string>>
  /** Two minutes by default. */
  timeoutMs?: number
}

export type CommandOutcome = { status: number; stdout: string; stderr: string }

/**
 * Runs a command to its end, in the C locale and with nothing of this process's environment but
 * where programs are found.
 * @throws the system's own error where the command cannot be started
 */
export function runCommand({
  command,
  args,
  cwd,
  env = {},
  timeoutMs = 120_000,
}: Command): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = cwd } = process.env
    const child = spawn(command, args, {
      cwd,
      env: { PATH, HOME, LC_ALL: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (status) => resolve({ status: status ?? -1, stdout, stderr }))
  })
}
