import type { Selectable } from 'kysely'
import { APPROVAL_LIMITS, type Approval } from '#contract/access/approvals'
import { appendAudit, type NewAuditEvent } from '../audit/audit-chain.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import { listExchanges } from '../ledger/list-exchanges.ts'
import { deliveryOf } from '../recipients/learn-recipients.ts'
import type { Database, Tables } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import {
  APPROVAL_LIFE_MS,
  type ApprovalContent,
  digestOf,
  lockListContent,
  MESSAGE_LIFE_MS,
  makersOf,
  personOf,
  targetOf,
} from './approval-content.ts'
import {
  type ApprovalStep,
  type Decider,
  type StepRefusal,
  type StoredApproval,
  takeStep,
} from './approval-state.ts'

export type ApprovalRow = Selectable<Tables['approvals']>

/** Returns what decides over a step of a stored proposal. */
export const storedApproval = (row: ApprovalRow): StoredApproval => ({
  ...row,
  makers: JSON.parse(row.makers),
})
export type ApprovalResult = NonNullable<Approval['result']>

export type ApprovalDeps = {
  storage: Storage
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  redact: (text: string, profile: SecretProfile) => string
  /** Whether what a person was chosen by is stored. */
  keepLabels: boolean
}

type ListStep = Extract<ApprovalContent, { kind: 'list' }>
/** A list as it is submitted: its content is read in the same transaction. */
export type SubmittedList = Pick<ListStep, 'kind' | 'step' | 'schedule'> & { id: string }

type Submission = {
  actor: string
  idempotency_key: string | undefined
  /** What the audit records of the request. */
  from: Pick<NewAuditEvent, 'request_id' | 'address'>
}
type SubmitRefusal = 'has_secret' | 'full' | 'key_reused' | 'not_found' | 'not_checked'

/** Proposals that have ended are removed after this time. */
const KEPT_MS = 7 * 86_400_000
const SHOWN = 100

/** Sends to production apps that another person has to approve. Every method may throw a StorageError. */
export type ApprovalStore = ReturnType<typeof createApprovals>

export function createApprovals({ storage, now, newId, redact, keepLabels }: ApprovalDeps) {
  const apps = (db: Database) => db.selectFrom('approval_apps').select('profile')

  /** Returns when the bubbles of an existing message can no longer be added, as far as that is known. */
  async function messageEnd(message_id: string): Promise<number> {
    const filter = { query: message_id, endpoint: 'create_message', code: 0 } as const
    const { exchanges } = await storage.scan((db) =>
      listExchanges(db, storage.search, filter, { limit: 10 }),
    )
    const sent = exchanges.map(deliveryOf).find((one) => one?.message.message_id === message_id)
    return Math.min(sent?.message.create_time_ms ?? now(), now()) + MESSAGE_LIFE_MS
  }

  const find = (db: Database, id: string) =>
    db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst()

  return {
    /** Whether sends of an app have to be approved; never those of a test app. */
    async isRequired({ id, environment }: Pick<SecretProfile, 'id' | 'environment'>) {
      if (environment !== 'production') return false
      const found = await storage.read((db) =>
        apps(db).where('profile', '=', id).executeTakeFirst(),
      )
      return found !== undefined
    },
    /** Returns the apps whose sends have to be approved while they are production. */
    requiredApps: async () =>
      (await storage.read((db) => apps(db).execute())).map((one) => one.profile),
    require: (profile: string, required: boolean): Promise<void> =>
      storage.write(async (tx) => {
        if (!required) {
          await tx.deleteFrom('approval_apps').where('profile', '=', profile).execute()
          return
        }
        await tx
          .insertInto('approval_apps')
          .values({ profile, since_ms: now() })
          .onConflict((one) => one.column('profile').doNothing())
          .execute()
      }),

    /** Submits a send instead of making it. The same key returns the same proposal. */
    async submit(
      profile: SecretProfile,
      given: Exclude<ApprovalContent, { kind: 'list' }> | SubmittedList,
      { actor, idempotency_key, from }: Submission,
    ): Promise<{ row: ApprovalRow } | { refused: SubmitRefusal }> {
      const message_id = 'id' in given ? null : targetOf(given)
      const end = Math.min(
        now() + APPROVAL_LIFE_MS,
        message_id === null ? Number.POSITIVE_INFINITY : await messageEnd(message_id),
      )
      return storage.write(async (tx) => {
        let whole: ApprovalContent
        if ('id' in given) {
          const locked = await lockListContent(tx, given.id)
          if (!locked) return { refused: 'not_found' }
          // A check may put another ID in the place of an e-mail address.
          if (!locked.isChecked) return { refused: 'not_checked' }
          const { kind, step, schedule } = given
          whole = { kind, step, schedule, list: locked.list }
        } else {
          whole = keepLabels ? given : withoutLabel(given)
        }
        const content = JSON.stringify(whole)
        if (redact(content, profile) !== content) return { refused: 'has_secret' }
        const { id, base_url, app_id } = profile
        const digest = digestOf(profile, content)
        const list_id = 'id' in given ? given.id : null
        const waiting = await tx
          .selectFrom('approvals')
          .selectAll()
          .where('profile', '=', id)
          .where('state', '=', 'waiting')
          .where('ends_at_ms', '>', now())
          .execute()
        const same = waiting.find((row) => list_id !== null && row.list_id === list_id)
        if (same?.digest === digest) return { row: same }
        // A check has found other recipients since, or it is to start at another time.
        if (same) {
          const withdrawn = { state: 'withdrawn', decided_at_ms: now() } as const
          await tx.updateTable('approvals').set(withdrawn).where('id', '=', same.id).execute()
        }
        if (waiting.length >= APPROVAL_LIMITS.waiting.max) return { refused: 'full' }
        await tx
          .deleteFrom('approvals')
          .where('ends_at_ms', '<', now() - KEPT_MS)
          .execute()
        const inserted = await tx
          .insertInto('approvals')
          .values({
            ...{ id: newId(), idempotency_key: idempotency_key ?? newId(), state: 'waiting' },
            ...{ profile: id, base_url, app_id, actor, author: await personOf(tx, actor) },
            makers: JSON.stringify(list_id === null ? [] : await makersOf(tx, list_id)),
            ...{ list_id, content, digest, created_at_ms: now(), ends_at_ms: end },
            ...{ decided_at_ms: null, decided_by: null, note: null, result: null },
          })
          .onConflict((one) => one.column('idempotency_key').doNothing())
          .returningAll()
          .executeTakeFirst()
        if (inserted) {
          const action = 'POST /api/approvals'
          const details = { request: { digest } }
          const event = { actor, action, status: 202, app: id, subject: inserted.id, details }
          await appendAudit(tx, { ...event, ...from, at_ms: now() })
          return { row: inserted }
        }
        const row = await tx
          .selectFrom('approvals')
          .selectAll()
          .where('idempotency_key', '=', idempotency_key ?? '')
          .executeTakeFirst()
        const isSame = row?.digest === digest && row.author === (await personOf(tx, actor))
        return row && isSame ? { row } : { refused: 'key_reused' }
      })
    },

    /**
     * Takes a step. Of several at the same time, on whichever console, one is taken. What is approved is
     * bound to the app as it is now, and a list to its rows.
     */
    decide: (
      id: string,
      step: ApprovalStep,
      by: Decider & { actor: string; note: string | null },
      app: Pick<SecretProfile, 'id' | 'base_url' | 'app_id'> | null,
    ): Promise<{ row: ApprovalRow } | { refused: StepRefusal | 'not_found' }> =>
      storage.write(async (tx) => {
        const row = await find(tx, id)
        if (!row) return { refused: 'not_found' }
        const taken = takeStep(storedApproval(row), step, by, now())
        if ('refused' in taken) return taken
        if (taken.to === 'approved') {
          if (!app || digestOf(app, row.content) !== row.digest) return { refused: 'changed' }
          if (row.list_id !== null) {
            const submitted = JSON.parse(row.content) as ListStep
            const current = await lockListContent(tx, row.list_id)
            if (JSON.stringify(current?.list) !== JSON.stringify(submitted.list)) {
              return { refused: 'changed' }
            }
          }
        }
        const decided = await tx
          .updateTable('approvals')
          .set({ state: taken.to, decided_at_ms: now(), decided_by: by.actor, note: by.note })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .returningAll()
          .executeTakeFirst()
        return decided ? { row: decided } : { refused: 'not_waiting' }
      }),
    setResult: (id: string, result: ApprovalResult): Promise<void> =>
      storage.write(async (tx) => {
        const text = JSON.stringify(result)
        await tx.updateTable('approvals').set({ result: text }).where('id', '=', id).execute()
      }),

    find: (id: string): Promise<ApprovalRow | undefined> => storage.read((db) => find(db, id)),
    /** Returns what waits, then what was decided or has ended, each newest first. */
    list: (visible: readonly string[] | undefined): Promise<ApprovalRow[]> =>
      storage.scan(async (db) => {
        let rows = db.selectFrom('approvals').selectAll()
        if (visible) rows = rows.where('profile', 'in', visible)
        const waits = (row: ApprovalRow) => row.state === 'waiting' && row.ends_at_ms > now()
        const all = await rows
          .orderBy('created_at_ms', 'desc')
          .limit(SHOWN * 3)
          .execute()
        return [...all.filter(waits), ...all.filter((row) => !waits(row)).slice(0, SHOWN)]
      }),

    /** Removes the ended proposals to a person; returns their number. What waits is needed to decide. */
    forget: (profile: string, receive_id: string): Promise<number> =>
      storage.write(async (tx) => {
        const all = tx.selectFrom('approvals').selectAll().where('profile', '=', profile)
        const to = `"receive_id":${JSON.stringify(receive_id)}`
        const isOver = (row: ApprovalRow) => row.state !== 'waiting' || row.ends_at_ms <= now()
        const own = (await all.execute()).filter((row) => isOver(row) && row.content.includes(to))
        for (const { id } of own) await tx.deleteFrom('approvals').where('id', '=', id).execute()
        return own.length
      }),
    /** Whether what was sent, and may be completed or repeated, was approved. */
    covers: (kind: SentKind, id: string): Promise<boolean> =>
      storage.read((db) => isCovered(db, kind, id)),
  }
}

type SentKind = 'delivery' | 'exchange' | 'list'

async function isCovered(db: Database, kind: SentKind, id: string): Promise<boolean> {
  const approved = db.selectFrom('approvals').select('id').where('state', '=', 'approved')
  if (kind === 'list') {
    return (await approved.where('list_id', '=', id).executeTakeFirst()) !== undefined
  }
  const byKey = async (key: string) =>
    (await approved.where('idempotency_key', '=', key).executeTakeFirst()) !== undefined
  if (kind === 'delivery') {
    const row = await db
      .selectFrom('deliveries')
      .select(['idempotency_key', 'list_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return false
    return row.list_id === null ? byKey(row.idempotency_key) : isCovered(db, 'list', row.list_id)
  }
  const row = await db
    .selectFrom('intents')
    .select(['idempotency_key', 'delivery', 'attempt_of'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return false
  if (row.delivery !== null) return isCovered(db, 'delivery', row.delivery)
  // A repeat was allowed because its first request was approved.
  return row.attempt_of === null
    ? byKey(row.idempotency_key)
    : isCovered(db, 'exchange', row.attempt_of)
}

function withoutLabel<T extends ApprovalContent>(content: T): T {
  if (content.kind !== 'delivery' || !content.plan.recipient) return content
  const recipient = { ...content.plan.recipient, label: null }
  return { ...content, plan: { ...content.plan, recipient } }
}
