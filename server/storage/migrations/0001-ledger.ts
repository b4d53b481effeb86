import type { Migration } from '../database.ts'

/** The tables of both databases; `seq` is the column type of an auto-incremented number. */
function tables(seq: string): string[] {
  return [
    // Sends that are about to be made, committed before anything else.
    `create table intents (
      seq ${seq},
      id text not null unique,
      idempotency_key text not null unique,
      fingerprint text not null,
      instance text not null,
      actor text not null,
      profile text not null,
      base_url text not null,
      endpoint text not null,
      message_id text,
      attempt_of text,
      url text not null,
      body text not null,
      body_sha256 text not null,
      started_at_ms bigint not null,
      -- The latest started_at_ms so far: unlike a clock it never goes back, so it finds a time by order.
      latest_at_ms bigint not null
    )`,
    'create index intents_by_message on intents (message_id, seq)',
    'create index intents_by_original on intents (attempt_of, seq) where attempt_of is not null',
    'create index intents_by_time on intents (latest_at_ms, seq)',
    'create index intents_out_of_time on intents (started_at_ms, seq) where started_at_ms < latest_at_ms',

    // Sends whose call is about to be made.
    `create table departures (
      seq bigint primary key references intents (seq),
      at_ms bigint not null,
      request text not null
    )`,

    // Ends of sends; at most one each, because of the primary key.
    `create table settlements (
      seq bigint primary key references intents (seq),
      outcome text not null check (outcome in ('answered', 'token_refused', 'not_sent', 'unknown')),
      code bigint,
      at_ms bigint not null,
      exchange text not null
    )`,

    // A person's later resolutions of unknown ends.
    `create table resolutions (
      n ${seq},
      seq bigint not null references intents (seq),
      verdict text not null check (verdict in ('delivered', 'not_delivered', 'undecided')),
      note text,
      actor text not null,
      at_ms bigint not null
    )`,
    'create index resolutions_by_send on resolutions (seq, n)',

    // Running sends. Not history: a row is removed when its send ends.
    `create table in_flight (
      seq bigint primary key references intents (seq),
      base_url text not null,
      message_id text,
      instance text not null,
      unique (base_url, message_id)
    )`,

    // Rows removed by retention. Without a row here, the triggers forbid removing history.
    `create table sweeps (
      n ${seq},
      upto bigint not null,
      removed bigint not null,
      at_ms bigint not null
    )`,
  ]
}

const HISTORY = ['intents', 'departures', 'settlements', 'resolutions', 'sweeps'] as const

const sqliteGuards = HISTORY.flatMap((table) => [
  `create trigger ${table}_stay before update on ${table}
    begin select raise(abort, 'history is never changed'); end`,
  `create trigger ${table}_last before delete on ${table}
    ${table === 'sweeps' ? '' : 'when not exists (select 1 from sweeps where upto >= old.seq)'}
    begin select raise(abort, 'history goes only by retention'); end`,
])

const postgresGuards = HISTORY.flatMap((table) => [
  `create trigger ${table}_stay before update on ${table}
    for each row execute function history_stays()`,
  `create trigger ${table}_last before delete on ${table}
    for each row execute function ${table === 'sweeps' ? 'history_stays' : 'history_lasts'}()`,
])

// The state machine again, in case another program writes to the database.
const SQLITE_ORDER = [
  `create trigger departures_in_order before insert on departures
    when exists (select 1 from settlements where seq = new.seq)
    begin select raise(abort, 'the send has ended'); end`,
  `create trigger settlements_in_order before insert on settlements
    when (new.outcome in ('answered', 'unknown')) and not exists (select 1 from departures where seq = new.seq)
      or new.outcome = 'token_refused' and exists (select 1 from departures where seq = new.seq)
    begin select raise(abort, 'the send cannot end like this'); end`,
]

const POSTGRES_ORDER = [
  `create function departs_in_order() returns trigger language plpgsql as $$ begin
    if exists (select 1 from settlements where seq = new.seq) then
      raise exception 'the send has ended';
    end if;
    return new;
  end $$`,
  `create trigger departures_in_order before insert on departures
    for each row execute function departs_in_order()`,
  `create function settles_in_order() returns trigger language plpgsql as $$ begin
    if exists (select 1 from departures where seq = new.seq) then
      if new.outcome = 'token_refused' then raise exception 'the send cannot end like this'; end if;
    elsif new.outcome in ('answered', 'unknown') then
      raise exception 'the send cannot end like this';
    end if;
    return new;
  end $$`,
  `create trigger settlements_in_order before insert on settlements
    for each row execute function settles_in_order()`,
]

const POSTGRES_FUNCTIONS = [
  `create function history_stays() returns trigger language plpgsql as $$ begin
    raise exception 'history is never changed';
  end $$`,
  `create function history_lasts() returns trigger language plpgsql as $$ begin
    if not exists (select 1 from sweeps where upto >= old.seq) then
      raise exception 'history goes only by retention';
    end if;
    return old;
  end $$`,
]

/** The ledger of sends. */
export const LEDGER: Migration = {
  version: 1,
  statements: {
    sqlite: [
      ...tables('integer primary key autoincrement'),
      `create virtual table search using fts5 (
        terms, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_-'"
      )`,
      ...sqliteGuards,
      ...SQLITE_ORDER,
    ],
    postgres: [
      ...tables('bigint generated always as identity primary key'),
      `create table search (
        seq bigint primary key,
        terms text[] not null
      )`,
      'create index search_by_term on search using gin (terms) with (fastupdate = off)',
      ...POSTGRES_FUNCTIONS,
      ...postgresGuards,
      ...POSTGRES_ORDER,
    ],
  },
}
