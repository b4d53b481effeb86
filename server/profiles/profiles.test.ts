import { describe } from 'vitest'
import { openSqlite } from '../storage/open-sqlite.ts'
import { testProfiles } from '../testing/profile-suite.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

describe('on SQLite', () => {
  testProfiles(async () => openSqlite(temporaryFolder()))
})
