import type { Migration } from '../database.ts'

const COLUMNS = [
  // Who or what resolved a send: 'person', or 'chat' if the console looked for the message there.
  `alter table resolutions add column source text not null default 'person'`,
  // The message that was found.
  'alter table resolutions add column message_id text',
  // The language that a person reads, one of the platform's codes.
  'alter table recipients add column language text',
  // JSON of the first message in other languages.
  'alter table lists add column message_i18n text',
  // The language of a row's first message; null for the default text.
  'alter table list_rows add column language text',
  // 1 until a delivery has its first exchange: those without one are found as fast as the others.
  'alter table deliveries add column unsent bigint not null default 1',
  'update deliveries set unsent = 0 where exists (select 1 from intents where delivery = deliveries.id)',
  'create index deliveries_unsent on deliveries (created_at_ms, seq) where unsent = 1',
]

/** Messages found in a chat, the languages that people read, and deliveries that sent nothing. */
export const CHATS_AND_LANGUAGES: Migration = {
  version: 9,
  statements: { sqlite: COLUMNS, postgres: COLUMNS },
}
