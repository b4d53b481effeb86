import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clientInfo, type SnippetClient } from '#snippets/clients'
import { type Command, runCommand } from './run-command.ts'

/** Programs of one client are made ready to run: written, and compiled where the language is. */
export type Workbench = (source: string) => Promise<Command>
type Open = (folder: string) => Promise<Workbench>

/** A body alone is no program. */
export type RunnableClient = Exclude<SnippetClient, 'json'>

const STUBS = join(import.meta.dirname, 'stubs')
const ROOT = join(import.meta.dirname, '../../..')

/** A client that cannot be run on this machine, and why. */
export class MissingTool extends Error {}

/**
 * Opens the workbench of a client in an empty folder. The SDKs of Go, Java, Python and C#, and
 * lark-cli, are stood in for by stubs of what the programs use of them; they really send.
 * @throws {MissingTool} where this machine lacks what the client needs
 */
export function openWorkbench(client: RunnableClient, folder: string): Promise<Workbench> {
  return OPEN[client](folder)
}

const OPEN: Record<RunnableClient, Open> = {
  curl: (folder) => {
    need('sh', ['-c', 'exit 0'])
    need('curl', ['--version'])
    return interpreted('sh', 'curl', folder)
  },
  'lark-cli': async (folder) => {
    need('sh', ['-c', 'exit 0'])
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    cpSync(join(STUBS, 'lark-cli/lark-cli'), join(bin, 'lark-cli'))
    chmodSync(join(bin, 'lark-cli'), 0o755)
    const PATH = `${bin}:${process.env.PATH}`
    return interpreted('sh', 'lark-cli', folder, { PATH })
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
  python: (folder) => {
    const env = { PYTHONPATH: join(STUBS, 'python'), PYTHONDONTWRITEBYTECODE: '1' }
    return interpreted(pythonWith('json'), 'python', folder, env)
  },
  'python-requests': (folder) => interpreted(pythonWith('requests'), 'python-requests', folder),
  'python-httpx': (folder) => interpreted(pythonWith('httpx'), 'python-httpx', folder),
  go: openGo,
  java: openJava,
  csharp: openCsharp,
}

async function interpreted(
  command: string,
  client: SnippetClient,
  folder: string,
  env: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<Workbench> {
  return async (source) => {
    const file = write(folder, client, source)
    return { command, args: [...args, file], cwd: folder, env }
  }
}

async function openGo(folder: string): Promise<Workbench> {
  need('go', ['version'])
  const sdk = 'github.com/larksuite/oapi-sdk-go/v3'
  writeFileSync(
    join(folder, 'go.mod'),
    `module push\n\ngo 1.13\n\nrequire ${sdk} v3.5.3\n\nreplace ${sdk} => ${join(STUBS, 'go')}\n`,
  )
  const env = {
    // Without optimization the standard library compiles in two thirds of the time.
    GOFLAGS: `-mod=mod "-gcflags=all=-N -l" "-ldflags=-s -w"`,
    GOPROXY: 'off',
    GOCACHE: join(ROOT, '.cache/go-build'),
    CGO_ENABLED: '0',
  }
  return async (source) => {
    write(folder, 'go', source)
    const target = join(mkdtempSync(join(folder, 'build-')), 'push')
    const formatted = await mustRun({ command: 'gofmt', args: ['-l', 'main.go'], cwd: folder })
    if (formatted !== '') throw new Error(`gofmt would change ${formatted}`)
    await mustRun({ command: 'go', args: ['vet', '.'], cwd: folder, env })
    await mustRun({ command: 'go', args: ['build', '-o', target, '.'], cwd: folder, env })
    return { command: target, args: [], cwd: folder }
  }
}

async function openJava(folder: string): Promise<Workbench> {
  need('javac', ['-version'])
  const sdk = join(folder, 'sdk')
  const sources = join(STUBS, 'java')
  const client = join(sources, 'com/lark/oapi/Client.java')
  await mustRun({
    command: 'javac',
    args: ['-sourcepath', sources, '-d', sdk, client],
    cwd: folder,
  })
  return async (source) => {
    const classes = mkdtempSync(join(folder, 'classes-'))
    const file = write(folder, 'java', source)
    const args = ['-Xlint:all', '-Werror', '-cp', sdk, '-d', classes, file]
    await mustRun({ command: 'javac', args, cwd: folder })
    const classPath = `${sdk}:${classes}`
    return {
      command: 'java',
      args: ['-XX:TieredStopAtLevel=1', '-cp', classPath, 'PushFollowUp'],
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
  return async (source) => {
    const file = write(folder, 'csharp', source)
    const target = join(mkdtempSync(join(folder, 'build-')), 'push.exe')
    const compile = ['-warnaserror', '-r:sdk.dll', `-out:${target}`, file]
    await mustRun({ command: 'mcs', args: compile, cwd: folder })
    return { command: 'mono', args: [target], cwd: folder, env: { MONO_PATH: folder } }
  }
}

function write(folder: string, client: SnippetClient, source: string): string {
  const file = join(folder, clientInfo(client).file_name)
  writeFileSync(file, source)
  return file
}

/** @throws {MissingTool} */
function need(command: string, args: readonly string[], name = command): void {
  if (spawnSync(command, args).status !== 0) throw new MissingTool(`no ${name} here`)
}

/** The machine's Python, or the distribution's beside it, whichever knows the module. */
function pythonWith(module: string): string {
  const python = ['python3', '/usr/bin/python3'].find(
    (command) => spawnSync(command, ['-c', `import ${module}`]).status === 0,
  )
  if (!python) throw new MissingTool(`no Python with ${module} here`)
  return python
}

async function mustRun(command: Command): Promise<string> {
  const { status, stdout, stderr } = await runCommand(command)
  if (status !== 0) throw new Error(`${command.command} ended with ${status}:\n${stdout}${stderr}`)
  return stdout
}
