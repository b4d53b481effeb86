/**
 * `npm run docs:check`: looks up every link, path and script that the documents name, and runs the
 * commands of README.md and docs/ in a fresh folder, as a new user would. Every command has a rule
 * here; one without a rule fails, and what is skipped is named.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../server/testing/free-port.ts'

const ROOT = join(import.meta.dirname, '..')
const DEADLINE_MS = 120_000

/**
 * What is done with a command: it ends with this exit code; it serves until it is stopped; its
 * replacement runs, because a program of it is none of ours; or it is not run, for a reason.
 */
type Rule = {
  matches: RegExp
  exit?: number
  serves?: true
  replace?: [RegExp, string]
  skip?: string
  /** A message without bubbles is put into the place of `om_…`. */
  setup?: 'message'
}

const RULES: readonly Rule[] = [
  { matches: /^git clone/, skip: 'the folder is such a clone' },
  { matches: /docker /, skip: 'needs a Docker engine; npm run image-check does the same by hand' },
  { matches: /^npm test|npm run e2e|^npx vitest/, skip: 'the suite itself' },
  { matches: /npm (?:start|run dev)$/, serves: true },
  { matches: /npm run backup/, replace: [/\/safe\//, './'], exit: 0 },
  { matches: /npm run restore/, replace: [/\/safe\//, './'], exit: 1 },
  { matches: /verify-audit -- /, skip: 'needs an earlier export; verify-main.test.ts does it' },
  { matches: /npm run verify-audit$/, exit: 0 },
  { matches: /push .*--dry-run/, exit: 0 },
  { matches: /push .*--profile emulator/, exit: 0, setup: 'message' },
  // Without credentials, so that no example reaches the platform.
  { matches: /push --message-id/, exit: 2 },
  { matches: /lark-cli|your-bot/, replace: [/^[^|]+/, 'cat events.ndjson '], exit: 0 },
  { matches: /^pbpaste/, replace: [/^pbpaste/, 'cat paste.txt'], exit: 0 },
  { matches: / (?:validate|snippet|explain) /, exit: 0 },
  { matches: / connect/, skip: 'waits for a scan; e2e/connect.spec.ts does it' },
  {
    matches: /^curl .*push_follow_up/,
    replace: [/profile=feishu/, 'profile=emulator'],
    exit: 0,
    setup: 'message',
  },
  { matches: /^curl .*registrations/, skip: 'needs a waiting link; e2e/connect.spec.ts does it' },
  { matches: /^curl /, replace: [/^curl /, 'curl --fail-with-body '], exit: 0 },
  { matches: /^(?:mkdir|openssl) /, exit: 0 },
]

type Command = { file: string; text: string }

const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-docs-'))
const failures = [...globSync('{*,{docs,lab}/**/*}.md', { cwd: ROOT })].flatMap(findBroken)
try {
  copyTree()
  const ports = { console: String(await freePort()), emulator: String(await freePort()) }
  const env = settings(ports)
  const server = await serve('npm start', env)
  const counts = { run: 0, skipped: 0 }
  for (const command of readCommands()) {
    const rule = RULES.find(({ matches }) => matches.test(command.text))
    if (!rule) failures.push(`${command.file}: no rule for: ${command.text}`)
    else if (rule.skip) {
      counts.skipped += 1
      console.log(`– ${command.file}: ${command.text}\n  ${rule.skip}`)
    } else {
      counts.run += 1
      await tryCommand(command, rule, ports)
    }
  }
  await stop(server)
  console.log(`${counts.run} commands run, ${counts.skipped} skipped, ${failures.length} failed`)
  for (const failure of failures) console.error(`✗ ${failure}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failures.length > 0 ? 1 : 0

/** Returns the links, anchors, paths and npm scripts that a document names and that do not exist. */
function findBroken(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    const [path = '', anchor] = link.split('#')
    const target = join(ROOT, path === '' ? file : join(dirname(file), path))
    return existsSync(target) && (!anchor || anchorsOf(target).includes(anchor)) ? [] : [link]
  })
  // A test may be named without its folder.
  const named = /`((?:server|web|e2e|scripts|lab|docs)\/[\w./-]+|[\w./-]+\.(?:test|spec)\.ts)`/g
  const paths = [...text.matchAll(named)].flatMap(([, path = '']) =>
    globSync(`{,{server,web,e2e,scripts,lab}/**/}${path}*`, { cwd: ROOT }).length > 0 ? [] : [path],
  )
  const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].flatMap(([, name = '']) =>
    name in scripts ? [] : [`npm run ${name}`],
  )
  return [...links, ...paths, ...commands].map((name) => `${file}: ${name} does not exist`)
}

/** The anchors that GitHub makes of the headings of a document. */
function anchorsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** The files of the repository and its installed packages, which a new user would install. */
function copyTree(): void {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  for (const file of list.split('\n')) {
    if (file === '' || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(ROOT, file), join(folder, file))
  }
  cpSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), { recursive: true })
  const bubbles = '{"follow_ups":[{"content":"Track my order"}]}'
  writeFileSync(join(folder, 'bubbles.json'), bubbles)
  const id = 'om_dc13264520392913993dd051dba21dcf'
  const call = `curl -X POST https://open.feishu.cn/open-apis/im/v1/messages/${id}/push_follow_up`
  const response = '{"code":230006,"msg":"only support latest message."}'
  writeFileSync(join(folder, 'paste.txt'), `${call} -d '${bubbles}'\n\n${response}\n`)
  writeFileSync(join(folder, 'events.ndjson'), '{"schema":"2.0","header":{"event_type":"x"}}\n')
}

/** Returns each command of the sh blocks, without its comment, in the order of the files. */
function readCommands(): Command[] {
  return ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: ROOT }).sort()].flatMap(
    (file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```/gm)]
        .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
        .map((line) => line.replace(/(?:^|\s)#\s.*$/, '').trim())
        .filter((text) => text !== '')
        .map((text) => ({ file, text })),
  )
}

type Ports = { console: string; emulator: string }

function settings({ console: PORT, emulator: EMULATOR_PORT }: Ports) {
  const { PATH, HOME, LANG, NODE_COMPILE_CACHE } = process.env
  return { PATH, HOME, LANG, NODE_COMPILE_CACHE, PORT, EMULATOR_PORT, DATA_DIR: 'data' }
}

async function tryCommand({ file, text }: Command, rule: Rule, ports: Ports): Promise<void> {
  const own = { console: '0', emulator: '0' }
  try {
    let command = rule.replace ? text.replace(...rule.replace) : text
    command = command
      .replaceAll(':4310', `:${ports.console}`)
      .replaceAll(':4311', `:${ports.emulator}`)
      .replaceAll('https://console.example', `http://127.0.0.1:${ports.console}`)
      .replaceAll('PROFILE_ID', 'emulator')
      .replaceAll(
        'om_…',
        rule.setup ? await newMessage(ports) : 'om_dc13264520392913993dd051dba21dcf',
      )
      .replaceAll('cli_…', 'cli_0123456789abcdef')
      .replaceAll('…', 'any-secret-at-all')
    if (rule.serves) {
      await stop(await serve(command, { ...settings(own), DATA_DIR: 'other-data' }))
    } else {
      const { code, output } = await run(command, settings(ports))
      if (code !== rule.exit) throw new Error(`exit ${code} instead of ${rule.exit}\n${output}`)
    }
    console.log(`✓ ${file}: ${text}`)
  } catch (error) {
    failures.push(`${file}: ${text}: ${error instanceof Error ? error.message : error}`)
  }
}

/** Sends a message by the emulator's first bot to its first user. */
async function newMessage({ emulator }: Ports): Promise<string> {
  const url = `http://127.0.0.1:${emulator}/_emulator`
  const state: { users: { open_id: string }[] } = await (await fetch(`${url}/state`)).json()
  const body = JSON.stringify({ open_id: state.users[0]?.open_id, text: 'hello' })
  const headers = { 'content-type': 'application/json' }
  const path = `${url}/bots/cli_0123456789abcdef/messages`
  const sent = await (await fetch(path, { method: 'POST', headers, body })).json()
  return sent.message.message_id
}

type Running = ReturnType<typeof start>

function start(command: string, env: Readonly<Record<string, string | undefined>>) {
  const child = spawn('sh', ['-c', command], { cwd: folder, env, detached: true })
  const running = { child, output: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      running.output += text
    })
  }
  return running
}

/** @throws Error if it prints no address of a console in time */
async function serve(command: string, env: Readonly<Record<string, string | undefined>>) {
  const running = start(command, env)
  for (let waited = 0; !/Console +http/.test(running.output); waited += 200) {
    if (running.child.exitCode !== null || waited > DEADLINE_MS) throw new Error(running.output)
    await wait(200)
  }
  return running
}

async function run(command: string, env: Readonly<Record<string, string | undefined>>) {
  const running = start(command, env)
  const late = setTimeout(() => running.child.kill('SIGKILL'), DEADLINE_MS)
  const [code] = await once(running.child, 'close')
  clearTimeout(late)
  return { code: code as number | null, output: running.output }
}

async function stop({ child }: Running): Promise<void> {
  const ended = once(child, 'close')
  // The whole group: npm starts a shell of its own.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  await ended
}
