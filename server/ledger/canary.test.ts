import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { backupSqlite } from '../storage/backup-sqlite.ts'
import { openLedgerFile } from '../storage/ledger-file.ts'
import { openSqlite } from '../storage/open-sqlite.ts'
import { echoesOf, leaksIn, SECRET, spell, TOKEN } from '../testing/canaries.ts'
import { type Behaviour, startFaultServer } from '../testing/fault-server.ts'
import { grantToken, isTokenCall, json } from '../testing/faults.ts'
import { storageOn } from '../testing/memory-storage.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'

/** Returns the bytes of all files in a folder. */
function bytesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

/** Starts a console on a new folder and an upstream with these responses, all but the first one `second`. */
async function startOn(token: Behaviour, call: Behaviour, second = call) {
  const folder = temporaryFolder()
  let calls = 0
  const server = await startFaultServer((request) => {
    if (isTokenCall(request)) return token
    calls += 1
    return calls === 1 ? call : second
  })
  const storage = storageOn(openLedgerFile(folder))
  const profiles = [testProfile(server.url, { app_secret: SECRET })]
  const console = createTestConsole(profiles, { storage })
  onTestFinished(async () => {
    await console.close()
    await server.close()
  })
  return { folder, ...console }
}

const push = (n: number) => `/api/messages/om_${n}/push_follow_up`
const bubbles = (content: string) => ({ follow_ups: [{ content }] })

describe('the files of the ledger contain no secret', () => {
  const echoes = Object.entries(echoesOf(TOKEN, SECRET))

  test.each(echoes)('that the upstream returns %s', async (_, behaviour) => {
    const { folder, post, request, logged } = await startOn(grantToken(TOKEN), behaviour)
    await post(push(1), bubbles('a'))
    await post('/api/messages', { receive_id_type: 'open_id', receive_id: 'a', text: 'b' })
    // While the ledger is open, so that the write-ahead log is searched too.
    const files = bytesIn(folder)
    expect(files).toContain('(redacted)')
    expect(leaksIn(files)).toEqual([])
    const history = await (await request('/api/exchanges')).text()
    expect(leaksIn(history + JSON.stringify(logged))).toEqual([])
  })

  test.each([
    ['the secret', SECRET],
    ['the token', TOKEN],
    ['both, in every encoding', spell([SECRET, TOKEN]).join(' ')],
  ])('that a person typed: %s', async (_, text) => {
    const { folder, post } = await startOn(grantToken(TOKEN), json('200 OK', { code: 0 }))
    await post(push(1), bubbles('fetches the token first'))
    const response = await post(`${push(2)}?send_anyway=1`, bubbles(text))
    expect(response.status).toBe(200)
    expect(leaksIn(bytesIn(folder))).toEqual([])
  })

  test('that a person typed before the console itself had the token', async () => {
    const token = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'
    const { folder, post } = await startOn(grantToken(token), json('200 OK', { code: 0 }))
    await post(push(1), bubbles(`Bearer ${token}`))
    expect(bytesIn(folder)).not.toContain(token.slice(0, 20))
  })

  test('of a send during which the console was killed, nor does a backup', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const done = json('200 OK', { code: 0 })
    const { folder, post, ledger } = await startOn(grantToken(TOKEN), done, { ...done, until })
    await post(push(1), bubbles('fetches the token first'))
    const sending = post(push(2), bubbles(`${SECRET} ${TOKEN}`))
    const state = async () => (await ledger.list({}, { limit: 1 })).exchanges[0]?.state
    await expect.poll(state).toBe('sending')
    const killed = temporaryFolder()
    const copy = openLedgerFile(folder)
    backupSqlite(copy, join(killed, 'ledger.db'))
    copy.close()
    const next = await openSqlite(killed)
    expect(await createLedger(next, systemClock).recover()).toBe(1)
    const files = bytesIn(folder) + bytesIn(killed)
    await next.close()
    expect(files).toContain('crashed during the call')
    expect(leaksIn(files)).toEqual([])
    release()
    await sending
  })
})
