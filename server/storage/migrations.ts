import type { Migration } from './migration.ts'
import { LEDGER } from './migrations/0001-ledger.ts'
import { TEMPLATES } from './migrations/0002-templates.ts'

/** Every step of the schema, in order. */
export const MIGRATIONS: readonly Migration[] = [LEDGER, TEMPLATES]
