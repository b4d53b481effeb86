import type { Migration } from '../database.ts'

const TABLES = [
  // What became of the bubbles: one row for each push that landed, from the commit that shows it. Unlike
  // the history a row changes, until nothing more can happen. Removed with its exchange.
  `create table results (
    seq bigint primary key references intents (seq),
    profile text not null,
    base_url text not null,
    template_id text,
    list_id text,
    started_at_ms bigint not null,
    -- The console that watches its chat while it is waiting.
    instance text not null,
    -- 1 once its chat is known, as far as the history knows it.
    prepared bigint not null default 0,
    chat_id text,
    -- The times of the message and of the push, by the platform's clock.
    message_at_ms bigint,
    pushed_at_ms bigint,
    -- A short hash of the default texts.
    texts text,
    recipient_language text,
    kind text not null default 'waiting',
    bubble bigint,
    matched text,
    language text,
    language_from text,
    client text,
    after_ms bigint,
    at_ms bigint,
    -- A hash of the message that decided it.
    event text,
    source text,
    certainty text not null default 'unknown',
    why text,
    -- 1 while its chat is still to be read: also once more if another source decided.
    watched bigint not null default 1,
    -- How often its chat was read.
    looks bigint not null default 0
  )`,
  'create index results_by_chat on results (chat_id, message_at_ms) where chat_id is not null',
  'create index results_by_kind on results (kind, seq)',
  'create index results_unprepared on results (seq) where prepared = 0',
  'create index results_watched on results (seq) where watched = 1',
  // Apps whose chats are not read, or are again; all others are.
  `create table result_watching (
    profile text primary key,
    polling bigint not null
  )`,
  // Pushes from before there were results.
  `insert into results
    (seq, profile, base_url, template_id, list_id, started_at_ms, instance, prepared, watched, kind,
      why)
    select i.seq, i.profile, i.base_url, d.template_id, d.list_id, i.started_at_ms, i.instance, 1, 0,
      'unknown', 'not_watched'
    from intents i
    join settlements s on s.seq = i.seq
    left join deliveries d on d.id = i.delivery
    where i.endpoint = 'push_follow_up' and s.outcome = 'answered' and s.code = 0`,
]

/** What became of the bubbles of each push. */
export const RESULTS: Migration = { version: 11, statements: { sqlite: TABLES, postgres: TABLES } }
