import { UsageError as EmulatorUsageError, readCommandLine } from '../emulator/command-line.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { SeedError } from '../emulator/read-seed.ts'
import { EXIT } from './exit-codes.ts'
import { parseOptions } from './parse-options.ts'
import type { Command } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Starts the stand-in for the platform and runs until it is told to stop. */
export const emulator: Command = async (args, { env, locale, print }) => {
  const { json, ...given } = parseOptions(args, {
    port: { type: 'string' },
    seed: { type: 'string' },
    clock: { type: 'string' },
  })
  const own = (['port', 'seed', 'clock'] as const).flatMap((name) => {
    const value = given[name]
    return value === undefined ? [] : [`--${name}=${value}`]
  })
  try {
    const asked = readCommandLine(own, env)
    if (asked === 'help') return EXIT.success
    const { file: _file, ...options } = asked
    const { url, close } = await createEmulator(options)
    if (json) print(JSON.stringify({ url }))
    else print(locale === 'zh' ? `模拟器正在监听 ${url}` : `The emulator listens on ${url}`)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close())
    return EXIT.success
  } catch (error) {
    const known =
      error instanceof EmulatorUsageError || error instanceof SeedError || isSystemError(error)
    if (!known) throw error
    throw new UsageError({ en: error.message, zh: error.message })
  }
}

/** A port that is taken, above all. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
