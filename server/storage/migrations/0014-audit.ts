import type { Migration } from '../database.ts'

const TABLES = [
  // Who changed what. A chain: each hash is of its event and of the hash before it.
  `create table audit_events (
    seq bigint primary key,
    at_ms bigint not null,
    actor text,
    action text not null,
    status bigint not null,
    app text,
    subject text,
    -- JSON.
    details text not null,
    request_id text,
    address text,
    hash text not null
  )`,
  'create index audit_by_time on audit_events (at_ms, seq)',
  'create index audit_by_actor on audit_events (actor, seq)',
  // The last event. Its row is locked while the next one is added, by whichever console.
  `create table audit_head (
    n bigint primary key check (n = 1),
    seq bigint not null,
    hash text not null
  )`,
  `insert into audit_head (n, seq, hash) values (1, 0, '')`,
]

/** The audit, which is only ever added to, and the indexes for the limits of sends. */
export const AUDIT: Migration = {
  version: 14,
  statements: {
    sqlite: [
      ...TABLES,
      `create trigger audit_events_stay before update on audit_events
        begin select raise(abort, 'the audit is never changed'); end`,
      `create trigger audit_events_last before delete on audit_events
        begin select raise(abort, 'the audit is never removed'); end`,
      `create trigger audit_events_in_order before insert on audit_events
        when new.seq is not (select seq from audit_head)
        begin select raise(abort, 'the audit has no gaps'); end`,
      `create trigger audit_head_forward before update on audit_head
        when new.seq not in (old.seq, old.seq + 1)
        begin select raise(abort, 'the audit is never removed'); end`,
      `create trigger audit_head_lasts before delete on audit_head
        begin select raise(abort, 'the audit is never removed'); end`,
      'create index deliveries_by_receiver on deliveries (receive_id, created_at_ms)',
      'create index deliveries_by_actor on deliveries (actor, created_at_ms)',
    ],
    postgres: [
      ...TABLES,
      `create function audit_stays() returns trigger language plpgsql as $$ begin
        raise exception 'the audit is never changed';
      end $$`,
      `create function audit_in_order() returns trigger language plpgsql as $$ begin
        if new.seq is distinct from (select seq from audit_head) then
          raise exception 'the audit has no gaps';
        end if;
        return new;
      end $$`,
      `create function audit_forward() returns trigger language plpgsql as $$ begin
        if new.seq not in (old.seq, old.seq + 1) then
          raise exception 'the audit is never removed';
        end if;
        return new;
      end $$`,
      `create trigger audit_events_stay before update or delete on audit_events
        for each row execute function audit_stays()`,
      `create trigger audit_events_whole before truncate on audit_events
        for each statement execute function audit_stays()`,
      `create trigger audit_events_in_order before insert on audit_events
        for each row execute function audit_in_order()`,
      `create trigger audit_head_forward before update on audit_head
        for each row execute function audit_forward()`,
      `create trigger audit_head_lasts before delete on audit_head
        for each row execute function audit_stays()`,
      'create index deliveries_by_receiver on deliveries (receive_id, created_at_ms)',
      'create index deliveries_by_actor on deliveries (actor, created_at_ms)',
    ],
  },
}
