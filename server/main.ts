import { escapeControls } from '#contract/texts/control-characters'
import { PortError, SettingError, startConsole } from './console.ts'
import { parseEnv } from './env.ts'
import { createLog } from './logging/log.ts'
import { StorageStartError } from './storage/storage.ts'

/** Exit codes: a setting must be changed, or something outside the settings stops the start. */
const INVALID_SETTINGS = 2
const CANNOT_START = 1
/** npx signals only the shell that it started us in; the sign is then that the parent has changed. */
const parent = process.ppid

const parsed = parseEnv(process.env)
if (!parsed.ok) {
  for (const problem of parsed.problems) console.error(escapeControls(problem))
  process.exit(INVALID_SETTINGS)
}

const { config } = parsed
const log = createLog(config.log, console.error, () => new Date())

try {
  log({ level: 'info', event: 'start', pid: process.pid, node: process.version })
  const running = await startConsole(config, { dev: process.argv.includes('--dev'), log })
  // In one write, so that a reader of stdout gets both addresses at once.
  console.log(
    [
      `Console   ${running.url}`,
      running.emulatorUrl && `Emulator  ${running.emulatorUrl}`,
      running.setupUrl && `Set up    ${running.setupUrl}`,
    ]
      .filter(Boolean)
      .join('\n'),
  )
  log({ level: 'info', event: 'listening', url: running.url, storage: config.storage.kind })
  if (config.allowedHosts.length > 0 && !config.access) {
    log({
      event: 'open_beyond_this_machine',
      host: config.host,
      allowed_hosts: config.allowedHosts.join(','),
      warning:
        'There is no sign-in: anyone who reaches this port can send as its app and read its history. Publish it on 127.0.0.1 only, or set up a way to sign in (docs/configuration.md).',
    })
  }

  let stopping = false
  const stop = (): void => {
    // A terminal signals the whole process group, so the same stop may arrive twice.
    if (stopping) return
    stopping = true
    log({ level: 'info', event: 'stopping' })
    void running.close().then(() => {
      log({ level: 'info', event: 'stopped' })
      process.exit(0)
    })
  }
  // SIGHUP: the terminal was closed; SIGBREAK: Ctrl+Break on Windows.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
    process.on(signal, stop)
  }
  if (process.env.npm_execpath) setInterval(() => process.ppid !== parent && stop(), 500).unref()
} catch (error) {
  const isSetting = error instanceof SettingError
  if (!(isSetting || error instanceof PortError || error instanceof StorageStartError)) throw error
  console.error(escapeControls(error.message, '\n'))
  process.exit(isSetting ? INVALID_SETTINGS : CANNOT_START)
}
