/**
 * `npm run cluster-check`: two built consoles on one PostgreSQL behind nginx, with a sign-in. Kills one
 * and then the other while a list is sent and a page follows it, and checks that no session, row or audit
 * event is lost, and that a send is approved once, by another person. Needs PostgreSQL and nginx (Debian: `apt-get install postgresql nginx`).
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { listResponseSchema } from '#contract/deliveries/list'
import { ensureServer } from '../../scripts/build.ts'
import { type ConsoleProcess, startConsoleProcess } from '../../server/testing/console-process.ts'
import { freePort } from '../../server/testing/free-port.ts'
import { HAS_POSTGRES, startPostgres } from '../../server/testing/postgres-cluster.ts'
import { createClient } from '../proxy/client.ts'
import { readExample } from '../proxy/examples.ts'
import { isInstalled, startNginx, writeCertificate } from '../proxy/programs.ts'
import { startCountingUpstream } from './upstream.ts'

const ROWS = 300
const APPROVALS = 20
const PASSWORD = 'correct horse battery staple'
const END_MS = 120_000

if (!HAS_POSTGRES || !isInstalled('nginx', '-v')) {
  console.log('0 passed, 0 failed, skipped: PostgreSQL or nginx is not installed')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'cluster-check-'))
const { crt, key } = writeCertificate(folder)
const [cluster, upstream, main] = await Promise.all([
  startPostgres(),
  startCountingUpstream(),
  ensureServer(),
])
const ports = [await freePort(), await freePort(), await freePort()] as const
const settings = {
  DATABASE_URL: await cluster.newDatabase(),
  CONSOLE_KEY: randomBytes(32).toString('base64'),
  ALLOWED_HOSTS: 'console.example',
  TRUSTED_PROXIES: '127.0.0.1',
  LOCAL_ACCOUNTS: 'on',
  EMULATOR: 'off',
  EMULATOR_PORT: new URL(upstream.url).port,
  FEISHU_BASE_URL: upstream.url,
  FEISHU_APP_ID: 'cli_cluster',
  FEISHU_APP_SECRET: 'secret-of-the-cluster-check',
}
const start = (port: number) =>
  startConsoleProcess({ ...settings, PORT: String(port) }, [], {
    folder: join(import.meta.dirname, '../..'),
    main,
  })
const consoles: [ConsoleProcess, ConsoleProcess] = [await start(ports[0]), await start(ports[1])]
const nginx = await startNginx(
  readExample(
    'nginx',
    {
      '127.0.0.1:4310': `127.0.0.1:${ports[0]}`,
      '127.0.0.1:4312': `127.0.0.1:${ports[1]}`,
      'listen 443 ssl': `listen 127.0.0.1:${ports[2]} ssl`,
      '/etc/nginx/console.crt': crt,
      '/etc/nginx/console.key': key,
    },
    '### Several consoles',
  ),
  { folder: join(folder, 'nginx'), port: ports[2] },
)

const client = createClient(ports[2], null)
let cookie = ''
const callAs = (person: string, path: string, method = 'GET', body?: object, until?: RegExp) =>
  client(path, {
    method,
    headers: person === '' ? {} : { cookie: person },
    ...(body && { body: JSON.stringify(body) }),
    ...(until && { until }),
  })
const call = (path: string, method?: string, body?: object, until?: RegExp) =>
  callAs(cookie, path, method, body, until)

/** Sets a password by a one-time link; returns the cookie of the session. */
async function setUp(link: string, name?: string) {
  const token = link.split('#setup=')[1]
  const body = { token, name, password: PASSWORD }
  const response = await callAs('', '/api/session/setup', 'POST', body)
  const [given = ''] = (response.headers['set-cookie'] ?? []) as string[]
  return given.split(';')[0] ?? ''
}

/** Sends with a production app, which two people decide about at the same time, on either console. */
async function checkApprovals(profile: string): Promise<void> {
  const grants = [{ app: profile, role: 'sender', approver: true }]
  const people: string[] = []
  for (const sign_in_name of ['ben', 'cleo', 'dan']) {
    const made = await call('/api/people', 'POST', { sign_in_name, grants })
    people.push(await setUp(JSON.parse(made.text).link))
  }
  const [author = '', ...approvers] = people
  await call(`/api/approvals/apps/${profile}`, 'PUT', { required: true })
  const recipient = { receive_id_type: 'open_id', receive_id: 'ou_approved' }
  const content = { profile, recipient, follow_ups: [{ content: 'OK' }] }
  for (let n = 1; n <= APPROVALS; n += 1) {
    const text = `approved ${n}`
    const sent = { ...content, message: { text } }
    const held = await callAs(author, '/api/deliveries', 'POST', sent)
    const { id } = JSON.parse(held.text).approval ?? {}
    const listed = JSON.parse((await callAs(author, '/api/approvals')).text).approvals
    const { digest } = listed.find((one: { id: string }) => one.id === id) ?? {}
    const approve = (person: string) =>
      callAs(person, `/api/approvals/${id}/approve`, 'POST', { digest })
    const own = await approve(author)
    const decisions = await Promise.all([...approvers, ...approvers].map(approve))
    const again = await approve(approvers[0] ?? '')
    const isOnce =
      held.status === 409 &&
      own.status === 403 &&
      decisions.filter(({ status }) => status === 200).length === 1 &&
      again.status === 409 &&
      upstream.messages.get(text) === 1
    if (!isOnce) return check(false, `approval ${n} is refused to its author and counts once`)
  }
  check(true, `${APPROVALS} approvals are refused to their author and count once on both consoles`)
}

let failed = 0
let passed = 0
function check(holds: boolean, what: string): void {
  if (holds) passed += 1
  else failed += 1
  console.log(`${holds ? '✓' : '✗'} ${what}`)
}

/** Asks both consoles several times whether anna is signed in. */
async function isSignedIn(): Promise<boolean> {
  for (let tries = 0; tries < 8; tries += 1) {
    const { status, text } = await call('/api/session')
    if (status !== 200 || JSON.parse(text).person?.name !== 'anna') return false
  }
  return true
}

async function readList(id: string) {
  const { status, text } = await call(`/api/lists/${id}`)
  return status === 200 ? listResponseSchema.parse(JSON.parse(text)).list : null
}

async function sentRows(id: string, least: number): Promise<number> {
  for (let waited = 0; ; waited += 250) {
    const list = await readList(id)
    const sent = list?.counts.sent ?? 0
    if (sent >= least || list?.state === 'finished' || waited > END_MS) return sent
    await wait(250)
  }
}

try {
  cookie = await setUp(consoles[0].setupUrl() ?? '', 'anna')
  check(cookie.startsWith('__Host-sign_in='), 'the first admin signs in through the proxy')
  check(await isSignedIn(), 'a session counts on both consoles')

  const rows = Array.from({ length: ROWS }, (_, n) => ({
    recipient: `ou_cluster${n}`,
    values: { key: `row ${n}` },
  }))
  const texts = { message: { text: '{{key}}' }, follow_ups: [{ content: 'OK' }] }
  const made = await call('/api/lists', 'POST', { ...texts, rows, pause_at: null })
  const { id } = listResponseSchema.parse(JSON.parse(made.text)).list
  const started = await call(`/api/lists/${id}/start`, 'POST', {})
  check(started.status === 200, 'a list starts')

  for (const victim of [0, 1] as const) {
    const before = await sentRows(id, victim === 0 ? 10 : ROWS / 2)
    await consoles[victim].kill()
    check(
      await isSignedIn(),
      `console ${victim + 1} is killed after ${before} rows: the session stays`,
    )
    const more = await sentRows(id, Math.min(before + 20, ROWS))
    check(
      more > before || more + 80 >= ROWS,
      `the other console goes on with the list (${more} rows)`,
    )
    const template = { name: `After kill ${victim}`, follow_ups: [{ content: 'OK' }] }
    const saved = await call('/api/templates', 'POST', template)
    check(saved.status === 201, 'a change is made meanwhile')
    consoles[victim] = await start(ports[victim])
  }

  await sentRows(id, ROWS)
  const list = await readList(id)
  const { sent = 0, unknown = 0 } = list?.counts ?? {}
  check(list?.state === 'finished', `the list ends (${list?.state})`)
  // What had left when its console was killed stays unknown until a person decides.
  check(
    sent + unknown === ROWS && unknown <= 80,
    `${sent} of ${ROWS} rows are sent, ${unknown} unknown`,
  )
  const counts = [...upstream.messages.values()]
  check(counts.every((n) => n === 1) && counts.length >= sent, 'no message was sent twice')
  const app = { name: 'Live', app_id: 'cli_live', app_secret: PASSWORD.replaceAll(' ', '-') }
  const live = { ...app, base_url: upstream.url, environment: 'production' }
  const added = await call('/api/profiles', 'POST', live)
  await checkApprovals(JSON.parse(added.text).id)
  const results = await call('/api/results/stream', 'GET', undefined, /./)
  check(results.status === 200, 'a page can follow the results again')

  const audit = JSON.parse((await call('/api/audit/check')).text)
  check(
    audit.ok && audit.count >= 5,
    `the audit of both is one whole chain (${audit.count} events)`,
  )
  await call('/api/session/sign_out', 'POST', { everywhere: true })
  const after = await Promise.all(Array.from({ length: 6 }, () => call('/api/profiles')))
  check(
    after.every(({ status }) => status === 401),
    'a sign-out counts on both consoles at once',
  )
} finally {
  await nginx.stop()
  await Promise.all(consoles.map((console) => console.stop()))
  await upstream.close()
  cluster.close()
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
