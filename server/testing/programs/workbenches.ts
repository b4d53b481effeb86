import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { leftOut } from './cases.ts'
import { type Command, runCommand } from './run-command.ts'

/** Makes a program of one client ready to run: writes it, and compiles it if the language needs it. */
export type Workbench = (source: string, file_name?: string) => Promise<Command>
type Open = (folder: string) => Promise<Workbench>

/** A body alone is no program. */
export type RunnableClient = Exclude<SnippetClient, 'json'>

const STUBS = join(import.meta.dirname, 'stubs')
const ROOT = join(import.meta.dirname, '../../..')
/** Where `npm run snippets` installs the official clients. */
const CLIENTS_FOLDER = join(ROOT, '.cache/clients')

/** Why a client is not run. */
class MissingTool extends Error {}

/**
 * Opens the workbench of a client in an empty folder. Programs run with the official clients; stubs,
 * which really send, stand in for RestSharp, lark-cli and an editor's HTTP client.
 * @returns undefined if this machine lacks the client or it is not in the slice, which is printed and
 * reported as skipped
 */
export async function openOrSkip(
  client: RunnableClient,
  folder: string,
): Promise<Workbench | undefined> {
  try {
    const why = leftOut(client)
    if (why !== null) throw new MissingTool(why)
    return await OPEN[client](folder)
  } catch (error) {
    if (!(error instanceof MissingTool)) throw error
    console.info(`skipped: ${client}, ${error.message} (npm run snippets runs it)`)
    test.skip(`${client}: ${error.message}`, () => {})
    return undefined
  }
}

const OPEN: Record<RunnableClient, Open> = {
  curl: openCurl,
  'curl-script': openCurl,
  'lark-cli': async (folder) => {
    need('sh', ['-c', 'exit 0'])
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    cpSync(join(STUBS, 'lark-cli/lark-cli'), join(bin, 'lark-cli'))
    chmodSync(join(bin, 'lark-cli'), 0o755)
    return interpreted('sh', 'lark-cli', folder, { PATH: `${bin}:${process.env.PATH}` })
  },
  http: (folder) =>
    interpreted(process.execPath, 'http', folder, {}, [
      join(STUBS, 'http-file/send-http-file.mjs'),
    ]),
  typescript: (folder) => interpreted(process.execPath, 'typescript', folder),
  node: (folder) => {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    return interpreted(process.execPath, 'node', folder)
  },
  php: (folder) => {
    need(
      'php',
      ['-r', "extension_loaded('curl') or exit(1); require 'GuzzleHttp/autoload.php';"],
      'PHP with curl and Guzzle',
    )
    return interpreted('php', 'php', folder)
  },
  python: (folder) => openPython('lark_oapi', 'python', folder),
  'python-requests': (folder) => openPython('requests', 'python-requests', folder),
  'python-httpx': (folder) => openPython('httpx', 'python-httpx', folder),
  go: openGo,
  java: openJava,
  csharp: openCsharp,
}

function openCurl(folder: string): Promise<Workbench> {
  need('sh', ['-c', 'exit 0'])
  need('curl', ['--version'])
  return interpreted('sh', 'curl', folder)
}

async function interpreted(
  command: string,
  client: SnippetClient,
  folder: string,
  env: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<Workbench> {
  return async (source, file_name = clientInfo(client).file_name) => {
    const file = join(folder, file_name)
    writeFileSync(file, source)
    return { command, args: [...args, file], cwd: folder, env }
  }
}

async function openGo(folder: string): Promise<Workbench> {
  need('go', ['version'])
  const modules = join(CLIENTS_FOLDER, 'go')
  if (!existsSync(join(modules, 'go.sum'))) throw new MissingTool(`no ${modules} here`)
  for (const file of ['go.mod', 'go.sum']) copyFileSync(join(modules, file), join(folder, file))
  const env = {
    // Without optimization it compiles in two thirds of the time.
    GOFLAGS: '"-gcflags=all=-N -l" "-ldflags=-s -w"',
    GOPROXY: 'off',
    GOMODCACHE: join(modules, 'modules'),
    GOCACHE: join(ROOT, '.cache/go-build'),
    CGO_ENABLED: '0',
  }
  return async (source) => {
    writeFileSync(join(folder, 'main.go'), source)
    const target = join(mkdtempSync(join(folder, 'build-')), 'push')
    const formatted = await mustRun({ command: 'gofmt', args: ['-l', 'main.go'], cwd: folder })
    if (formatted !== '') throw new Error(`gofmt would change ${formatted}`)
    await mustRun({ command: 'go', args: ['build', '-o', target, '.'], cwd: folder, env })
    return { command: target, args: [], cwd: folder }
  }
}

async function openJava(folder: string): Promise<Workbench> {
  need('javac', ['-version'])
  const jars = join(CLIENTS_FOLDER, 'java/jars')
  if (!existsSync(jars)) throw new MissingTool(`no ${jars} here`)
  const sdk = readdirSync(jars).map((jar) => join(jars, jar))
  return async (source, file_name = clientInfo('java').file_name) => {
    const classes = mkdtempSync(join(folder, 'classes-'))
    const file = join(folder, file_name)
    writeFileSync(file, source)
    const args = ['-Xlint:all,-classfile,-processing', '-Werror', '-cp', sdk.join(':')]
    await mustRun({ command: 'javac', args: [...args, '-d', classes, file], cwd: folder })
    const classPath = [...sdk, classes].join(':')
    return {
      command: 'java',
      args: ['-XX:TieredStopAtLevel=1', '-cp', classPath, file_name.replace('.java', '')],
      cwd: folder,
    }
  }
}

async function openCsharp(folder: string): Promise<Workbench> {
  need('mcs', ['--version'])
  need('mono', ['--version'])
  const sources = ['RestSharp.cs', 'SystemTextJson.cs'].map((file) => join(STUBS, 'csharp', file))
  const args = ['-target:library', '-out:sdk.dll', ...sources]
  await mustRun({ command: 'mcs', args, cwd: folder })
  return async (source, file_name = clientInfo('csharp').file_name) => {
    const file = join(folder, file_name)
    writeFileSync(file, source)
    const target = join(mkdtempSync(join(folder, 'build-')), 'push.exe')
    const compile = ['-warnaserror', '-r:sdk.dll', `-out:${target}`, file]
    await mustRun({ command: 'mcs', args: compile, cwd: folder })
    return { command: 'mono', args: [target], cwd: folder, env: { MONO_PATH: folder } }
  }
}

/** @throws {MissingTool} */
function need(
  command: string,
  args: readonly string[],
  name = command,
  env: Record<string, string> = {},
): void {
  const { status } = spawnSync(command, args, { env: { ...process.env, ...env } })
  if (status !== 0) throw new MissingTool(`no ${name} here`)
}

async function openPython(module: string, client: SnippetClient, folder: string) {
  const env = { PYTHONPATH: join(CLIENTS_FOLDER, 'python/packages') }
  const find = `import importlib.util as u, sys; sys.exit(not u.find_spec('${module}'))`
  need('python3', ['-c', find], `Python with ${module}`, env)
  return interpreted('python3', client, folder, env)
}

async function mustRun(command: Command): Promise<string> {
  const { status, stdout, stderr } = await runCommand(command)
  if (status !== 0) throw new Error(`${command.command} exited with ${status}:\n${stdout}${stderr}`)
  return stdout
}
