import { PortError, startConsole } from './console.ts'
import { parseEnv } from './env.ts'

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
  console.log(`Console   ${running.url}`)
  if (running.emulatorUrl) console.log(`Emulator  ${running.emulatorUrl}`)

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
  if (!(error instanceof PortError)) throw error
  console.error(error.message)
  process.exit(1)
}
