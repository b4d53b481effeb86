import type { Migration } from '../database.ts'

const TABLES = [
  // Apps added in the page. Sealed columns are encrypted with a key that is never in the database.
  // Of a removed app, the name stays for the history.
  `create table profiles (
    id text primary key,
    name text not null,
    brand text not null,
    base_url text not null,
    app_id text not null,
    app_type text not null,
    color text not null,
    environment text not null,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    removed_at_ms bigint
  )`,

  // A known text sealed with the key, to detect a different key; at most one row.
  `create table key_check (
    n bigint primary key check (n = 1),
    sealed text not null
  )`,
]

/** Profiles with sealed secrets. */
export const PROFILES: Migration = { version: 3, statements: { sqlite: TABLES, postgres: TABLES } }
