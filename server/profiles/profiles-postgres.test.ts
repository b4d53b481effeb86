import { describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { testProfiles } from '../testing/profile-suite.ts'
import { newDatabase } from '../testing/shared-postgres.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testProfiles(async () => openPostgres(await newDatabase(), { connections: 1 }))
})
