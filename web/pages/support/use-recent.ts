import type { Delivery } from '#contract/deliveries/delivery'
import { useDeliveries } from '../../api-client/deliveries.ts'
import { me } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useNow } from '../../ui/use-time.ts'
import type { Person } from './form.ts'
import { supportTexts } from './texts.ts'
import type { DeskStatus } from './use-desk.ts'

const RECENT_MS = 10 * 60_000

/** When a person was last written to, and whether from here. */
export type Recent = { at: string; own: boolean }

/** The latest deliveries to a person, newest first, apart from the one on the screen. */
export function useEarlier(who: Person | null, current: string | null): readonly Delivery[] {
  const { data, isPlaceholderData } = useDeliveries(
    who && { recipient: who.receive_id, limit: '10' },
  )
  return who && data && !isPlaceholderData ? data.filter(({ id }) => id !== current) : NONE
}

const NONE: readonly Delivery[] = []

/** What a person got within the last ten minutes; null if nothing. */
export function useRecent(earlier: readonly Delivery[], status: DeskStatus): Recent | null {
  // The console's own answer, if it was asked.
  if (status.status === 'ended' && status.end.end === 'refused' && status.end.refusal.recent) {
    const { actor, at } = status.end.refusal.recent
    return { at, own: actor === me.actor }
  }
  return findRecent(earlier, Date.now())
}

/** The newest delivery within ten minutes that reached the person or may have. */
export function findRecent(
  deliveries: readonly Pick<Delivery, 'state' | 'actor' | 'created_at'>[],
  now: number,
): Recent | null {
  const found = deliveries.find(
    ({ state, created_at }) => REACHED.has(state) && now - Date.parse(created_at) < RECENT_MS,
  )
  return found ? { at: found.created_at, own: found.actor === me.actor } : null
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
