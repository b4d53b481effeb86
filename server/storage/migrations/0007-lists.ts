import type { Migration } from '../database.ts'

function tables(seq: string): string[] {
  return [
    // Messages to many people. What became of a row is its delivery's; a row only plans it.
    `create table lists (
      seq ${seq},
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      name text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      template_id text,
      template_version bigint,
      -- JSON with {{variables}}; null if every row puts bubbles under an earlier message.
      message text,
      follow_ups text not null,
      -- Percent of the rows; null never pauses automatically.
      pause_percent bigint,
      state text not null,
      paused_by text,
      -- The run of the console that sends it; null if none does.
      instance text,
      -- JSON of the schedule.
      schedule text,
      starts_at_ms bigint,
      again_of text,
      total bigint not null,
      created_at_ms bigint not null,
      checked_at_ms bigint,
      started_at_ms bigint,
      finished_at_ms bigint
    )`,
    "create index lists_to_run on lists (state) where state in ('running', 'scheduled')",
    `create table list_rows (
      list_id text not null,
      n bigint not null,
      typed text not null,
      receive_id_type text,
      receive_id text,
      label text,
      -- The message of an earlier list that gets the bubbles; null for a new message.
      message_id text,
      message_at_ms bigint,
      row_values text not null,
      -- JSON of what a check found.
      issues text not null,
      included bigint not null,
      -- The kind of the first issue that blocks it.
      blocked text,
      -- Its outcome when the list was done with it, for when its delivery is removed.
      outcome text,
      primary key (list_id, n)
    )`,
  ]
}

/** Lists: one message to many people. */
export const LISTS: Migration = {
  version: 7,
  statements: {
    sqlite: tables('integer primary key autoincrement'),
    postgres: tables('bigint generated always as identity primary key'),
  },
}
