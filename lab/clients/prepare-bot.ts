import { copyFileSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../server/testing/programs/run-command.ts'
import { CLIENTS } from './install.ts'

/** How a bot is started. */
export type BotCommand = { command: string; args: readonly string[]; env: Record<string, string> }

const BOTS = join(import.meta.dirname, 'bots')
const ROOT = join(import.meta.dirname, '../..')
/** The first build of a client takes minutes on a busy machine. */
const COMPILE_MS = 15 * 60_000

export const BOT_CLIENTS = ['node', 'go', 'python', 'java'] as const
export type BotClient = (typeof BOT_CLIENTS)[number]

/**
 * Makes the bot of a client ready to run.
 * @returns why it cannot run here, as a text
 * @throws if the bot does not compile
 */
export async function prepareBot(client: BotClient): Promise<BotCommand | string> {
  if (client === 'node') {
    return { command: process.execPath, args: [join(BOTS, 'bot.mjs')], env: {} }
  }
  const folder = join(CLIENTS, client)
  if (!existsSync(folder)) return 'its client is not installed'
  if (client === 'python') {
    const env = { PYTHONPATH: join(folder, 'packages') }
    return { command: 'python3', args: [join(BOTS, 'bot.py')], env }
  }
  const target = mkdtempSync(join(tmpdir(), 'bot-'))
  if (client === 'java') {
    const jars = readdirSync(join(folder, 'jars')).map((jar) => join(folder, 'jars', jar))
    const args = ['-encoding', 'UTF-8', '-cp', jars.join(':'), '-d', target, join(BOTS, 'Bot.java')]
    await mustRun('javac', args, target)
    return { command: 'java', args: ['-cp', [...jars, target].join(':'), 'Bot'], env: {} }
  }
  for (const file of ['go.mod', 'go.sum']) copyFileSync(join(folder, file), join(target, file))
  copyFileSync(join(BOTS, 'main.go'), join(target, 'main.go'))
  await mustRun('go', ['build', '-o', 'bot', '.'], target, {
    GOPROXY: 'off',
    GOMODCACHE: join(folder, 'modules'),
    GOCACHE: join(ROOT, '.cache/go-build'),
    GOFLAGS: '"-gcflags=all=-N -l"',
    CGO_ENABLED: '0',
  })
  return { command: join(target, 'bot'), args: [], env: {} }
}

async function mustRun(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<void> {
  const { status, stderr } = await runCommand({ command, args, cwd, env, timeoutMs: COMPILE_MS })
  if (status !== 0) throw new Error(`${command} exited with ${status}: ${stderr}`)
}
