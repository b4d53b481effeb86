import type { Delivery } from '#contract/deliveries/delivery'
import { useDeliveries } from '../../api-client/deliveries.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useNow } from '../../ui/use-time.ts'
import type { Person } from './form.ts'
import { supportTexts } from './texts.ts'
import type { DeskStatus } from './use-desk.ts'

const RECENT_MS = 10 * 60_000
const OWN_ACTOR = 'local'

/** When a person was last written to, and whether from here. */
export type Recent = { at: string; own: boolean }

/** What a person got within the last ten minutes, apart from the delivery on the screen; null if nothing. */
export function useRecent(
  who: Person | null,
  current: string | null,
  status: DeskStatus,
): Recent | null {
  // Of whole minutes, so that the query stays the same for a while.
  const from = new Date(Math.floor((Date.now() - RECENT_MS) / 60_000) * 60_000).toISOString()
  const { data, isPlaceholderData } = useDeliveries(
    who && { from, recipient: who.receive_id, limit: '10' },
  )
  // The console's own answer, if it was asked.
  if (status.status === 'ended' && status.end.end === 'refused' && status.end.refusal.recent) {
    const { actor, at } = status.end.refusal.recent
    return { at, own: actor === OWN_ACTOR }
  }
  if (!who || isPlaceholderData) return null
  return findRecent(data ?? [], current, Date.now())
}

/** The newest delivery within ten minutes that reached the person or may have. */
export function findRecent(
  deliveries: readonly Pick<Delivery, 'id' | 'state' | 'actor' | 'created_at'>[],
  current: string | null,
  now: number,
): Recent | null {
  const found = deliveries.find(
    ({ id, state, created_at }) =>
      id !== current && REACHED.has(state) && now - Date.parse(created_at) < RECENT_MS,
  )
  return found ? { at: found.created_at, own: found.actor === OWN_ACTOR } : null
}

const REACHED: ReadonlySet<Delivery['state']> = new Set([
  'running',
  'sent',
  'message_only',
  'unknown',
])

/** How long ago a moment was, such as "4 s"; empty for null. */
export function useAgo(at: string | null): string {
  const t = useTexts(supportTexts)
  const now = useNow()
  if (at === null) return ''
  const seconds = Math.max(1, Math.round((now - Date.parse(at)) / 1000))
  return seconds < 60 ? t.seconds(seconds) : t.minutes(Math.round(seconds / 60))
}
