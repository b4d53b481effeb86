import { UsageError as EmulatorUsageError, readSettings } from '../emulator/command-line.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { SeedError } from '../emulator/tenant/seed.ts'
import { type CliCommand, EXIT, parseOptions, UsageError } from './command.ts'

/** `emulator`: starts the emulator and runs until a signal ends it. */
export const emulatorCommand: CliCommand = async (args, { env, locale, print }) => {
  const { json, ...given } = parseOptions(args, {
    port: { type: 'string' },
    host: { type: 'string' },
    seed: { type: 'string' },
    clock: { type: 'string' },
    log: { type: 'boolean' },
  })
  try {
    const { file: _file, ...options } = readSettings(given, env)
    const { url, close } = await createEmulator(options)
    if (json) print(JSON.stringify({ url }))
    else print(locale === 'zh' ? `模拟器正在监听 ${url}` : `The emulator listens on ${url}`)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
      process.once(signal, () => void close())
    }
    return EXIT.success
  } catch (error) {
    const known =
      error instanceof EmulatorUsageError || error instanceof SeedError || isSystemError(error)
    if (!known) throw error
    throw new UsageError({ en: error.message, zh: error.message })
  }
}

/** For example a port in use. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
