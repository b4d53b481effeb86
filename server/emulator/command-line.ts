import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ScenarioInput } from '#contract/emulator/scenario'
import type { EmulatorOptions } from './emulator.ts'

export const HELP = `Starts a double of the platform on this machine.

  --port NUMBER         the port to listen on, 0 for any free one (default: EMULATOR_PORT, else 4311)
  --seed FILE           what it holds at the start, a scenario as JSON
  --clock real|frozen   whether its clock runs or is frozen until it is moved (default: real)
  --help                this text
`

/** An invalid command line; the message is one line. */
export class UsageError extends Error {}

type CommandLine = EmulatorOptions & {
  /** The file that `seed` was read from. */
  file?: string | undefined
}

const FLAGS = {
  port: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  help: { type: 'boolean' },
} as const

/**
 * Parses the command line.
 * @returns `help` if it asks for the help text
 * @throws {UsageError}
 */
export function parseCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CommandLine | 'help' {
  const { port = env.EMULATOR_PORT ?? '4311', seed, clock = 'real', help } = parse(args)
  if (help) return 'help'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`The port must be 0 to 65535, not ${JSON.stringify(port)}.`)
  }
  if (clock !== 'real' && clock !== 'frozen') {
    throw new UsageError(`The clock must be real or frozen, not ${JSON.stringify(clock)}.`)
  }
  return {
    port: Number(port),
    clock,
    ...(seed !== undefined && { seed: readJsonFile(seed), file: seed }),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values
  } catch (error) {
    throw new UsageError(messageOf(error))
  }
}

/** Returns the content of a file; the emulator validates it at the start. */
function readJsonFile(file: string): ScenarioInput {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)
}
