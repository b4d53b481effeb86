/**
 * `npm run proxy-check`: runs the examples of docs/operations.md: nginx and Caddy in front of a built
 * console, with TLS, a sign-in of their own and a base path, and oauth2-proxy with a provider. What is not
 * installed is skipped and named (Debian: `apt-get install nginx caddy`).
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureServer } from '../../scripts/build.ts'
import { startConsoleProcess } from '../../server/testing/console-process.ts'
import { freePort } from '../../server/testing/free-port.ts'
import { type Check, changedHostChecks, logOf, publishedChecks } from './checks.ts'
import { createClient } from './client.ts'
import { readExample, readSettings } from './examples.ts'
import { setUpOauth2Proxy } from './oauth2-proxy.ts'
import { isInstalled, startNginx, startProgram, writeCertificate } from './programs.ts'

const ROOT = join(import.meta.dirname, '../..')
const PASSWORD = 'password-of-the-check'
const folder = mkdtempSync(join(tmpdir(), 'proxy-check-'))
const { crt, key } = writeCertificate(folder)
const counts = { passed: 0, failed: 0, skipped: 0 }

async function runAll(title: string, checks: readonly Check[]): Promise<void> {
  for (const { name, run } of checks) {
    const failure = await run().then(
      () => null,
      (error: Error) => error.message,
    )
    counts[failure === null ? 'passed' : 'failed'] += 1
    console.log(
      `${failure === null ? '✓' : '✗'} ${title}: ${name}${failure ? `\n    ${failure}` : ''}`,
    )
  }
}

function skip(title: string): void {
  counts.skipped += 1
  console.log(`- ${title}: skipped, it is not installed`)
}

const port = await freePort()
const settings = readSettings()
const base = settings.BASE_PATH ?? ''
const upstream = '127.0.0.1:4310'
const running = await startConsoleProcess(
  {
    ...settings,
    PORT: String(port),
    METRICS: 'on',
    METRICS_TOKEN: 'a-token-of-the-check',
    LOG: 'problems',
  },
  [],
  { folder: ROOT, main: await ensureServer() },
)
try {
  if (isInstalled('nginx', '-v')) await checkNginx()
  else skip('nginx')
  if (isInstalled('caddy', 'version')) await checkCaddy()
  else skip('Caddy')
  if (isInstalled('oauth2-proxy', '--version')) await checkOauth2Proxy()
  else skip('oauth2-proxy')
} finally {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exitCode = counts.failed > 0 ? 1 : 0

async function checkNginx(): Promise<void> {
  const own = join(folder, 'nginx')
  const users = join(folder, 'console.users')
  writeFileSync(users, `anna:{PLAIN}${PASSWORD}\n`)
  const listen = await freePort()
  const server = readExample('nginx', {
    'listen 443 ssl': `listen 127.0.0.1:${listen} ssl`,
    '/etc/nginx/console.crt': crt,
    '/etc/nginx/console.key': key,
    '/etc/nginx/console.users': users,
    [upstream]: `127.0.0.1:${port}`,
  })
  const nginx = await startNginx(server, { folder: own, port: listen })
  const client = createClient(listen, `anna:${PASSWORD}`)
  try {
    await runAll(
      'nginx',
      publishedChecks({
        client,
        stranger: createClient(listen, null),
        console: running,
        base,
        proxyLog: logOf(join(own, 'logs/access.log')),
      }),
    )
  } finally {
    await nginx.stop()
  }

  const second = await freePort()
  const changed = server
    .replace(`:${listen} ssl`, `:${second} ssl`)
    .replace('proxy_set_header Host $host', 'proxy_set_header Host inner.example')
  const wrong = await startNginx(changed, { folder: join(folder, 'wrong'), port: second })
  try {
    const other = createClient(second, `anna:${PASSWORD}`)
    await runAll('nginx', changedHostChecks(other, base, running.stderr))
  } finally {
    await wrong.stop()
  }
}

async function checkOauth2Proxy(): Promise<void> {
  const { checks, stop } = await setUpOauth2Proxy(folder, async (own, at) =>
    startConsoleProcess({ ...own, PORT: String(at) }, [], {
      folder: ROOT,
      main: await ensureServer(),
    }),
  )
  try {
    await runAll('oauth2-proxy', checks)
  } finally {
    await stop()
  }
}

async function checkCaddy(): Promise<void> {
  const listen = await freePort()
  const hashed = spawnSync('caddy', ['hash-password', '--plaintext', PASSWORD], {
    encoding: 'utf8',
  })
  const site = readExample('caddyfile', {
    'https://console.example': `https://console.example:${listen}`,
    '/etc/caddy/console.crt': crt,
    '/etc/caddy/console.key': key,
    '$2a$14$…': hashed.stdout.trim(),
    [upstream]: `127.0.0.1:${port}`,
  })
  const file = join(folder, 'Caddyfile')
  writeFileSync(file, `{\n  admin off\n  auto_https off\n}\n${site}`)
  const caddy = await startProgram(['caddy', 'run', '--config', file, '--adapter', 'caddyfile'], {
    folder,
    port: listen,
    env: { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  })
  try {
    await runAll(
      'Caddy',
      publishedChecks({
        client: createClient(listen, `anna:${PASSWORD}`),
        stranger: createClient(listen, null),
        console: running,
        base,
        proxyLog: null,
      }),
    )
  } finally {
    await caddy.stop()
  }
}
