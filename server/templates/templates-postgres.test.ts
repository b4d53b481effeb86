import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from '../testing/postgres-cluster.ts'
import { testTemplates } from '../testing/template-suite.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  }, 60_000)
  afterAll(() => cluster.close())

  testTemplates(async () => openPostgres(await cluster.newDatabase(), { connections: 1 }))
})
