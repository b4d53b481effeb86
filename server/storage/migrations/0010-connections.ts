import type { Migration } from '../database.ts'

const TABLES = [
  // Apps being connected by scan. The device code is sealed and removed when the connection ends.
  `create table connections (
    id text primary key,
    actor text not null,
    brand text not null,
    base_url text not null,
    accounts_url text not null,
    asked_profile text,
    profile text,
    app_id text,
    open_id text,
    state text not null,
    user_code text not null,
    verification_url text not null,
    sealed_device_code text,
    interval_ms bigint not null,
    next_poll_at_ms bigint not null,
    created_at_ms bigint not null,
    expires_at_ms bigint not null,
    ended_at_ms bigint,
    notice text
  )`,
  `create index connections_waiting on connections (next_poll_at_ms) where state = 'waiting'`,
]

/** Apps being connected by scan. */
export const CONNECTIONS: Migration = {
  version: 10,
  statements: { sqlite: TABLES, postgres: TABLES },
}
