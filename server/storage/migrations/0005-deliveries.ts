import type { Migration } from '../database.ts'

function tables(seq: string): string[] {
  return [
    // What people send: one message with its bubbles, or bubbles for an existing message. Committed
    // before its first call; its exchanges name it.
    `create table deliveries (
      seq ${seq},
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      receive_id_type text,
      receive_id text,
      -- What the person was chosen by.
      label text,
      template_id text,
      template_version bigint,
      template_values text,
      template_language text,
      -- JSON of the first message; null for bubbles under an existing message.
      message text,
      message_id text,
      follow_ups text not null,
      -- 0 if a secret was redacted, so that the stored texts cannot be sent.
      exact bigint not null,
      uuid text not null,
      list_id text,
      created_at_ms bigint not null,
      search text not null
    )`,
    'create index deliveries_by_time on deliveries (created_at_ms, seq)',
    'create index deliveries_by_recipient on deliveries (receive_id, seq)',
    'create index deliveries_by_list on deliveries (list_id, seq) where list_id is not null',
    'alter table intents add column delivery text references deliveries (id)',
    'create index intents_by_delivery on intents (delivery, seq) where delivery is not null',
    'create index intents_by_actor on intents (actor, seq)',
    'create index intents_by_endpoint on intents (endpoint, seq)',
  ]
}

/** Deliveries, each with its exchanges. */
export const DELIVERIES: Migration = {
  version: 5,
  statements: {
    sqlite: tables('integer primary key autoincrement'),
    postgres: tables('bigint generated always as identity primary key'),
  },
}
