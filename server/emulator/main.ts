import { escapeControls } from '#contract/texts/control-characters'
import { HELP, parseCommandLine, UsageError } from './command-line.ts'
import { createEmulator } from './emulator.ts'
import { SeedError } from './tenant/seed.ts'

try {
  const options = parseCommandLine(process.argv.slice(2), process.env)
  if (options === 'help') console.log(HELP)
  else await start(options)
} catch (error) {
  console.error(explain(error))
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function start({ file, ...options }: Exclude<ReturnType<typeof parseCommandLine>, 'help'>) {
  const emulator = await createEmulator(options).catch((error: unknown) => {
    if (!(error instanceof SeedError)) throw error
    throw new UsageError(error.message.replaceAll(/^/gm, `${file}: `))
  })
  console.log(`The emulator listens on ${emulator.url}`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
    process.once(signal, () => void emulator.close())
  }
}

/** Returns one line for a known error; a bug keeps its stack. */
function explain(error: unknown): unknown {
  const isKnown =
    error instanceof UsageError || (error instanceof Error && 'code' in error && 'syscall' in error)
  if (isKnown) return escapeControls(error.message, '\n')
  return error
}
