import type { Migration } from '../database.ts'

const TABLES = [
  `create table people (
    id text primary key,
    way text not null,
    -- What identifies the person there; a provider's e-mail address never does.
    subject text not null,
    name text not null,
    -- Names its algorithm and parameters; null for another way to sign in, or if none is set yet.
    password_hash text,
    -- JSON of the grants.
    grants text not null,
    created_at_ms bigint not null,
    last_active_at_ms bigint,
    disabled_at_ms bigint,
    -- Its name stays for the history.
    removed_at_ms bigint
  )`,
  // A removed person may come back as another one.
  'create unique index people_by_subject on people (way, subject) where removed_at_ms is null',
  `create table sessions (
    -- SHA-256 of the cookie's secret.
    hash text primary key,
    -- Names it in the API; reveals nothing of the secret.
    id text not null unique,
    person text not null,
    way text not null,
    created_at_ms bigint not null,
    seen_at_ms bigint not null,
    ends_at_ms bigint not null,
    user_agent text,
    address text
  )`,
  'create index sessions_by_person on sessions (person)',
  // A sign-in by redirect that has begun. Its state, nonce and code verifier derive from the cookie.
  `create table sign_ins (
    hash text primary key,
    way text not null,
    redirect_uri text not null,
    return_to text not null,
    ends_at_ms bigint not null
  )`,
  // One-time links: to set the password of a person, or to make the first admin.
  `create table sign_in_links (
    hash text primary key,
    person text,
    ends_at_ms bigint not null
  )`,
  `create table api_tokens (
    id text primary key,
    hash text not null unique,
    name text not null,
    person text not null,
    grants text not null,
    created_at_ms bigint not null,
    ends_at_ms bigint not null,
    last_used_at_ms bigint,
    revoked_at_ms bigint
  )`,
  'create index api_tokens_by_person on api_tokens (person)',
]

/** In the form of rate-limiter-flexible. SQLite has one console, which counts in memory. */
const TRIES = `create unlogged table sign_in_tries (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
)`

/** People, how they sign in, and the tokens of scripts. */
export const ACCESS: Migration = {
  version: 13,
  statements: { sqlite: TABLES, postgres: [...TABLES, TRIES] },
}
