import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../feishu/clock.ts'
import { backupSqlite } from '../storage/backup-sqlite.ts'
import { openLedgerFile } from '../storage/open-ledger-file.ts'
import { openSqlite } from '../storage/open-sqlite.ts'
import { echoesOf, leaksIn, SECRET, spell, TOKEN } from '../testing/canaries.ts'
import { type Behaviour, startFaultServer } from '../testing/fault-server.ts'
import { grantToken, isTokenCall, json } from '../testing/faults.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { createTestConsole, testProfile } from '../testing/test-console.ts'
import { createLedger } from './create-ledger.ts'

/** Everything in a folder, byte for byte. */
function bytesIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

/** A console on a folder of its own and an upstream that answers in this way. */
async function startOn(token: Behaviour, call: Behaviour) {
  const folder = temporaryFolder()
  const server = await startFaultServer((request) => (isTokenCall(request) ? token : call))
  const storage = openSqlite(folder)
  const profiles = [testProfile(server.url, { app_secret: SECRET })]
  const console = createTestConsole(profiles, { storage, deadlineMs: 500 })
  onTestFinished(async () => {
    await console.close()
    await server.close()
  })
  return { folder, ...console }
}

const push = (n: number) => `/api/messages/om_${n}/push_follow_up`
const saying = (content: string) => ({ follow_ups: [{ content }] })

describe('no secret is in the files of the ledger', () => {
  const answers = Object.entries(echoesOf(TOKEN, SECRET))

  test.each(answers)('that comes back %s', async (_, behaviour) => {
    const { folder, post, request, logged } = await startOn(grantToken(TOKEN), behaviour)
    await post(push(1), saying('a'))
    await post('/api/messages', { receive_id_type: 'open_id', receive_id: 'a', text: 'b' })
    // In use, so that the write-ahead log is searched too.
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
    await post(push(1), saying('fetches the token, so that it is known'))
    const response = await post(`${push(2)}?send_anyway=1`, saying(text))
    expect(response.status).toBe(200)
    expect(leaksIn(bytesIn(folder))).toEqual([])
  })

  test('that a person typed before the console itself had the token', async () => {
    const token = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234'
    const { folder, post } = await startOn(grantToken(token), json('200 OK', { code: 0 }))
    await post(push(1), saying(`Bearer ${token}`))
    expect(bytesIn(folder)).not.toContain(token.slice(0, 20))
  })

  test('that was in a send when the console was killed, nor in a backup', async () => {
    const hang: Behaviour = { parts: [], end: 'stay' }
    const { folder, post, ledger } = await startOn(grantToken(TOKEN), hang)
    await post(push(1), saying('fetches the token, so that it is known'))
    const sending = post(push(2), saying(`${SECRET} ${TOKEN}`))
    const state = async () => (await ledger.list({}, { limit: 1 })).exchanges[0]?.state
    await expect.poll(state).toBe('sending')
    const killed = temporaryFolder()
    const copy = openLedgerFile(folder)
    backupSqlite(copy, join(killed, 'ledger.db'))
    copy.close()
    const next = openSqlite(killed)
    expect(await createLedger(next, systemClock).recover()).toBe(1)
    const files = bytesIn(folder) + bytesIn(killed)
    await next.close()
    expect(files).toContain('crashed during the call')
    expect(leaksIn(files)).toEqual([])
    await sending
  })
})
