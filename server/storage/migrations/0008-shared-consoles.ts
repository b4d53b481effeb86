import type { Migration } from '../database.ts'

/** The channel of LISTEN and NOTIFY. */
export const CHANNEL = 'follow_up_console'

/** What several consoles on one PostgreSQL share beside the history. SQLite has one console. */
export const SHARED_CONSOLES: Migration = {
  version: 8,
  statements: {
    sqlite: [],
    postgres: [
      // Unlogged: not flushed to the disk. A crash of the server forgets at most a minute of calls.
      `create unlogged table rate_calls (
        id bigint generated always as identity primary key,
        -- Upstream, app, tenant and call.
        budget text not null,
        console text not null,
        granted_at timestamptz not null,
        ended_at timestamptz
      )`,
      'create index rate_calls_by_budget on rate_calls (budget, granted_at)',
      `create unlogged table rate_pauses (
        budget text primary key,
        until_at timestamptz not null
      )`,
      // The platform counts a call at some time before its end, so a running call counts as made now.
      // One without an end for 10 s belongs to a console that has crashed.
      `create function counted_at(call rate_calls, moment timestamptz) returns timestamptz
      language sql stable as $$
        select coalesce(call.ended_at, least(moment, call.granted_at + interval '10 seconds'))
      $$`,
      // Grants a call, or returns in how many milliseconds one may be granted. Periods in milliseconds.
      `create function claim_call(of_budget text, of_console text, limits int[], periods int[])
      returns table (call_id bigint, wait_ms double precision) language plpgsql as $$
      declare
        moment timestamptz;
        free_at timestamptz;
        nth timestamptz;
      begin
        perform pg_advisory_xact_lock(hashtextextended(of_budget, 0));
        moment := clock_timestamp();
        delete from rate_calls c
          where c.budget = of_budget and c.granted_at < moment - interval '2 minutes';
        select p.until_at into free_at from rate_pauses p where p.budget = of_budget;
        free_at := greatest(free_at, moment);
        for i in 1 .. cardinality(limits) loop
          select counted_at(c, moment) into nth from rate_calls c
            where c.budget = of_budget order by 1 desc offset limits[i] - 1 limit 1;
          if found then
            free_at := greatest(free_at, nth + periods[i] * interval '1 millisecond');
          end if;
        end loop;
        if free_at > moment then
          wait_ms := extract(epoch from free_at - moment) * 1000;
          return next;
          return;
        end if;
        insert into rate_calls (budget, console, granted_at) values (of_budget, of_console, moment)
          returning id into call_id;
        perform pg_notify('${CHANNEL}',
          json_build_object('from', of_console, 'topic', 'rate_call', 'data', of_budget)::text);
        wait_ms := 0;
        return next;
      end $$`,
      `create table pasted_tokens (
        -- SHA-256 of the browser session.
        session text not null,
        profile text not null,
        base_url text not null,
        app_id text not null,
        -- Sealed with CONSOLE_KEY and the session itself.
        sealed text not null,
        fingerprint text not null,
        expires_at_ms bigint,
        ends_at_ms bigint not null,
        primary key (session, profile)
      )`,
      'create index pasted_tokens_by_end on pasted_tokens (ends_at_ms)',
      // The running consoles and their emulators.
      `create table consoles (
        instance text primary key,
        -- 1 is the emulator named "emulator", 2 "emulator-2" and so on.
        number bigint not null unique,
        name text not null,
        -- Identifies the machine: its loopback addresses are of no use elsewhere.
        machine text not null,
        emulator_url text not null
      )`,
    ],
  },
}
