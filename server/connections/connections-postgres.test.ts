import { describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { testScan } from '../testing/scan-suite.ts'
import { newDatabase } from '../testing/shared-postgres.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testScan(async () => openPostgres(await newDatabase(), { connections: 2 }))
})
