import type { Migration } from '../database.ts'

const TABLES = [
  // How events of an app reach the consoles. Used only while the app has this address and id.
  `create table event_sources (
    profile text primary key,
    base_url text not null,
    app_id text not null,
    sealed_token text,
    token_fingerprint text,
    token_set_at_ms bigint,
    sealed_key text,
    key_fingerprint text,
    key_set_at_ms bigint,
    pass_on_url text,
    -- 1 if a console is to hold a long connection.
    listening bigint not null default 0,
    -- 1 if a person agreed that other clients lose events.
    confirmed bigint not null default 0,
    ends_at_ms bigint,
    -- The run of the console that holds the connection.
    instance text,
    state text not null default 'off',
    state_at_ms bigint,
    failure text
  )`,
  // What was received, so that a copy is recognized. Removed after 8 hours.
  `create table seen_events (
    profile text not null,
    -- SHA-256 of the kind of the event and its message.
    key text not null,
    at_ms bigint not null,
    primary key (profile, key)
  )`,
  'create index seen_events_by_time on seen_events (at_ms)',
  `create table event_counts (
    profile text not null,
    source text not null,
    outcome text not null,
    count bigint not null,
    last_at_ms bigint not null,
    primary key (profile, source, outcome)
  )`,
  // What was seen of rules that Feishu does not document: no ids, no texts.
  `create table evidence (
    brand text not null,
    assumption text not null,
    variant text not null,
    detail text not null,
    count bigint not null,
    first_at_ms bigint not null,
    last_at_ms bigint not null,
    primary key (brand, assumption, variant, detail)
  )`,
]

/** Events of the platform, and local evidence for undocumented rules. */
export const EVENT_SOURCES: Migration = {
  version: 12,
  statements: { sqlite: TABLES, postgres: TABLES },
}
