import { describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { testRecipients } from '../testing/recipient-suite.ts'
import { newDatabase } from '../testing/shared-postgres.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testRecipients(async () => openPostgres(await newDatabase(), { connections: 1 }))
})
