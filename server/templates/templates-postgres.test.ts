import { describe } from 'vitest'
import { openPostgres } from '../storage/open-postgres.ts'
import { HAS_POSTGRES } from '../testing/postgres-cluster.ts'
import { newDatabase } from '../testing/shared-postgres.ts'
import { testTemplates } from '../testing/template-suite.ts'

describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
  testTemplates(async () => openPostgres(await newDatabase(), { connections: 1 }))
})
