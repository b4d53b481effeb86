import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../scripts/run.mjs'
import { CLIENT_VERSIONS } from '../../server/snippets/clients.ts'
import { receiverProgram } from '../../server/snippets/receivers.ts'
import { snippet } from '../../server/snippets/snippet.ts'

/** Where the official clients of Python, Go and Java are, each in a folder of its own. */
export const CLIENTS = fileURLToPath(new URL('../../.cache/clients', import.meta.url))

/** Installs the official clients that are not there yet; one that cannot be installed is named. */
export async function installClients(): Promise<void> {
  await install('python', CLIENT_VERSIONS['lark-oapi'], installPython)
  await install('go', CLIENT_VERSIONS['oapi-sdk-go'], installGo)
  await install('java', CLIENT_VERSIONS['oapi-sdk'], installJava)
}

/** Installs a client into its folder unless that version is there; the folder appears when it is whole. */
async function install(
  name: string,
  version: string,
  installInto: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = join(CLIENTS, name)
  if (existsSync(join(folder, version))) return
  const started = `${folder}.new`
  rmSync(folder, { recursive: true, force: true })
  rmSync(started, { recursive: true, force: true })
  mkdirSync(started, { recursive: true })
  console.log(`Installing the ${name} client ${version} into ${folder} …`)
  try {
    await installInto(started)
    writeFileSync(join(started, version), '')
    renameSync(started, folder)
  } catch (error) {
    console.log(`The ${name} client could not be installed and is skipped: ${error}`)
  }
}

/** A plain folder, because a virtual environment cannot be renamed. */
async function installPython(folder: string): Promise<void> {
  const { requests, httpx } = CLIENT_VERSIONS
  const packages = [
    `lark-oapi==${CLIENT_VERSIONS['lark-oapi']}`,
    `requests==${requests}`,
    `httpx==${httpx}`,
  ]
  await mustRun('python3', [
    '-m',
    'pip',
    'install',
    '-q',
    '--target',
    join(folder, 'packages'),
    ...packages,
  ])
}

/** `go mod tidy` records what the programs import. */
async function installGo(folder: string): Promise<void> {
  const sdk = `github.com/larksuite/oapi-sdk-go/v3 ${CLIENT_VERSIONS['oapi-sdk-go']}`
  writeFileSync(join(folder, 'go.mod'), `module push\n\ngo 1.18\n\nrequire ${sdk}\n`)
  const call = {
    message_id: 'om_1',
    follow_ups: [{ content: 'a' }],
    base_url: 'https://open.feishu.cn',
  }
  for (const [name, program] of [
    ['push', snippet('go', call)],
    ['receive', receiverProgram('go', call)],
  ] as const) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'main.go'), program)
  }
  const env = {
    ...process.env,
    GOMODCACHE: join(folder, 'modules'),
    GOFLAGS: '-mod=mod -modcacherw',
  }
  await mustRun('go', ['mod', 'tidy'], { cwd: folder, env })
}

/** Its POM names a Maven plug-in as a dependency, which no program needs. */
async function installJava(folder: string): Promise<void> {
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>push</groupId><artifactId>push</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.larksuite.oapi</groupId><artifactId>oapi-sdk</artifactId>
    <version>${CLIENT_VERSIONS['oapi-sdk']}</version>
  </dependency></dependencies>
</project>
`,
  )
  await mustRun('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=jars'], {
    cwd: folder,
  })
}

/** @throws Error if a command fails or is not there */
async function mustRun(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const code = await run(command, args, options)
  if (code !== 0) throw new Error(`${command} exited with ${code}`)
}
