import { describe } from 'vitest'
import { openSqlite } from '../storage/open-sqlite.ts'
import { testLedger } from '../testing/ledger-suite.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

describe('the ledger on SQLite', () => {
  testLedger(async () => {
    const folder = temporaryFolder()
    return { open: async () => openSqlite(folder) }
  })
})
