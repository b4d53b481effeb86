import { isLanguage } from '#contract/languages'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { ownerOf } from '../recipients/recipients.ts'
import type { Database } from '../storage/database.ts'
import type { ListTexts } from './plan-row.ts'
import type { PlannedRow } from './read-rows.ts'

/**
 * Chooses the language of each row's first message, in place: the one that its person reads, if that is
 * known and the message has a text in it.
 */
export async function chooseLanguages(
  db: Database,
  profile: Pick<SecretProfile, 'id' | 'base_url'>,
  { message_i18n }: ListTexts,
  rows: readonly PlannedRow[],
): Promise<void> {
  const offered = message_i18n.map(({ language }) => language).filter(isLanguage)
  const found =
    offered.length === 0
      ? []
      : await db
          .selectFrom('recipients')
          .select(['receive_id_type', 'receive_id', 'language'])
          .where((is) => is.and({ ...ownerOf(profile) }))
          .where('language', 'in', offered)
          .execute()
  const keyOf = (one: Pick<PlannedRow, 'receive_id_type' | 'receive_id'>) =>
    `${one.receive_id_type}:${one.receive_id}`
  const languages = new Map(found.map((person) => [keyOf(person), person.language]))
  for (const row of rows) row.language = languages.get(keyOf(row)) ?? null
}
