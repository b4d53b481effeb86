import type { Migration } from '../database.ts'

function tables(seq: string): string[] {
  return [
    // Deletions and changed secrets. Never changed, and not removed by retention.
    `create table events (
      seq ${seq},
      kind text not null,
      actor text not null,
      at_ms bigint not null,
      -- The id of the template or app; null for the history.
      subject text,
      name text,
      -- JSON of what was removed.
      details text
    )`,
    // JSON of the first message; null for bubbles only.
    'alter table template_versions add column message text',
  ]
}

/** A record of deletions, and the first message of templates. */
export const EVENTS: Migration = {
  version: 6,
  statements: {
    sqlite: [
      ...tables('integer primary key autoincrement'),
      `create trigger events_stay before update on events
        begin select raise(abort, 'events are never changed'); end`,
      `create trigger events_last before delete on events
        begin select raise(abort, 'events are never removed'); end`,
    ],
    postgres: [
      ...tables('bigint generated always as identity primary key'),
      `create trigger events_stay before update on events
        for each row execute function history_stays()`,
      `create trigger events_last before delete on events
        for each row execute function history_stays()`,
    ],
  },
}
