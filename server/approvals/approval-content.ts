import { hash } from 'node:crypto'
import type { NewMessage } from '#contract/create-message'
import type { ListSchedule } from '#contract/deliveries/list'
import type { DeliveryPlan } from '../deliveries/deliveries.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { findList } from '../lists/read-list.ts'
import { readPlannedRows } from '../lists/read-rows.ts'
import type { Database, Tx } from '../storage/database.ts'

/** What is sent once it is approved. */
export type ApprovalContent =
  | { kind: 'message'; message: NewMessage; uuid: string | undefined }
  /** `body` is the text that is sent byte for byte. */
  | { kind: 'push'; message_id: string; body: string }
  | {
      kind: 'delivery'
      plan: DeliveryPlan
      uuid?: string | undefined
      confirm_recent?: boolean | undefined
    }
  | { kind: 'list'; step: 'start' | 'resume'; schedule: ListSchedule | null; list: ListContent }

/** What a list sends; its rows are represented by their hash. */
type ListContent = NonNullable<Awaited<ReturnType<typeof lockListContent>>>['list']

/** Binds an approval to an app and to what is sent with it. */
export function digestOf(
  { id, base_url, app_id }: Pick<SecretProfile, 'id' | 'base_url' | 'app_id'>,
  content: string,
): string {
  return hash('sha256', JSON.stringify(['approval 1', id, base_url, app_id, content]))
}

/**
 * Reads what a list would send now: texts, template version and every row; null if there is none. It
 * stays so until the transaction ends.
 */
export async function lockListContent(tx: Tx, id: string) {
  await tx
    .updateTable('lists')
    .set((is) => ({ total: is.ref('total') }))
    .where('id', '=', id)
    .execute()
  const list = await findList(tx, id)
  if (!list) return null
  const rows = (await readPlannedRows(tx, id)).map((row) => [
    ...[row.n, row.typed, row.receive_id_type, row.receive_id, row.message_id],
    // The language only chooses among texts that are bound too, and may become known later.
    ...[row.included, row.values],
  ])
  const { name, template_id, template_version, message, message_i18n, follow_ups, total } = list
  return {
    isChecked: list.checked_at_ms !== null,
    list: {
      ...{ id, name, template_id, template_version, message, message_i18n, follow_ups, total },
      rows_sha256: hash('sha256', JSON.stringify(rows)),
    },
  }
}

/** Returns how long a message can still get bubbles at most, from now: it exists already. */
export const MESSAGE_LIFE_MS = 600_000
export const APPROVAL_LIFE_MS = 3_600_000

/** Returns the message that a proposal adds bubbles to; null if it makes a new one. */
export function targetOf(content: ApprovalContent): string | null {
  if (content.kind === 'push') return content.message_id
  return content.kind === 'delivery' ? (content.plan.message_id ?? null) : null
}

/** Returns the people who made or changed a list. */
export async function makersOf(tx: Tx, list_id: string): Promise<string[]> {
  const made = await tx.selectFrom('lists').select('actor').where('id', '=', list_id).execute()
  const editors = tx.selectFrom('list_editors').select('actor').where('list_id', '=', list_id)
  const people = new Set<string>()
  for (const { actor } of [...made, ...(await editors.execute())]) {
    people.add(await personOf(tx, actor))
  }
  return [...people]
}

/** Returns the person behind an actor: a token acts for its person. */
export async function personOf(db: Database, actor: string): Promise<string> {
  const token = await db
    .selectFrom('api_tokens')
    .select('person')
    .where('id', '=', actor)
    .executeTakeFirst()
  return token?.person ?? actor
}
