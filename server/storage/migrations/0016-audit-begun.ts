import type { Migration } from '../database.ts'

const TABLES = [
  // Changes that are about to be made or recorded; what a console leaves here when it ends is unknown.
  'create table audit_begun (id text primary key, instance text not null, event text not null)',
]

/** What the audit knows of changes before they are made. */
export const AUDIT_BEGUN: Migration = {
  version: 16,
  statements: { sqlite: TABLES, postgres: TABLES },
}
