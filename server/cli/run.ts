import type { Locale } from '#contract/locale'
import { type CliCommand, EXIT, type Terminal, UsageError } from './command.ts'
import type { CommandName } from './help.ts'

/** Loaded on demand, so that a command starts without the modules of the others. */
const COMMANDS: Record<CommandName, () => Promise<CliCommand>> = {
  push: async () => (await import('./push.ts')).pushCommand,
  validate: async () => (await import('./bubbles-file.ts')).validateCommand,
  snippet: async () => (await import('./bubbles-file.ts')).snippetCommand,
  import: async () => (await import('./import.ts')).importCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  connect: async () => (await import('./connect.ts')).connectCommand,
  clicks: async () => (await import('./clicks.ts')).clicksCommand,
  mcp: async () => (await import('./mcp.ts')).mcpCommand,
  emulator: async () => (await import('./emulator.ts')).emulatorCommand,
  start: async () => () => Promise.reject(new UsageError(NO_OPTIONS)),
}

const NO_OPTIONS = {
  en: 'start takes no options. Configure it with environment variables.',
  zh: 'start 没有选项，请用环境变量配置。',
}

/**
 * Runs one command line and returns its exit code. Reports invalid usage on standard error, or as
 * JSON on standard output with `--json`.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { locale, print, complain } = terminal
  const [name = '', ...rest] = args
  const wantsHelp = isHelp(name) || rest.some(isHelp)
  try {
    if (name === '' || isHelp(name)) {
      print((await import('./help.ts')).MAIN_HELP[locale])
      return EXIT.success
    }
    if (name === '--version' || name === '-v') {
      const { default: project } = await import('../../package.json', { with: { type: 'json' } })
      print(project.version)
      return EXIT.success
    }
    if (!isCommand(name)) {
      const shown = JSON.stringify(name.slice(0, 40))
      throw new UsageError({ en: `Unknown command ${shown}.`, zh: `未知的命令 ${shown}。` })
    }
    if (wantsHelp) {
      const { COMMAND_HELP } = await import('./help.ts')
      print(COMMAND_HELP[name][locale])
      return EXIT.success
    }
    return await (await COMMANDS[name]())(rest, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const { issues, text } = error
    if (rest.includes('--json')) {
      print(JSON.stringify({ error: 'invalid', message: text[locale], issues }))
    } else {
      const lines = issues.map(({ path, message, place }) =>
        [' ', ...(place === undefined ? [] : [place, '']), path, '', message].join(' '),
      )
      complain(
        [text[locale], ...lines, ...(issues.length > 0 ? [] : [helpHint(name, locale)])].join('\n'),
      )
    }
    return EXIT.usage
  }
}

function helpHint(name: string, locale: Locale): string {
  const line = `follow-up-console ${isCommand(name) ? `${name} ` : ''}--help`
  return locale === 'zh' ? `说明：${line}` : `See ${line}`
}

function isHelp(arg: string): boolean {
  return arg === '--help' || arg === '-h'
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}
