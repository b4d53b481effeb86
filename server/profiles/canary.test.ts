import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Profile } from '#contract/profile'
import { backupSqlite } from '../storage/backup-sqlite.ts'
import { openLedgerFile } from '../storage/ledger-file.ts'
import { echoesOf, leaksIn, SECRET, TOKEN } from '../testing/canaries.ts'
import { type Behaviour, startFaultServer } from '../testing/fault-server.ts'
import { json } from '../testing/faults.ts'
import { storageOn } from '../testing/memory-storage.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createTestConsole } from '../testing/test-console.ts'
import { keyFile } from './key-source.ts'

const BODY = { follow_ups: [{ content: 'OK' }] }

/** Returns the bytes of all files in a folder. */
function bytesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

/** Starts a console on a new folder; `everything()` returns all its output and files. */
async function startOn(respond: (path: string) => Behaviour) {
  const folder = temporaryFolder()
  const server = await startFaultServer(({ path }) => respond(path))
  const testConsole = createTestConsole([], {
    storage: storageOn(openLedgerFile(folder)),
    keys: keyFile(folder),
    allowedBaseUrls: [server.url],
  })
  onTestFinished(async () => {
    await testConsole.close()
    await server.close()
  })
  const out: string[] = []
  let cookie = ''
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await testConsole.request(path, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: body === undefined ? null : JSON.stringify(body),
    })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    out.push(JSON.stringify([...response.headers]), await response.clone().text())
    return response
  }
  async function add(more: object): Promise<Profile> {
    const profile = { name: 'Canary', base_url: server.url, app_id: 'cli_canary', ...more }
    return (await call('POST', '/api/profiles', profile)).json() as Promise<Profile>
  }
  function everything(): string {
    const path = join(temporaryFolder(), 'backup.db')
    const copy = openLedgerFile(folder)
    backupSqlite(copy, path)
    copy.close()
    const logged = JSON.stringify(testConsole.logged)
    return [...out, logged, bytesIn(folder), readFileSync(path, 'latin1')].join('\n')
  }
  return { call, add, everything }
}

const isAppToken = (path: string) => path.endsWith('/app_access_token')
const isTenantToken = (path: string) => path.endsWith('/tenant_access_token')
const STORE = { app_type: 'store', tenant_key: 'e7e7' }

test.each(Object.entries(echoesOf(SECRET, TOKEN)))(
  'a secret and an app_ticket leave no trace if the upstream returns them %s',
  async (_, behaviour) => {
    const { call, add, everything } = await startOn(() => behaviour)
    const { id } = await add({ ...STORE, app_secret: SECRET, app_ticket: TOKEN })
    await call('POST', `/api/messages/om_1/push_follow_up?profile=${id}`, BODY)
    await call('POST', `/api/profiles/${id}/app_ticket_resend`)
    await call('PATCH', `/api/profiles/${id}`, { app_secret: null, app_ticket: null })
    await call('GET', '/api/profiles')
    await call('GET', '/api/exchanges')
    const all = everything()
    expect(all).toContain('(redacted)')
    expect(leaksIn(all)).toEqual([])
  },
)

test.each(Object.entries(echoesOf(TOKEN)))(
  'an app_access_token leaves no trace if the upstream returns it %s',
  async (_, behaviour) => {
    const granted = json('200 OK', { code: 0, app_access_token: TOKEN, expire: 7140 })
    const { call, add, everything } = await startOn((path) =>
      isAppToken(path) ? granted : behaviour,
    )
    const { id } = await add({ ...STORE, app_secret: SECRET, app_ticket: 'ticket' })
    await call('POST', `/api/messages/om_1/push_follow_up?profile=${id}`, BODY)
    const text = `${SECRET} ${TOKEN}`
    const typed = { follow_ups: [{ content: text }] }
    await call('POST', `/api/messages/om_2/push_follow_up?profile=${id}&send_anyway=1`, typed)
    const all = everything()
    expect(all).toContain('(redacted)')
    expect(leaksIn(all)).toEqual([])
  },
)

test.each(Object.entries(echoesOf(TOKEN)))(
  'a pasted token leaves no trace if the upstream returns it %s',
  async (_, behaviour) => {
    const { call, add, everything } = await startOn((path) => {
      expect(isTenantToken(path)).toBe(false)
      return behaviour
    })
    const { id } = await add({ app_type: 'pasted_token' })
    const pasted = await call('PUT', `/api/profiles/${id}/pasted_token`, {
      tenant_access_token: TOKEN,
    })
    expect(pasted.status).toBe(200)
    await call('POST', `/api/messages/om_1/push_follow_up?profile=${id}`, BODY)
    await call('GET', '/api/profiles')
    const all = everything()
    expect(all).toContain('(redacted)')
    expect(leaksIn(all)).toEqual([])
  },
)

test('a rejected secret leaves no trace', async () => {
  const { call, add, everything } = await startOn(() => json('200 OK', { code: 0 }))
  const { id } = await add({ app_secret: `${SECRET} and more`, app_ticket: TOKEN })
  expect(id).toBeUndefined()
  await add({ app_type: SECRET, color: TOKEN, base_url: SECRET, app_id: TOKEN })
  await call('PUT', '/api/profiles/none/pasted_token', { tenant_access_token: `u-${TOKEN}` })
  expect(leaksIn(everything())).toEqual([])
})
