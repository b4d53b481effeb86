import { describe } from 'vitest'
import { openSqlite } from '../storage/open-sqlite.ts'
import { testRecipients } from '../testing/recipient-suite.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

describe('on SQLite', () => {
  testRecipients(async () => openSqlite(temporaryFolder()))
})
