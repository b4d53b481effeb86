import { describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { testDeliveryRecords } from '../testing/delivery-record-suite.ts'
import { testSendingDeliveries } from '../testing/delivery-suite.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'

describe.skipIf(!HAS_POSTGRES)('deliveries on PostgreSQL', () => {
  const open = async () => openPostgres(await newDatabase())
  testSendingDeliveries(open)
  testDeliveryRecords(open)
})
