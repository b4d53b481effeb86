import { describe } from 'vitest'
import { openSqlite } from '../storage/open-sqlite.ts'
import { testTemplates } from '../testing/template-suite.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

describe('on SQLite', () => {
  testTemplates(async () => openSqlite(temporaryFolder()))
})
