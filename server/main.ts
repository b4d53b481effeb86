import { PortError, startConsole } from './console.ts'
import { parseEnv } from './env.ts'
import { StorageStartError } from './storage/storage-start-error.ts'

const parsed = parseEnv(process.env)
if (!parsed.ok) {
  for (const problem of parsed.problems) console.error(problem)
  process.exit(1)
}

try {
  const running = await startConsole(parsed.config, {
    dev: process.argv.includes('--dev'),
    log: (entry) => console.error(JSON.stringify({ time: new Date().toISOString(), ...entry })),
  })
  // In one write, so that whoever reads the one address has the other.
  console.log(
    [`Console   ${running.url}`, running.emulatorUrl && `Emulator  ${running.emulatorUrl}`]
      .filter(Boolean)
      .join('\n'),
  )

  let stopping = false
  const stop = (): void => {
    // A terminal signals the whole group, so the same stop may be asked for twice.
    if (stopping) return
    stopping = true
    void running.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  if (!(error instanceof PortError || error instanceof StorageStartError)) throw error
  console.error(error.message)
  process.exit(1)
}
