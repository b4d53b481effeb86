import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseAllowedHosts } from '#contract/allowed-hosts'
import type { ScenarioInput } from '#contract/emulator/scenario'
import type { EmulatorOptions } from './emulator.ts'
import { parseEventHosts } from './events/event-target.ts'
import { isListenAddress } from './listen-address.ts'

export const HELP = `Starts a double of the platform on this machine.

  --port NUMBER         the port to listen on, 0 for any free one (default: EMULATOR_PORT, else 4311)
  --host ADDRESS        the address to listen on (default: EMULATOR_HOST, else 127.0.0.1);
                        another than loopback needs EMULATOR_ALLOWED_HOSTS, the hosts that
                        clients use, separated by commas: emulator:4311,host.docker.internal:4311
  --seed FILE           what it holds at the start, a scenario as JSON
  --clock real|frozen   whether its clock runs or is frozen until it is moved (default: real)
  --log                 one line for each call on stderr
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
  host: { type: 'string' },
  seed: { type: 'string' },
  clock: { type: 'string' },
  log: { type: 'boolean' },
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
  const given = parse(args)
  return given.help ? 'help' : readSettings(given, env)
}

/** The values of the command line's flags. */
type Flags = Omit<ReturnType<typeof parse>, 'help'>

/**
 * Returns the settings of flags and environment.
 * @throws {UsageError}
 */
export function readSettings(
  given: Flags,
  env: Readonly<Record<string, string | undefined>>,
): CommandLine {
  const setting = (name: string) => env[name]?.trim() || undefined
  const { port = setting('EMULATOR_PORT') ?? '4311', seed, clock = 'real' } = given
  const { host = setting('EMULATOR_HOST') ?? '127.0.0.1' } = given
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`The port must be 0 to 65535, not ${JSON.stringify(port)}.`)
  }
  if (clock !== 'real' && clock !== 'frozen') {
    throw new UsageError(`The clock must be real or frozen, not ${JSON.stringify(clock)}.`)
  }
  const allowedHosts = parseAllowedHosts(setting('EMULATOR_ALLOWED_HOSTS') ?? '')
  if (!allowedHosts) {
    const list = JSON.stringify(env.EMULATOR_ALLOWED_HOSTS)
    throw new UsageError(`EMULATOR_ALLOWED_HOSTS must be hosts like emulator:4311, not ${list}.`)
  }
  if (!isListenAddress(host, allowedHosts)) {
    throw new UsageError(
      `The host must be a loopback address, or with EMULATOR_ALLOWED_HOSTS another IP address, not ${JSON.stringify(host)}.`,
    )
  }
  const allowedEventHosts = parseEventHosts(setting('EMULATOR_EVENT_HOSTS') ?? '')
  if (!allowedEventHosts) {
    const list = JSON.stringify(env.EMULATOR_EVENT_HOSTS)
    throw new UsageError(`EMULATOR_EVENT_HOSTS must be hosts without ports, not ${list}.`)
  }
  return {
    port: Number(port),
    host,
    allowedHosts,
    allowedEventHosts,
    clock,
    ...(given.log && { log: console.error }),
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
