import type { Migration } from '../database.ts'

const TABLES = [
  // The apps whose sends another person has to approve.
  `create table approval_apps (
    profile text primary key,
    since_ms bigint not null
  )`,
  `create table approvals (
    id text primary key,
    idempotency_key text not null unique,
    -- waiting, approved, rejected or withdrawn; a waiting one has expired once its end is over.
    state text not null,
    profile text not null,
    base_url text not null,
    app_id text not null,
    actor text not null,
    -- The person behind the actor, who may not approve it.
    author text not null,
    -- JSON: the people who made or changed the list, who may not either.
    makers text not null,
    list_id text,
    -- JSON of what is sent.
    content text not null,
    -- SHA-256 of app and content, in hex.
    digest text not null,
    created_at_ms bigint not null,
    ends_at_ms bigint not null,
    decided_at_ms bigint,
    decided_by text,
    note text,
    -- JSON of what approving it has done.
    result text
  )`,
  // Who changed a list beside the person who made it.
  `create table list_editors (
    list_id text not null,
    actor text not null,
    primary key (list_id, actor)
  )`,
  'create index approvals_by_state on approvals (state, created_at_ms)',
  'create index approvals_by_list on approvals (list_id)',
]

const STAYS = 'what is submitted for approval is never changed'

/** Sends to production that another person has to approve. */
export const APPROVALS: Migration = {
  version: 15,
  statements: {
    sqlite: [
      ...TABLES,
      `create trigger approvals_stay before update on approvals
        when new.content is not old.content or new.digest is not old.digest
          or new.author is not old.author or new.makers is not old.makers
          or new.profile is not old.profile or new.ends_at_ms is not old.ends_at_ms
          or (old.state <> 'waiting' and new.state is not old.state)
        begin select raise(abort, '${STAYS}'); end`,
    ],
    postgres: [
      ...TABLES,
      `create function approvals_stay() returns trigger language plpgsql as $$ begin
        if new.content is distinct from old.content or new.digest is distinct from old.digest
          or new.author is distinct from old.author or new.makers is distinct from old.makers
          or new.profile is distinct from old.profile or new.ends_at_ms is distinct from old.ends_at_ms
          or (old.state <> 'waiting' and new.state is distinct from old.state) then
          raise exception '${STAYS}';
        end if;
        return new;
      end $$`,
      `create trigger approvals_stay before update on approvals
        for each row execute function approvals_stay()`,
    ],
  },
}
