import type { Migration } from '../database.ts'

const TABLES = [
  // The address book: recipients of earlier messages and those with a name. Unlike the ledger, its
  // rows are changed and removed.
  `create table recipients (
    profile text not null,
    base_url text not null,
    receive_id_type text not null,
    receive_id text not null,
    name text,
    chat_id text,
    favourite bigint not null,
    -- 0 where nothing was sent yet.
    last_sent_at_ms bigint not null,
    -- Name and ids as a search reads them.
    search text not null,
    primary key (profile, base_url, receive_id_type, receive_id)
  )`,
  'create index recipients_by_use on recipients (profile, base_url, favourite, last_sent_at_ms)',
  'create index recipients_by_chat on recipients (profile, base_url, chat_id) where chat_id is not null',
]

/** Users and chats that a message can be sent to. */
export const RECIPIENTS: Migration = {
  version: 4,
  statements: { sqlite: TABLES, postgres: TABLES },
}
