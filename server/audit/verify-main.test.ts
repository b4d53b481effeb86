import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openSqlite } from '../storage/open-sqlite.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { auditNdjson, createAuditLog } from './audit-log.ts'

const MAIN = fileURLToPath(new URL('verify-main.ts', import.meta.url))

test('npm run verify-audit finds what was changed in the file, and a chain that was written anew', async () => {
  const folder = temporaryFolder()
  const verify = (...args: string[]) =>
    new Promise<string>((resolve) => {
      const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '' }
      execFile(process.execPath, [MAIN, ...args], { env }, (error, stdout, stderr) =>
        resolve(`${error?.code ?? 0} ${stdout}${stderr}`),
      )
    })
  const storage = await openSqlite(folder)
  const audit = createAuditLog(storage, Date.now)
  for (const subject of ['a', 'b', 'c']) {
    await audit.append({
      ...{ actor: 'anna', action: 'POST /api/templates', status: 201, app: null, subject },
      ...{ request_id: null, address: null, details: {} },
    })
  }
  const lines: string[] = []
  for await (const line of auditNdjson(audit.every({}))) lines.push(line)
  const exported = join(folder, 'audit.ndjson')
  writeFileSync(exported, lines.join(''))
  // Beside the running console.
  const { hash } = await audit.check()
  expect(await verify(exported)).toContain(`0 3 events, none changed or removed, and they match`)
  expect(await verify()).toContain(hash)
  writeFileSync(exported, lines.join('').replace(hash, 'f'.repeat(64)))
  expect(await verify(exported)).toContain('1 Event 3 was changed; the 2 before it are whole.')
  await storage.close()

  const database = new DatabaseSync(join(folder, 'ledger.db'))
  database.exec(
    "drop trigger audit_events_stay; update audit_events set actor = 'ben' where seq = 2",
  )
  database.close()
  expect(await verify()).toContain('1 Event 2 was changed; the 1 before it are whole.')
})
