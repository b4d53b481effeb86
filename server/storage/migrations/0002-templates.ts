import type { Migration } from '../database.ts'

const TABLES = [
  // Templates. A deleted one stays, so that it can be restored.
  `create table templates (
    id text primary key,
    name text not null,
    note text not null,
    version bigint not null,
    search text not null,
    actor text not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    deleted_at_ms bigint
  )`,
  'create unique index templates_by_name on templates (name) where deleted_at_ms is null',

  // All versions of the templates; rows are only added.
  `create table template_versions (
    template_id text not null references templates (id),
    version bigint not null,
    follow_ups text not null,
    actor text not null,
    at_ms bigint not null,
    primary key (template_id, version)
  )`,
]

/** Templates and all their versions. */
export const TEMPLATES: Migration = { version: 2, statements: { sqlite: TABLES, postgres: TABLES } }
