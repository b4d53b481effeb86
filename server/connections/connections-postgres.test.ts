import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from '../testing/postgres-cluster.ts'
import { testScan } from '../testing/scan-suite.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  }, 60_000)
  afterAll(() => cluster.close())

  testScan(async () => openPostgres(await cluster.newDatabase(), { connections: 2 }))
})
