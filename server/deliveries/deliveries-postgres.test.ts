import { afterAll, beforeAll, describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { testDeliveryRecords } from '../testing/delivery-record-suite.ts'
import { testSendingDeliveries } from '../testing/delivery-suite.ts'
import { HAS_POSTGRES, type PostgresCluster, startPostgres } from '../testing/postgres-cluster.ts'

describe.skipIf(!HAS_POSTGRES)('deliveries on PostgreSQL', () => {
  let cluster: PostgresCluster
  beforeAll(async () => {
    cluster = await startPostgres()
  }, 60_000)
  afterAll(() => cluster.close())

  const open = async () => openPostgres(await cluster.newDatabase())
  testSendingDeliveries(open)
  testDeliveryRecords(open)
})
