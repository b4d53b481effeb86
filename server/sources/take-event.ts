import type { EventOutcome, EventSourceKind } from '#contract/event-sources/event-source'
import { evidenceOfClick } from '../evidence/about-clicks.ts'
import type { Evidence, SeenVariant } from '../evidence/evidence.ts'
import type { SecretProfile } from '../feishu/secret-profile.ts'
import type { ProfileStore } from '../profiles/profiles.ts'
import type { Results } from '../results/results.ts'
import type { Tx } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import { type ParsedEvent, parseEvent } from './parse-event.ts'

type TakerDeps = {
  storage: Storage
  results: Pick<Results, 'observe'>
  profiles: Pick<ProfileStore, 'storeTicket'>
  evidence: Evidence
  /** Milliseconds since 1970. */
  now: () => number
}

/**
 * Takes one event of an app; it is stored when this resolves. A failure stores nothing, so that the
 * same event can be taken again.
 */
export type TakeEvent = (
  profile: SecretProfile,
  source: EventSourceKind,
  event: unknown,
  /** What its delivery tells about undocumented rules. */
  delivered?: readonly SeenVariant[],
) => Promise<EventOutcome>

/** The platform repeats an event for about 7 h. */
const REMEMBERED_MS = 8 * 60 * 60_000
const CLEANUP_MS = 10 * 60_000

/** Creates the one way of all sources into the results: parse, recognize a copy, observe, count. */
export function createTaker({ storage, results, profiles, evidence, now }: TakerDeps): TakeEvent {
  let cleanedAt = 0

  async function count(
    tx: Tx,
    profile: string,
    source: EventSourceKind,
    outcome: EventOutcome,
  ): Promise<void> {
    await tx
      .insertInto('event_counts')
      .values({ profile, source, outcome, count: 1, last_at_ms: now() })
      .onConflict((on) =>
        on.columns(['profile', 'source', 'outcome']).doUpdateSet((is) => ({
          count: is('event_counts.count', '+', 1),
          last_at_ms: now(),
        })),
      )
      .execute()
  }

  /** @returns whether it is the first of its copies */
  async function remember(tx: Tx, profile: string, key: string): Promise<boolean> {
    if (now() - cleanedAt > CLEANUP_MS) {
      cleanedAt = now()
      await tx
        .deleteFrom('seen_events')
        .where('at_ms', '<', now() - REMEMBERED_MS)
        .execute()
    }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('seen_events')
      .values({ profile, key, at_ms: now() })
      .onConflict((on) => on.columns(['profile', 'key']).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }

  const wasSeen = (profile: string, key: string) =>
    storage.read((db) =>
      db
        .selectFrom('seen_events')
        .select('at_ms')
        .where('profile', '=', profile)
        .where('key', '=', key)
        .executeTakeFirst(),
    )

  async function observe(
    profile: SecretProfile,
    source: EventSourceKind,
    { observed, has_parent }: ParsedEvent,
  ): Promise<SeenVariant[]> {
    if (!observed) return []
    const change = await results.observe({ profile: profile.id, source, ...observed })
    if (!change) return []
    const bubbles = await evidence.bubblesOf(change.exchange_id)
    return evidenceOfClick(bubbles, change.result, { has_parent })
  }

  return async (profile, source, value, delivered = []) => {
    const { id } = profile
    const event = parseEvent(value)
    const isOwn = event && (event.app_id ?? profile.app_id) === profile.app_id
    if (!isOwn) {
      await storage.write((tx) => count(tx, id, source, 'unreadable'))
      return 'unreadable'
    }
    // A ticket is a secret of the app: only the event URL verifies who sends it.
    const app_ticket = source === 'webhook' ? event.app_ticket : null
    const outcome = event.observed || app_ticket !== null ? 'used' : 'ignored'
    // Observed before it is remembered: after a crash in between, the platform's repeat is used.
    const earlier = await wasSeen(id, event.key)
    const seen = earlier ? aboutRepeat(source, now() - earlier.at_ms) : [...delivered]
    if (!earlier) seen.push(...(await observe(profile, source, event)))
    if (!earlier && app_ticket !== null) await profiles.storeTicket(profile, app_ticket)
    return storage.write(async (tx) => {
      const isFirst = !earlier && (await remember(tx, id, event.key))
      await count(tx, id, source, isFirst ? outcome : 'duplicate')
      if (isFirst || earlier) await evidence.write(tx, profile, seen)
      return isFirst ? outcome : 'duplicate'
    })
  }
}

/** A copy that comes minutes later was sent again, because the first one was not acknowledged. */
function aboutRepeat(source: EventSourceKind, after_ms: number): SeenVariant[] {
  const minutes = Math.round(after_ms / 60_000)
  if (source !== 'long_connection' || minutes < 1) return []
  return [{ assumption: 'connection_repeats', variant: 'yes', detail: `${minutes} min` }]
}
