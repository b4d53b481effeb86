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

  const stop = (): void => {
    void running.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  if (!(error instanceof PortError)) throw error
  console.error(error.message)
  process.exit(1)
}
